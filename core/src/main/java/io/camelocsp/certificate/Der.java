package io.camelocsp.certificate;

/** As much of DER as error messages about certificate files need; parsing is the JDK's. */
final class Der {
  static final byte SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  private Der() {}

  /** Octets of the first TLV, header included; -1 if its length is not DER. */
  static long lengthOfFirst(byte[] der) {
    if (der.length < 2) {
      return -1;
    }
    int first = der[1] & 0xFF;
    if (first < 0x80) {
      return 2L + first;
    }
    int octets = first & 0x7F;
    if (octets == 0 || octets > 4 || der.length < 2 + octets) {
      return -1;
    }
    long length = 0;
    for (int i = 0; i < octets; i++) {
      length = length << 8 | (der[2 + i] & 0xFF);
    }
    return 2L + octets + length;
  }

  /** A guess at what the bytes are instead of a certificate, to be appended to a message. */
  static String looksLike(byte[] der) {
    int content = contentOffset(der);
    if (der.length < content + 3 || der[content] != INTEGER) {
      return "";
    }
    // Keys open with version 0 or 1 (PKCS#1, SEC 1, PKCS#8), PFX with 3 (RFC 7292 4).
    return der[content + 2] == 3
        ? " but looks like a PKCS#12 key store"
        : " but looks like a private key";
  }

  private static int contentOffset(byte[] der) {
    int first = der.length < 2 ? 0 : der[1] & 0xFF;
    return first < 0x80 ? 2 : 2 + (first & 0x7F);
  }
}
