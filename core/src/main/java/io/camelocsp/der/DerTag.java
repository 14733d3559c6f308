package io.camelocsp.der;

/**
 * Identifier octets (X.690 8.1.2) as {@code int}, 0 to 255: class, form and number together, so
 * that one comparison checks all three.
 */
public final class DerTag {
  public static final int BOOLEAN = 0x01;
  public static final int INTEGER = 0x02;
  public static final int BIT_STRING = 0x03;
  public static final int OCTET_STRING = 0x04;
  public static final int NULL = 0x05;
  public static final int OID = 0x06;
  public static final int ENUMERATED = 0x0A;
  public static final int UTC_TIME = 0x17;
  public static final int GENERALIZED_TIME = 0x18;
  public static final int SEQUENCE = 0x30;
  public static final int SET = 0x31;

  private DerTag() {}

  /** Context-specific and primitive: {@code [number] IMPLICIT} of a primitive type. */
  public static int implicit(int number) {
    return 0x80 | number;
  }

  /** Context-specific and constructed: {@code [number] EXPLICIT}, or IMPLICIT of a SEQUENCE. */
  public static int explicit(int number) {
    return 0xA0 | number;
  }
}
