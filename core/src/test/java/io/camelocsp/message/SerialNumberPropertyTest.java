package io.camelocsp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A serial number of any size and sign is the same in each of its forms. */
class SerialNumberPropertyTest {

  @Property
  void survivesEachForm(@ForAll BigInteger value) {
    SerialNumber serial = SerialNumber.of(value);

    assertThat(serial.toBigInteger()).isEqualTo(value);
    assertThat(serial.toOctets()).isEqualTo(value.toByteArray());
    assertThat(SerialNumber.ofOctets(serial.toOctets()))
        .isEqualTo(serial)
        .hasSameHashCodeAs(serial);
    if (value.signum() >= 0) {
      assertThat(SerialNumber.ofHex(value.toString(16))).isEqualTo(serial);
    }
  }
}
