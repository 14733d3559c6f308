package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.ListOutline.Span;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IndexFillingTest {

  /** Entries with nothing but a serial number, of which some are the same; and where each is. */
  private static final class Entries {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final Map<BigInteger, Integer> last = new HashMap<>();

    Entries(int count, int different, Random random) {
      for (int i = 0; i < count; i++) {
        BigInteger serial = serial(random.nextInt(different));
        last.put(serial, octets.size());
        byte[] number = serial.toByteArray();
        octets.write(0x30);
        octets.write(number.length + 2);
        octets.write(0x02);
        octets.write(number.length);
        octets.writeBytes(number);
      }
    }

    /** Of one to eleven octets. */
    private static BigInteger serial(int index) {
      BigInteger number = BigInteger.valueOf(index);
      return number.shiftLeft(index % 64).add(number);
    }

    private RevocationIndex index() {
      byte[] all = octets.toByteArray();
      return RevocationIndex.of(
          new DerBuffer(ByteBuffer.wrap(all)), List.of(new Span(0, all.length)));
    }

    private void assertEqualTo(RevocationIndex index) {
      assertThat(index.size()).isEqualTo(last.size());
      last.forEach(
          (serial, offset) ->
              assertThat(index.offsetOf(SerialNumber.of(serial))).isEqualTo(offset));
    }
  }

  @Property(tries = 500)
  void findsTheLastEntryOfEachSerialNumberHoweverSmallTheTable(
      @ForAll @IntRange(min = 1, max = 40) int count, @ForAll long seed) {
    Entries entries = new Entries(count, 30, new Random(seed));
    entries.assertEqualTo(entries.index());
  }

  @Test
  void findsTheLastEntryOfEachSerialNumberInATableThatTwoThreadsFill() {
    Entries entries = new Entries(400_000, 300_000, new Random(1));
    entries.assertEqualTo(entries.index());
  }

  @Test
  void takesAListThatRepeatsTheSameSerialNumbersManyTimes() {
    Entries entries = new Entries(400_000, 7, new Random(2));
    entries.assertEqualTo(entries.index());
  }

  @Test
  void findsNothingElseInATableThatTwoThreadsFill() {
    RevocationIndex index = new Entries(400_000, 300_000, new Random(3)).index();
    for (int i = 0; i < 100_000; i++) {
      BigInteger other = BigInteger.ONE.shiftLeft(100).add(BigInteger.valueOf(i));
      assertThat(index.offsetOf(SerialNumber.of(other))).isNegative();
    }
  }
}
