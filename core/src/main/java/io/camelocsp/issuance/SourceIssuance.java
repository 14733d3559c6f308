package io.camelocsp.issuance;

import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.IssuanceEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a local source said when it was read. Immutable, thread-safe, as nothing is added to the set
 * any more.
 *
 * @param name what the source is, for logs
 * @param readAt when it was read
 * @param validity how long that vouches
 */
record SourceIssuance(String name, SerialSet serials, Instant readAt, Duration validity)
    implements IssuanceEvidence {

  @Override
  public String describe() {
    return name + " of " + readAt;
  }

  @Override
  public Instant thisUpdate() {
    return readAt;
  }

  @Override
  public Instant nextUpdate() {
    return readAt.plus(validity);
  }

  @Override
  public long size() {
    return serials.size();
  }

  @Override
  public boolean lists(SerialNumber serial) {
    return serials.contains(serial);
  }

  @Override
  public Optional<String> objection(Instant now) {
    return now.isBefore(nextUpdate())
        ? Optional.empty()
        : Optional.of("%s ended at %s".formatted(describe(), nextUpdate()));
  }

  @Override
  public boolean renewedByReading() {
    return true;
  }
}
