package io.camelocsp.message;

import io.camelocsp.der.DerException;
import io.camelocsp.der.DerReader;
import io.camelocsp.der.DerSlice;
import io.camelocsp.der.DerTag;
import io.camelocsp.der.Oid;

/** The nonce extension (RFC 6960 4.4.1, RFC 9654 2.1). */
final class Nonce {
  /** id-pkix-ocsp-nonce. */
  static final Oid OID = Oid.of("1.3.6.1.5.5.7.48.1.2");

  /** Most octets a nonce may have (RFC 9654 2.1). */
  static final int MAX_LENGTH = 128;

  private Nonce() {}

  /**
   * Checks the length and returns a copy of the whole extnValue content, to be echoed as it came.
   *
   * <p>The content should be the DER of an OCTET STRING. Clients from before RFC 6960 put the bare
   * octets there: what is not exactly one OCTET STRING is taken for these.
   *
   * @throws OcspFailure if the nonce has no octets or more than {@link #MAX_LENGTH}
   */
  static byte[] check(DerSlice value) {
    int length = length(value);
    if (length == 0 || length > MAX_LENGTH) {
      throw RequestDecoder.malformed(
          "the nonce has %d octets; 1 to %d are allowed".formatted(length, MAX_LENGTH));
    }
    return value.toBytes();
  }

  private static int length(DerSlice value) {
    DerReader reader = value.reader();
    if (!reader.nextIs(DerTag.OCTET_STRING)) {
      return value.length();
    }
    try {
      int length = reader.readOctetString().length();
      return reader.hasRemaining() ? value.length() : length;
    } catch (DerException e) {
      return value.length();
    }
  }
}
