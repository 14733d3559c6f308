package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.testkit.TestCa;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RevocationIndexTest {
  private static final TestCa CA = TestCa.ec("Acme CA");
  private static final Instant REVOKED_AT = Instant.parse("2026-11-01T12:00:00Z");

  private static RevocationIndex index(byte[] der) throws ListRefusedException {
    ListOutline list = ListReader.outline(ByteBuffer.wrap(der));
    int count = ListReader.scan(list, Integer.MAX_VALUE).count();
    return RevocationIndex.of(list.der(), list.entries(), count);
  }

  private static SerialNumber serial(long value) {
    return SerialNumber.of(BigInteger.valueOf(value));
  }

  @Test
  void saysEverythingAboutAnEntry() throws ListRefusedException {
    byte[] invalidity = RawList.hex("180F32303236313033303030303030305A");
    BigInteger number = BigInteger.valueOf(5);
    RevocationIndex index =
        index(
            CA.crl()
                .revoke(number, REVOKED_AT, 1)
                .entryExtension(number, "2.5.29.24", false, invalidity)
                .revoke(BigInteger.TEN, REVOKED_AT)
                .der());
    assertThat(index.find(serial(5)))
        .isEqualTo(
            new ListEntry(
                REVOKED_AT,
                RevocationReason.KEY_COMPROMISE,
                Instant.parse("2026-10-30T00:00:00Z")));
    assertThat(index.find(serial(10)))
        .isEqualTo(new ListEntry(REVOKED_AT, RevocationReason.UNSPECIFIED, null));
  }

  @Test
  void findsNothingInAListWithoutEntries() throws ListRefusedException {
    RevocationIndex index = index(CA.crl().der());
    assertThat(index.size()).isZero();
    assertThat(index.find(serial(0))).isNull();
    assertThat(index.find(serial(Long.MAX_VALUE))).isNull();
  }

  @Test
  void letsTheLaterOfTwoEntriesWithOneSerialNumberCount() throws ListRefusedException {
    RevocationIndex index =
        index(
            CA.crl()
                .revoke(BigInteger.TEN, REVOKED_AT, 6)
                .revoke(BigInteger.TWO, REVOKED_AT)
                .revoke(BigInteger.TEN, REVOKED_AT.plusSeconds(60), 1)
                .der());
    assertThat(index.size()).isEqualTo(2);
    assertThat(index.find(serial(10)))
        .isEqualTo(
            new ListEntry(REVOKED_AT.plusSeconds(60), RevocationReason.KEY_COMPROMISE, null));
  }

  @Test
  void tellsSerialNumbersOfOneValueInAnotherFormApart() throws ListRefusedException {
    RevocationIndex index = index(CA.crl().revoke(BigInteger.valueOf(127), REVOKED_AT).der());
    assertThat(index.find(SerialNumber.ofOctets(new byte[] {127}))).isNotNull();
    assertThat(index.find(SerialNumber.ofOctets(new byte[] {0, 127}))).isNull();
    assertThat(index.find(SerialNumber.ofOctets(new byte[] {}))).isNull();
    assertThat(index.find(SerialNumber.ofOctets(new byte[5000]))).isNull();
  }

  @Test
  void takesSevenOctetsOfHeapForAnEntry() throws ListRefusedException {
    RawList list = new RawList(CA);
    for (int i = 0; i < 3000; i++) {
      list.entries.add(RawList.entry(BigInteger.valueOf(i)));
    }
    assertThat(index(list.der()).heapOctets()).isBetween(3000L * 6, 3000L * 7);
  }

  @Property(tries = 300)
  void agreesWithAMap(
      @ForAll @Size(max = 200) List<BigInteger> listed,
      @ForAll @Size(max = 50) List<BigInteger> others)
      throws ListRefusedException {
    Map<BigInteger, Instant> map = new HashMap<>();
    var builder = CA.crl();
    Instant time = REVOKED_AT;
    for (BigInteger each : listed) {
      time = time.plusSeconds(1);
      map.put(each, time);
      builder.revoke(each, time);
    }
    RevocationIndex index = index(builder.der());
    assertThat(index.size()).isEqualTo(map.size());
    map.forEach(
        (each, expected) ->
            assertThat(index.find(SerialNumber.of(each)))
                .isEqualTo(new ListEntry(expected, RevocationReason.UNSPECIFIED, null)));
    for (BigInteger each : others) {
      assertThat(index.find(SerialNumber.of(each)) != null).isEqualTo(map.containsKey(each));
    }
  }
}
