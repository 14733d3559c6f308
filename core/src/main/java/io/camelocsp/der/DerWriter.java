package io.camelocsp.der;

/** Writes DER (X.690) into byte arrays. */
public final class DerWriter {
  private DerWriter() {}

  /** One TLV around {@code content}, with the shortest length form. */
  public static byte[] tagged(int tag, byte[] content) {
    int length = content.length;
    int lengthOctets =
        length < 0x80 ? 1 : length < 0x100 ? 2 : length < 0x10000 ? 3 : length < 0x1000000 ? 4 : 5;
    byte[] der = new byte[1 + lengthOctets + length];
    der[0] = (byte) tag;
    if (lengthOctets == 1) {
      der[1] = (byte) length;
    } else {
      der[1] = (byte) (0x80 | (lengthOctets - 1));
      for (int i = lengthOctets; i >= 2; i--, length >>>= 8) {
        der[i] = (byte) length;
      }
    }
    System.arraycopy(content, 0, der, 1 + lengthOctets, content.length);
    return der;
  }
}
