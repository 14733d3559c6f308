package io.camelocsp.der;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.der.DerException.Defect;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerBufferTest {
  private static final long YEAR_0000 = -62_167_219_200L;
  private static final long YEAR_9999_END = 253_402_300_799L;

  private static DerBuffer hex(String hex) {
    return new DerBuffer(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
  }

  @Test
  void tellsWhereTheContentBeginsAndEnds() throws DerException {
    DerBuffer der = hex("0000" + "0403AABBCC");
    long element = der.expect(DerTag.OCTET_STRING, 2, der.size());
    assertThat(DerBuffer.start(element)).isEqualTo(4);
    assertThat(DerBuffer.end(element)).isEqualTo(7);
    assertThat(der.copy(4, 7)).containsExactly(0xAA, 0xBB, 0xCC);
  }

  @Test
  void readsLongLengthsInTheirShortestForm() throws DerException {
    for (int length : new int[] {128, 255, 256, 65_535, 65_536, 1 << 24}) {
      byte[] element = DerWriter.tagged(DerTag.OCTET_STRING, new byte[length]);
      DerBuffer der = new DerBuffer(ByteBuffer.wrap(element));
      assertThat(DerBuffer.length(der.element(0, der.size()))).isEqualTo(length);
    }
  }

  @Test
  void viewsABufferFromItsPosition() throws DerException {
    ByteBuffer octets = ByteBuffer.wrap(HexFormat.of().parseHex("FFFF0500"));
    octets.position(2);
    assertThat(new DerBuffer(octets).expect(DerTag.NULL, 0, 2)).isNotZero();
  }

  @ParameterizedTest
  @CsvSource({
    "04, TRUNCATED",
    "0402AA, TRUNCATED",
    "0482, TRUNCATED",
    "048201, TRUNCATED",
    "04847FFFFFFF, TRUNCATED",
    "0480AA0000, INDEFINITE_LENGTH",
    "048101AA, NON_MINIMAL_LENGTH",
    "04817F, NON_MINIMAL_LENGTH",
    "04820080, NON_MINIMAL_LENGTH",
    "048480000000, LENGTH_OVER_LIMIT",
    "0484FFFFFFFF, LENGTH_OVER_LIMIT",
    "04850100000000, LENGTH_OVER_LIMIT",
    "1F0100, HIGH_TAG_NUMBER"
  })
  void refusesWhatIsNoStrictElement(String hex, Defect defect) {
    DerBuffer der = hex(hex);
    assertThat(catchThrowableOfType(DerException.class, () -> der.element(0, der.size())).defect())
        .isEqualTo(defect);
  }

  @Test
  void refusesAnElementThatLeavesWhatEnclosesIt() {
    DerBuffer der = hex("0402AABB");
    assertThat(catchThrowableOfType(DerException.class, () -> der.element(0, 3)).defect())
        .isEqualTo(Defect.TRUNCATED);
  }

  @ParameterizedTest
  @CsvSource({
    "0200, EMPTY_INTEGER",
    "02020001, NON_MINIMAL_INTEGER",
    "0202FF80, NON_MINIMAL_INTEGER"
  })
  void refusesIntegersInAnotherForm(String hex, Defect defect) {
    DerBuffer der = hex(hex);
    assertThat(
            catchThrowableOfType(
                    DerException.class, () -> der.expectInteger(DerTag.INTEGER, 0, der.size()))
                .defect())
        .isEqualTo(defect);
  }

  @ParameterizedTest
  @CsvSource({"010101", "010102", "01020000", "0100"})
  void refusesBooleansInAnotherForm(String hex) throws DerException {
    DerBuffer der = hex(hex);
    long element = der.element(0, der.size());
    assertThat(catchThrowableOfType(DerException.class, () -> der.readFlag(element)).defect())
        .isEqualTo(Defect.BAD_BOOLEAN);
  }

  @ParameterizedTest
  @CsvSource({
    "23, 500101000000Z, 1950-01-01T00:00:00Z",
    "23, 491231235959Z, 2049-12-31T23:59:59Z",
    "23, 000229120000Z, 2000-02-29T12:00:00Z",
    "24, 20500101000000Z, 2050-01-01T00:00:00Z",
    "24, 19700101000000Z, 1970-01-01T00:00:00Z",
    "24, 99991231235959Z, 9999-12-31T23:59:59Z"
  })
  void readsTimes(int tag, String text, Instant expected) throws DerException {
    assertThat(Instant.ofEpochSecond(time(tag, text).epochSecond(0, text.length() + 2)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "23, 2611201000Z",
    "23, 261120100000+0100",
    "23, 261320100000Z",
    "23, 260020100000Z",
    "23, 260229100000Z",
    "23, 260431100000Z",
    "23, 261120240000Z",
    "23, 261120106000Z",
    "23, 261120100060Z",
    "23, 2611201000 0Z",
    "23, 261120100000z",
    "24, 20261120100000.5Z",
    "24, 21000229000000Z",
    "24, 261120100000Z"
  })
  void refusesTimesThatAreInAnotherFormOrDoNotExist(int tag, String text) {
    DerBuffer der = time(tag, text);
    assertThat(
            catchThrowableOfType(DerException.class, () -> der.epochSecond(0, der.size())).defect())
        .isEqualTo(Defect.BAD_TIME);
  }

  @Property
  void agreesWithJavaTime(@ForAll @LongRange(min = YEAR_0000, max = YEAR_9999_END) long epochSecond)
      throws DerException {
    String text =
        DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .format(Instant.ofEpochSecond(epochSecond));
    DerBuffer der = time(DerTag.GENERALIZED_TIME, text);
    assertThat(der.epochSecond(0, der.size())).isEqualTo(epochSecond);
  }

  @Property
  void anyOctetsGiveAnElementWithinThemOrARefusal(@ForAll byte[] octets) {
    DerBuffer der = new DerBuffer(ByteBuffer.wrap(octets));
    try {
      long element = der.element(0, der.size());
      assertThat(DerBuffer.start(element)).isBetween(2, der.size());
      assertThat(DerBuffer.end(element)).isBetween(DerBuffer.start(element), der.size());
    } catch (DerException e) {
      assertThat(e.offset()).isBetween(0, der.size());
    }
  }

  private static DerBuffer time(int tag, String text) {
    byte[] content = text.getBytes(StandardCharsets.US_ASCII);
    return new DerBuffer(ByteBuffer.wrap(DerWriter.tagged(tag, content)));
  }
}
