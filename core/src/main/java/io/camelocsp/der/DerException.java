package io.camelocsp.der;

/**
 * Octets are not the DER (X.690) that was asked for. It is checked, so that no reader of strangers'
 * octets can forget it, and carries no stack trace, because strangers cause it at will.
 */
public final class DerException extends Exception {
  /** What is wrong; one for each rule that {@link DerReader} enforces. */
  public enum Defect {
    TRUNCATED("an element runs past the end"),
    TRAILING_BYTES("octets follow the last element"),
    NON_MINIMAL_LENGTH("a length is not in its shortest form"),
    INDEFINITE_LENGTH("a length is indefinite"),
    LENGTH_OVER_LIMIT("a length is over the limit"),
    TOO_DEEP("elements are nested too deeply"),
    WRONG_TAG("another element is required here"),
    WRONG_FORM("an element is constructed where it must be primitive, or the other way round"),
    HIGH_TAG_NUMBER("a tag number is over 30"),
    DEFAULT_ENCODED("a default value is encoded"),
    EMPTY_INTEGER("an integer has no octets"),
    NON_MINIMAL_INTEGER("an integer is not in its shortest form"),
    INTEGER_OUT_OF_RANGE("an integer is out of range"),
    BAD_BOOLEAN("a boolean is not one octet of 00 or FF"),
    BAD_NULL("a null has content"),
    BAD_OID("an object identifier is malformed"),
    BAD_BIT_STRING("a bit string is malformed"),
    BAD_TIME("a time is not YYYYMMDDHHMMSSZ or YYMMDDHHMMSSZ, or does not exist");

    private final String text;

    Defect(String text) {
      this.text = text;
    }

    /** What is wrong, as half a sentence. */
    public String text() {
      return text;
    }
  }

  private final Defect defect;
  private final int offset;

  /**
   * @param defect what is wrong
   * @param offset index in the array that is read, where the defective element or its defect begins
   */
  public DerException(Defect defect, int offset) {
    super(null, null, false, false);
    this.defect = defect;
    this.offset = offset;
  }

  public Defect defect() {
    return defect;
  }

  /** Where: an index into the array that is read. */
  public int offset() {
    return offset;
  }

  /** The defect's text and the offset; nothing of the octets themselves. */
  @Override
  public String getMessage() {
    return defect.text + " (offset " + offset + ")";
  }
}
