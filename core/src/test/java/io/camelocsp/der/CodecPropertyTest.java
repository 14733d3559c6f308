package io.camelocsp.der;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTCTime;

/** What our writer writes, our reader and a foreign one read back, and the other way round. */
class CodecPropertyTest {
  private static final long YEAR_0000 = -62_167_219_200L;
  private static final long YEAR_9999_END = 253_402_300_799L;
  private static final long YEAR_1950 = -631_152_000L;
  private static final long YEAR_2049_END = 2_524_607_999L;

  @Property
  void integers(@ForAll BigInteger value) throws Exception {
    byte[] der = DerWriter.tagged(DerTag.INTEGER, value.toByteArray());

    assertThat(DerReader.of(der).readBigInteger()).isEqualTo(value);
    assertThat(new ASN1Integer(value).getEncoded()).isEqualTo(der);
  }

  @Property
  void integersOfALong(@ForAll long value) throws Exception {
    assertThat(DerReader.of(new ASN1Integer(value).getEncoded()).readLong()).isEqualTo(value);
  }

  @Property
  void enumerated(@ForAll @IntRange(max = 127) int value) throws Exception {
    byte[] der = new DerWriter(3).enumerated(value).toByteArray();

    assertThat(DerReader.of(der).readEnumerated()).isEqualTo(value);
    assertThat(ASN1Enumerated.getInstance(der).intValueExact()).isEqualTo(value);
  }

  @Property
  void octetStrings(@ForAll byte[] octets) throws Exception {
    byte[] der = DerWriter.tagged(DerTag.OCTET_STRING, octets);

    assertThat(DerReader.of(der).readOctetString().toBytes()).isEqualTo(octets);
    assertThat(new DEROctetString(octets).getEncoded()).isEqualTo(der);
  }

  @Property
  void bitStrings(@ForAll byte[] octets) throws Exception {
    byte[] der = new DerWriter(DerWriter.sizeOf(octets.length + 1)).bitString(octets).toByteArray();
    DerBitString read = DerReader.of(der).readBitString();

    assertThat(read.octets().toBytes()).isEqualTo(octets);
    assertThat(read.unusedBits()).isZero();
    assertThat(ASN1BitString.getInstance(der).getOctets()).isEqualTo(octets);
  }

  @Property
  void generalizedTimes(
      @ForAll @LongRange(min = YEAR_0000, max = YEAR_9999_END) long second,
      @ForAll @IntRange(max = 999_999_999) int nanos)
      throws Exception {
    Instant whole = Instant.ofEpochSecond(second);
    byte[] der =
        new DerWriter(DerWriter.GENERALIZED_TIME_SIZE)
            .generalizedTime(whole.plusNanos(nanos))
            .toByteArray();

    assertThat(DerReader.of(der).readGeneralizedTime()).isEqualTo(whole);
    assertThat(DerReader.of(der).readTime()).isEqualTo(whole);
    assertThat(ASN1GeneralizedTime.getInstance(der).getTimeString())
        .isEqualTo(whole.toString().replaceAll("[-:T]", ""));
  }

  @Property
  void utcTimes(@ForAll @LongRange(min = YEAR_1950, max = YEAR_2049_END) long second)
      throws Exception {
    Instant time = Instant.ofEpochSecond(second);
    byte[] der = new DERUTCTime(Date.from(time)).getEncoded();

    assertThat(DerReader.of(der).readUtcTime()).isEqualTo(time);
    assertThat(DerReader.of(der).readTime()).isEqualTo(time);
  }

  @Property
  void objectIdentifiers(@ForAll("dotted") String dotted) throws Exception {
    byte[] der = Oid.of(dotted).toDer();

    assertThat(DerReader.of(der).readOid()).isEqualTo(Oid.of(dotted)).hasToString(dotted);
    assertThat(ASN1ObjectIdentifier.getInstance(der).getId()).isEqualTo(dotted);
    assertThat(new ASN1ObjectIdentifier(dotted).getEncoded()).isEqualTo(der);
  }

  @Provide
  Arbitrary<String> dotted() {
    Arbitrary<BigInteger> arc =
        Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TWO.pow(40));
    Arbitrary<String> below2 =
        Combinators.combine(Arbitraries.of(0, 1), Arbitraries.integers().between(0, 39))
            .as((first, second) -> first + "." + second);
    Arbitrary<String> below = arc.map(second -> "2." + second);
    return Combinators.combine(Arbitraries.oneOf(below2, below), arc.list().ofMaxSize(8))
        .as(
            (start, rest) ->
                Stream.concat(Stream.of(start), rest.stream().map(BigInteger::toString))
                    .collect(Collectors.joining(".")));
  }
}
