package io.camelocsp.der;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0",
        "0.39",
        "1.3.14.3.2.26",
        "1.3.6.1.5.5.7.48.1.2",
        "2.5.29.20",
        "2.40",
        "2.999.1",
        "2.16.840.1.101.3.4.2.1",
        "2.25.91126957498586232041853194197363883602"
      })
  void agreesWithAForeignEncoder(String dotted) throws Exception {
    byte[] foreign = new ASN1ObjectIdentifier(dotted).getEncoded();

    assertThat(Oid.of(dotted).toDer()).isEqualTo(foreign);
    assertThat(DerReader.of(foreign).readOid()).isEqualTo(Oid.of(dotted)).hasToString(dotted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "1.", ".1", "1..2", "3.1", "0.40", "1.40", "1.2.x", "-1.2", "1.+2"})
  void refusesWhatIsNoDottedForm(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Oid.of(text));
  }

  @Test
  void doesNotSpellOutAnAbsurdOne() throws DerException {
    byte[] content = new byte[60_000];
    Arrays.fill(content, (byte) 0xFF);
    content[content.length - 1] = 1;
    Oid oid = DerReader.of(DerWriter.tagged(DerTag.OID, content)).readOid();

    assertThat(oid).hasToString("an object identifier of 60000 octets");
  }
}
