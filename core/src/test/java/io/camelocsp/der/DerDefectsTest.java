package io.camelocsp.der;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.der.DerException.Defect;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** One vector for each defect, named after it. */
class DerDefectsTest {
  private interface Read {
    Object from(DerReader reader) throws DerException;
  }

  @Test
  void truncated() {
    refuses("", DerReader::rawElement, Defect.TRUNCATED, 0);
    refuses("04", DerReader::rawElement, Defect.TRUNCATED, 0);
    refuses("0402ab", DerReader::rawElement, Defect.TRUNCATED, 0);
    refuses("0482", DerReader::rawElement, Defect.TRUNCATED, 1);
    refuses("048201", DerReader::rawElement, Defect.TRUNCATED, 1);
    refuses("30020402ab", r -> r.readSequence().readOctetString(), Defect.TRUNCATED, 2);
    refuses("3004 3003 0500 0500", DerReader::wellFormedElement, Defect.TRUNCATED, 2);
  }

  @Test
  void trailingBytes() {
    refuses("050000", DerDefectsTest::nullThenEnd, Defect.TRAILING_BYTES, 2);
  }

  @Test
  void nonMinimalLength() {
    refuses("04817f", DerReader::rawElement, Defect.NON_MINIMAL_LENGTH, 1);
    refuses("0481050102030405", DerReader::rawElement, Defect.NON_MINIMAL_LENGTH, 1);
    refuses("04820080", DerReader::rawElement, Defect.NON_MINIMAL_LENGTH, 1);
    refuses("048500000000ff", DerReader::rawElement, Defect.NON_MINIMAL_LENGTH, 1);
    refuses("3004 048101aa", DerReader::wellFormedElement, Defect.NON_MINIMAL_LENGTH, 3);
  }

  @Test
  void indefiniteLength() {
    refuses("308005000000", DerReader::readSequence, Defect.INDEFINITE_LENGTH, 1);
    refuses("3006 3080 0500 0000", DerReader::wellFormedElement, Defect.INDEFINITE_LENGTH, 3);
  }

  @Test
  void lengthOverLimit() {
    refuses("048401000000", DerReader::rawElement, Defect.LENGTH_OVER_LIMIT, 1);
    refuses("0484ffffffff", DerReader::rawElement, Defect.LENGTH_OVER_LIMIT, 1);
    refuses("04ff" + "ff".repeat(127), DerReader::rawElement, Defect.LENGTH_OVER_LIMIT, 1);
  }

  @Test
  void tooDeep() {
    byte[] nested = DerReaderTest.nested(DerReader.MAX_DEPTH + 1);
    DerReader walked = DerReader.of(nested);
    assertDefect(walked, DerReader::wellFormedElement, Defect.TOO_DEEP);
    assertDefect(DerReader.of(nested), DerDefectsTest::enterAll, Defect.TOO_DEEP);
    DerReader deeper = DerReader.of(DerReaderTest.nested(3000));
    assertDefect(deeper, DerReader::wellFormedElement, Defect.TOO_DEEP);
  }

  @Test
  void tooDeepCountsTheLevelsAlreadyEntered() throws DerException {
    DerReader reader = DerReader.of(DerReaderTest.nested(DerReader.MAX_DEPTH + 1));
    for (int i = 0; i < DerReader.MAX_DEPTH; i++) {
      reader = reader.readSequence();
    }
    assertDefect(reader, DerReader::readSequence, Defect.TOO_DEEP);
  }

  @Test
  void wrongTag() {
    refuses("0400", DerReader::readInteger, Defect.WRONG_TAG, 0);
    refuses("2400", DerReader::readOctetString, Defect.WRONG_TAG, 0);
    refuses("1000", DerReader::readSequence, Defect.WRONG_TAG, 0);
  }

  @Test
  void wrongForm() {
    refuses("24030401aa", DerReader::wellFormedElement, Defect.WRONG_FORM, 0);
    refuses("30021000", DerReader::wellFormedElement, Defect.WRONG_FORM, 2);
    refuses("30020000", DerReader::wellFormedElement, Defect.WRONG_FORM, 2);
  }

  @Test
  void highTagNumber() {
    refuses("1f2000", DerReader::rawElement, Defect.HIGH_TAG_NUMBER, 0);
    refuses("bf8100", DerReader::rawElement, Defect.HIGH_TAG_NUMBER, 0);
  }

  @Test
  void defaultEncoded() {
    refuses("010100", DerReader::readFlag, Defect.DEFAULT_ENCODED, 0);
  }

  @Test
  void emptyInteger() {
    refuses("0200", DerReader::readInteger, Defect.EMPTY_INTEGER, 2);
    refuses("0a00", DerReader::readEnumerated, Defect.EMPTY_INTEGER, 2);
  }

  @Test
  void nonMinimalInteger() {
    refuses("0202007f", DerReader::readInteger, Defect.NON_MINIMAL_INTEGER, 2);
    refuses("0202ff80", DerReader::readInteger, Defect.NON_MINIMAL_INTEGER, 2);
  }

  @Test
  void integerOutOfRange() {
    refuses("0209010000000000000000", DerReader::readLong, Defect.INTEGER_OUT_OF_RANGE, 2);
    refuses("0a050100000000", DerReader::readEnumerated, Defect.INTEGER_OUT_OF_RANGE, 2);
  }

  @Test
  void badBoolean() {
    refuses("010101", DerReader::readBoolean, Defect.BAD_BOOLEAN, 2);
    refuses("0100", DerReader::readBoolean, Defect.BAD_BOOLEAN, 2);
    refuses("0102ffff", DerReader::readFlag, Defect.BAD_BOOLEAN, 2);
  }

  @Test
  void badNull() {
    refuses("050100", DerDefectsTest::nullThenEnd, Defect.BAD_NULL, 2);
  }

  @Test
  void badOid() {
    refuses("0600", DerReader::readOid, Defect.BAD_OID, 2);
    refuses("060180", DerReader::readOid, Defect.BAD_OID, 2);
    refuses("06022a86", DerReader::readOid, Defect.BAD_OID, 2);
    refuses("06032a8001", DerReader::readOid, Defect.BAD_OID, 3);
  }

  @Test
  void badBitString() {
    refuses("0300", DerReader::readBitString, Defect.BAD_BIT_STRING, 2);
    refuses("030101", DerReader::readBitString, Defect.BAD_BIT_STRING, 2);
    refuses("030208aa", DerReader::readBitString, Defect.BAD_BIT_STRING, 2);
    refuses("03020101", DerReader::readBitString, Defect.BAD_BIT_STRING, 2);
  }

  @Test
  void badTime() {
    refusesTime("20261120110623");
    refusesTime("202611201106Z");
    refusesTime("20261120110623.5Z");
    refusesTime("20261120110623+0000");
    refusesTime("2026112011062 Z");
    refusesTime("20260229000000Z");
    refusesTime("20261320000000Z");
    refusesTime("20260020000000Z");
    refusesTime("20260100000000Z");
    refusesTime("20260101240000Z");
    refusesTime("20260101006000Z");
    refusesTime("20260101000060Z");
    refuses("170b" + hex("2611201106Z"), DerReader::readUtcTime, Defect.BAD_TIME, 2);
  }

  @Test
  void hasNoStackTraceAndSaysWhere() {
    DerException refusal = refusal(DerReader.of(new byte[] {2, 0}), DerReader::readInteger);

    assertThat(refusal.getStackTrace()).isEmpty();
    assertThat(refusal).hasMessage("an integer has no octets (offset 2)");
  }

  private static void refusesTime(String ascii) {
    String header = "18%02x".formatted(ascii.length());
    refuses(header + hex(ascii), DerReader::readGeneralizedTime, Defect.BAD_TIME, 2);
  }

  private static void refuses(String hex, Read read, Defect defect, int offset) {
    DerReader reader = DerReader.of(HexFormat.of().parseHex(hex.replace(" ", "")));
    DerException refusal = refusal(reader, read);
    assertThat(refusal.defect()).as(hex).isEqualTo(defect);
    assertThat(refusal.offset()).as(hex).isEqualTo(offset);
  }

  private static void assertDefect(DerReader reader, Read read, Defect defect) {
    assertThat(refusal(reader, read).defect()).isEqualTo(defect);
  }

  private static DerException refusal(DerReader reader, Read read) {
    DerException refusal = catchThrowableOfType(DerException.class, () -> read.from(reader));
    assertThat(refusal).isNotNull();
    return refusal;
  }

  private static Object nullThenEnd(DerReader reader) throws DerException {
    reader.readNull();
    reader.requireEnd();
    return reader;
  }

  private static Object enterAll(DerReader reader) throws DerException {
    DerReader inner = reader;
    while (true) {
      inner = inner.readSequence();
    }
  }

  private static String hex(String ascii) {
    return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
  }
}
