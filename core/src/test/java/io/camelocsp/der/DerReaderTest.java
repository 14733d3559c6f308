package io.camelocsp.der;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What is read, element by element; what is refused is in {@link DerDefectsTest}. */
class DerReaderTest {

  @Test
  void readsASequenceElementByElement() throws DerException {
    DerReader outer = reader("300a 020105 0101ff 0402abcd");
    DerReader sequence = outer.readSequence();

    assertThat(sequence.readLong()).isEqualTo(5);
    assertThat(sequence.readBoolean()).isTrue();
    assertThat(sequence.readOctetString().toBytes()).containsExactly(0xab, 0xcd);
    sequence.requireEnd();
    outer.requireEnd();
  }

  @Test
  void looksAheadWithoutMoving() throws DerException {
    DerReader reader = reader("0500");

    assertThat(reader.peekTag()).isEqualTo(DerTag.NULL);
    assertThat(reader.nextIs(DerTag.NULL)).isTrue();
    assertThat(reader.remaining()).isEqualTo(2);
    reader.readNull();
    assertThat(reader.peekTag()).isEqualTo(DerReader.END);
    assertThat(reader.hasRemaining()).isFalse();
  }

  @Test
  void staysInsideTheSliceItWasGiven() throws DerException {
    byte[] array = bytes("ffff 020107 ffff");
    DerReader reader = DerReader.of(array, 2, 3);

    assertThat(reader.readLong()).isEqualTo(7);
    assertThat(reader.hasRemaining()).isFalse();
  }

  @Test
  void readsLongLengths() throws DerException {
    for (int length : new int[] {0, 127, 128, 255, 256, 65535, 65536}) {
      byte[] content = new byte[length];
      DerReader reader = DerReader.of(DerWriter.tagged(DerTag.OCTET_STRING, content));
      assertThat(reader.readOctetString().length()).isEqualTo(length);
      reader.requireEnd();
    }
  }

  @Test
  void readsIntegersOfAnySizeAndSign() throws DerException {
    assertThat(reader("020100").readLong()).isZero();
    assertThat(reader("0201ff").readLong()).isEqualTo(-1);
    assertThat(reader("02020080").readLong()).isEqualTo(128);
    assertThat(reader("0202ff7f").readLong()).isEqualTo(-129);
    assertThat(reader("02087fffffffffffffff").readLong()).isEqualTo(Long.MAX_VALUE);
    assertThat(reader("02088000000000000000").readLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(reader("020900ffffffffffffffff").readBigInteger())
        .isEqualTo(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));
    assertThat(reader("0a0106").readEnumerated()).isEqualTo(6);
  }

  @Test
  void readsAFlagThatDefaultsToFalse() throws DerException {
    assertThat(reader("0101ff").readFlag()).isTrue();
    assertThat(reader("0400").readFlag()).isFalse();
    assertThat(reader("").readFlag()).isFalse();
    assertThat(reader("010100").readBoolean()).isFalse();
  }

  @Test
  void readsBitStrings() throws DerException {
    DerBitString flags = reader("03020560").readBitString();

    assertThat(flags.unusedBits()).isEqualTo(5);
    assertThat(flags.bit(0)).isFalse();
    assertThat(flags.bit(1)).isTrue();
    assertThat(flags.bit(2)).isTrue();
    assertThat(flags.bit(8)).isFalse();
    assertThat(reader("030100").readBitString().octets().length()).isZero();
  }

  @Test
  void readsTimes() throws DerException {
    assertThat(reader("180f" + hex("20261120110623Z")).readGeneralizedTime())
        .isEqualTo(Instant.parse("2026-11-20T11:06:23Z"));
    assertThat(reader("170d" + hex("491231235959Z")).readUtcTime())
        .isEqualTo(Instant.parse("2049-12-31T23:59:59Z"));
    assertThat(reader("170d" + hex("500101000000Z")).readTime())
        .isEqualTo(Instant.parse("1950-01-01T00:00:00Z"));
    assertThat(reader("180f" + hex("20240229000000Z")).readTime())
        .isEqualTo(Instant.parse("2024-02-29T00:00:00Z"));
    assertThat(reader("180f" + hex("99991231235959Z")).readTime())
        .isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
  }

  @Test
  void takesElementsWholeAndSkipsThem() throws DerException {
    DerReader reader = reader("3003020105 0500 8001aa");

    assertThat(reader.rawElement().toBytes()).isEqualTo(bytes("3003020105"));
    reader.skip();
    assertThat(reader.wellFormedElement().toBytes()).isEqualTo(bytes("8001aa"));
    reader.requireEnd();
  }

  @Test
  void remembersWhatWasEntered() throws DerException {
    DerReader reader = reader("0500 3003020105 0500");
    reader.skip();
    int start = reader.position();
    reader.readSequence();

    assertThat(reader.since(start).toBytes()).isEqualTo(bytes("3003020105"));
  }

  @Test
  void walksThroughNestedElementsOfDifferentEnds() throws DerException {
    DerReader reader = reader("3010 3004 3100 0500 020101 3005 3003 04010a");

    assertThat(reader.wellFormedElement().length()).isEqualTo(18);
  }

  @Test
  void entersAsDeepAsTheCeilingAllows() throws DerException {
    byte[] nested = nested(DerReader.MAX_DEPTH);
    DerReader reader = DerReader.of(nested);
    for (int i = 0; i < DerReader.MAX_DEPTH; i++) {
      reader = reader.readSequence();
    }

    assertThat(reader.hasRemaining()).isFalse();
    assertThat(DerReader.of(nested).wellFormedElement().length()).isEqualTo(nested.length);
  }

  @Test
  void comparesSlicesByTheirOctets() throws DerException {
    DerReader reader = reader("0402abcd 0402abcd 0402abce");
    DerSlice first = reader.readOctetString();
    DerSlice second = reader.readOctetString();
    DerSlice third = reader.readOctetString();

    assertThat(first).isEqualTo(second).hasSameHashCodeAs(second).isNotEqualTo(third);
    assertThat(first.contentEquals(bytes("abcd"))).isTrue();
    assertThat(first.contentEquals(bytes("abcdef"))).isFalse();
    assertThat(third.toString()).isEqualTo("2 octets at 10");
  }

  static byte[] nested(int depth) {
    byte[] element = new byte[0];
    for (int i = 0; i < depth; i++) {
      element = DerWriter.tagged(DerTag.SEQUENCE, element);
    }
    return element;
  }

  private static DerReader reader(String hex) {
    return DerReader.of(bytes(hex));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static String hex(String ascii) {
    return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
  }
}
