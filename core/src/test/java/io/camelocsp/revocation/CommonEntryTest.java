package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.revocation.EntryReader.Findings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonEntryTest {
  private static final String SERIAL = "0214" + "5A".repeat(20);
  private static final String REASON = "300C300A0603551D1504030A01";

  /** What follows in a list, so that reading too far would not fail by itself. */
  private static final String NEXT = "30130201051 70D3236313130313132303030305A".replace(" ", "");

  private static byte[] entry(String serial, String time, String extensions) {
    String content =
        serial
            + "170D"
            + HexFormat.of().formatHex(time.getBytes(StandardCharsets.US_ASCII))
            + extensions;
    return HexFormat.of().parseHex("30%02x".formatted(content.length() / 2) + content + NEXT);
  }

  private static int limit(byte[] octets) {
    return octets.length - NEXT.length() / 2;
  }

  private static long check(byte[] octets) {
    return CommonEntry.check(new DerBuffer(ByteBuffer.wrap(octets)), 0, limit(octets));
  }

  @Test
  void readsAnEntryWithoutExtensions() {
    byte[] octets = entry(SERIAL, "261101120000Z", "");
    assertThat(CommonEntry.end(check(octets))).isEqualTo(limit(octets));
    assertThat(CommonEntry.reason(check(octets))).isEqualTo(CommonEntry.NO_REASON);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 8, 9, 10})
  void readsAReason(int code) {
    byte[] octets = entry(SERIAL, "261128235959Z", REASON + "%02x".formatted(code));
    assertThat(CommonEntry.end(check(octets))).isEqualTo(limit(octets));
    assertThat(CommonEntry.reason(check(octets))).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"07", "0B", "FF"})
  void leavesReasonsThatDoNotExistToOthers(String code) {
    assertThat(check(entry(SERIAL, "261101120000Z", REASON + code))).isEqualTo(CommonEntry.OTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "260001120000Z",
        "261301120000Z",
        "261100120000Z",
        "261129120000Z",
        "261101240000Z",
        "261101126000Z",
        "261101120060Z",
        "26110112000:Z",
        "2611011200/0Z",
        "2611011200 0Z",
        "261101120000z",
        "A61101120000Z",
      })
  void leavesOddTimesToOthers(String time) {
    assertThat(check(entry(SERIAL, time, ""))).isEqualTo(CommonEntry.OTHER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0200", "02020001", "0202FF80", "0302FF80"})
  void leavesOddSerialNumbersToOthers(String serial) {
    assertThat(check(entry(serial, "261101120000Z", ""))).isEqualTo(CommonEntry.OTHER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"02017F", "020180", "02020080", "0202FF7F"})
  void readsShortSerialNumbers(String serial) {
    byte[] octets = entry(serial, "261101120000Z", "");
    assertThat(CommonEntry.end(check(octets))).isEqualTo(limit(octets));
  }

  @Property(tries = 20_000)
  void acceptsOnlyWhatTheFullCheckAcceptsAndFindsTheSame(
      @ForAll @IntRange(max = 3) int shape,
      @ForAll @Size(max = 3) java.util.List<@IntRange(max = 60) Integer> places,
      @ForAll byte octet)
      throws DerException {
    byte[] octets =
        switch (shape) {
          case 0 -> entry(SERIAL, "261101120000Z", "");
          case 1 -> entry("020105", "261101120000Z", REASON + "01");
          case 2 -> entry(SERIAL, "261031120000Z", REASON + "08");
          default -> entry("0209008000000000000001", "491231235959Z", REASON + "00");
        };
    places.forEach(place -> octets[place % octets.length] ^= octet);
    long common = check(octets);
    if (common == CommonEntry.OTHER) {
      return;
    }
    EntryReader reader = new EntryReader(new DerBuffer(ByteBuffer.wrap(octets)));
    Findings full = new Findings();
    assertThat(reader.checkAny(0, limit(octets), full)).isEqualTo(CommonEntry.end(common));
    Findings quick = new Findings();
    reader.check(0, limit(octets), quick);
    assertThat(quick).usingRecursiveComparison().isEqualTo(full);
  }
}
