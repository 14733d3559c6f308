package io.camelocsp.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.camelocsp.message.SerialNumber;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Size;

class SerialSetPropertyTest {

  @Property(tries = 200)
  void holdsWhatASetWouldHoldInTheSameOrder(
      @ForAll @Size(max = 300) List<@BigRange(min = "1", max = "400") BigInteger> serials)
      throws IOException {
    SerialSet set = new SerialSet();
    Set<SerialNumber> model = new LinkedHashSet<>();
    for (BigInteger each : serials) {
      SerialNumber serial = SerialNumber.of(each);
      assertThat(set.add(serial)).isEqualTo(model.add(serial));
    }
    List<SerialNumber> read = new ArrayList<>();
    set.forEach(read::add);

    assertThat(set.size()).isEqualTo(model.size());
    assertThat(read).containsExactlyElementsOf(model);
    for (int i = 1; i <= 400; i++) {
      SerialNumber serial = SerialNumber.of(BigInteger.valueOf(i));
      assertThat(set.contains(serial)).isEqualTo(model.contains(serial));
    }
  }

  @Example
  void growsOverManyBlocks() throws IOException {
    SerialSet set = new SerialSet();
    BigInteger first = BigInteger.ONE.shiftLeft(158);
    int count = 200_000;
    for (int i = 0; i < count; i++) {
      assertThat(set.add(SerialNumber.of(first.add(BigInteger.valueOf(i))))).isTrue();
    }
    int[] read = new int[1];
    set.forEach(serial -> read[0]++);

    assertThat(set.size()).isEqualTo(count);
    assertThat(read[0]).isEqualTo(count);
    assertThat(set.add(SerialNumber.of(first))).isFalse();
    assertThat(set.contains(SerialNumber.of(first.subtract(BigInteger.ONE)))).isFalse();
    assertThat(set.heapOctets()).isLessThan(40L * count);
  }

  @Example
  void anySerialNumberMayBeAskedForButOnlyWhatACaMayAssignIsTaken() {
    SerialSet set = new SerialSet();
    SerialNumber longOne = SerialNumber.of(BigInteger.ONE.shiftLeft(4000));

    assertThat(set.contains(longOne)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> set.add(longOne));
  }
}
