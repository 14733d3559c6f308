package io.camelocsp.revocation;

import io.camelocsp.message.SerialNumber;
import java.time.Instant;

/**
 * The certificate of a key that signs lists, where a CA issued it whose lists we have: when those
 * revoke it, what the key signed does not vouch any more (RFC 5280 6.3.3 f).
 *
 * @param issuer who issued the certificate
 * @param serial its serial number
 */
record ListKeyOrigin(IssuerData issuer, SerialNumber serial) {
  boolean revoked(Instant now) {
    return issuer.snapshot().revokesListKey(serial, now);
  }
}
