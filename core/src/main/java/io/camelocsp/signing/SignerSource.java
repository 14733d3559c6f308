package io.camelocsp.signing;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a signer's key is and what the operator declared about it.
 *
 * @param name the configured name
 * @param keystore a PKCS#12 file
 * @param password of the key store and its key; not copied, never printed
 * @param alias which key entry; null if there is one only
 * @param trustLocal {@code trust = local}: clients are configured to trust this signer (RFC 6960
 *     4.2.2.2), it need not be the issuer's
 * @param trustedFor names of the issuers meant by {@code trustLocal}; empty for all of them
 */
@SuppressWarnings("ArrayRecordComponent") // a password does not belong into a String
public record SignerSource(
    String name,
    Path keystore,
    char[] password,
    @Nullable String alias,
    boolean trustLocal,
    List<String> trustedFor) {

  public SignerSource {
    trustedFor = List.copyOf(trustedFor);
    if (!trustLocal && !trustedFor.isEmpty()) {
      throw new IllegalArgumentException("issuers are named only with trust = local");
    }
  }

  /** Name and file; no password. */
  @Override
  public String toString() {
    return name + " (" + keystore + ")";
  }
}
