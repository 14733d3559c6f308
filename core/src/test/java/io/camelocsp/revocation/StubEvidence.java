package io.camelocsp.revocation;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.SerialNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evidence for tests of what is made of evidence.
 *
 * @param revocation what it says about each serial number in {@code revoked}
 */
public record StubEvidence(
    String describe,
    Instant thisUpdate,
    @Nullable Instant nextUpdate,
    CertStatus.Revoked revocation,
    List<SerialNumber> revoked)
    implements Evidence {

  public StubEvidence {
    revoked = List.copyOf(revoked);
  }

  @Override
  public int size() {
    return revoked.size();
  }

  @Override
  public CertStatus.@Nullable Revoked revocationOf(SerialNumber serial) {
    return revoked.contains(serial) ? revocation : null;
  }
}
