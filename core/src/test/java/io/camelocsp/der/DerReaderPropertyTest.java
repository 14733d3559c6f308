package io.camelocsp.der;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for any octets. */
class DerReaderPropertyTest {

  @Property(tries = 5000)
  void anyOctetsAreReadOrRefused(@ForAll byte[] octets) {
    int start = 0;
    try {
      DerReader reader = DerReader.of(octets);
      while (reader.hasRemaining()) {
        DerSlice element = reader.wellFormedElement();
        assertThat(element.offset()).isEqualTo(start);
        start += element.length();
      }
      assertThat(start).isEqualTo(octets.length);
    } catch (DerException refusal) {
      assertThat(refusal.offset()).isBetween(start, octets.length);
    }
  }
}
