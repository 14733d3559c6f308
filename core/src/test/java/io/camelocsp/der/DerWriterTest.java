package io.camelocsp.der;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.Test;

class DerWriterTest {

  @Test
  void usesTheShortestLength() throws Exception {
    for (int length : new int[] {0, 1, 127, 128, 255, 256, 65535, 65536, 0xFFFFFF, 0x1000000}) {
      byte[] content = new byte[length];
      byte[] der = DerWriter.tagged(DerTag.OCTET_STRING, content);

      assertThat(der).hasSize(DerWriter.sizeOf(length));
      assertThat(der).isEqualTo(new DEROctetString(content).getEncoded());
    }
  }

  @Test
  void writesTimesInWholeSeconds() throws Exception {
    for (String time :
        new String[] {
          "0000-01-01T00:00:00.00Z",
          "1970-01-01T00:00:00.00Z",
          "1969-12-31T23:59:59.99Z",
          "2026-11-20T11:06:23.99Z",
          "9999-12-31T23:59:59.99Z"
        }) {
      byte[] der = time(Instant.parse(time));
      String digits = time.replaceAll("[-:T]|\\.\\d\\d", "");

      assertThat(der).isEqualTo(new ASN1GeneralizedTime(digits).getEncoded());
      assertThat(DerReader.of(der).readGeneralizedTime())
          .isEqualTo(Instant.parse(time.substring(0, 19) + "Z"));
    }
  }

  @Test
  void refusesTimesWithoutAFourDigitYear() {
    assertThatIllegalArgumentException().isThrownBy(() -> time(Instant.MAX));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> time(Instant.parse("+10000-01-01T00:00:00Z")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> time(Instant.parse("-0001-12-31T23:59:59Z")));
  }

  @Test
  void refusesEnumeratedOfSeveralOctets() {
    assertThatIllegalArgumentException().isThrownBy(() -> new DerWriter(3).enumerated(128));
    assertThatIllegalArgumentException().isThrownBy(() -> new DerWriter(3).enumerated(-1));
  }

  @Test
  void refusesToHandOutLessThanWasAnnounced() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new DerWriter(4).header(DerTag.NULL, 0).toByteArray())
        .withMessage("2 octets written of 4");
  }

  private static byte[] time(Instant time) {
    return new DerWriter(DerWriter.GENERALIZED_TIME_SIZE).generalizedTime(time).toByteArray();
  }
}
