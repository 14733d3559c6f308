package io.camelocsp.der;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;

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

  @Property
  void integersAreReadAsAForeignEncoderWroteThem(@ForAll BigInteger value) throws Exception {
    byte[] der = new ASN1Integer(value).getEncoded();

    assertThat(DerReader.of(der).readBigInteger()).isEqualTo(value);
  }

  @Property
  void octetStringsAreReadBackByAForeignDecoder(@ForAll byte[] content) throws Exception {
    byte[] der = DerWriter.tagged(DerTag.OCTET_STRING, content);

    assertThat(ASN1Primitive.fromByteArray(der).getEncoded()).isEqualTo(der);
    assertThat(DerReader.of(der).readOctetString().toBytes()).isEqualTo(content);
  }
}
