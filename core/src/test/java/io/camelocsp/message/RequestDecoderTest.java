package io.camelocsp.message;

import static io.camelocsp.message.Parts.NONCE;
import static io.camelocsp.message.Parts.NULL;
import static io.camelocsp.message.Parts.TRUE;
import static io.camelocsp.message.Parts.certId;
import static io.camelocsp.message.Parts.explicit;
import static io.camelocsp.message.Parts.extension;
import static io.camelocsp.message.Parts.filled;
import static io.camelocsp.message.Parts.integer;
import static io.camelocsp.message.Parts.octets;
import static io.camelocsp.message.Parts.oid;
import static io.camelocsp.message.Parts.request;
import static io.camelocsp.message.Parts.requestOfTbs;
import static io.camelocsp.message.Parts.requestWithExtensions;
import static io.camelocsp.message.Parts.requestWithSingleExtensions;
import static io.camelocsp.message.Parts.sequence;
import static io.camelocsp.message.Parts.tlv;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.RequestBuilder;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestRequests;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken; what is refused is in the tests named after defects. */
class RequestDecoderTest {
  private static final TestCa CA = TestCa.ec("Acme CA");
  private static final BigInteger SERIAL = Parts.SERIAL;

  @Test
  void theTestsOwnPartsAreWhatAForeignEncoderWrites() {
    byte[] foreign = TestRequests.builder().single(Parts.NAME_HASH, Parts.KEY_HASH, SERIAL).der();

    assertThat(Parts.good()).isEqualTo(foreign);
  }

  @Test
  void keepsTheRequestAndEchoesEachCertIdInOrder() {
    byte[] der = TestRequests.der(CA, SERIAL, BigInteger.ONE, SERIAL);
    OcspRequest request = decode(der);

    assertThat(request.der()).isSameAs(der);
    assertThat(request.certIds())
        .extracting(CertId::serial)
        .containsExactly(
            SerialNumber.of(SERIAL), SerialNumber.of(BigInteger.ONE), SerialNumber.of(SERIAL));
    assertThat(request.nonce()).isNull();
    assertThat(request.signed()).isFalse();
    assertThat(decode(Parts.good()).certIds().get(0).der()).isEqualTo(certId());
  }

  @ParameterizedTest
  @EnumSource
  void servesEveryHashWithParametersNullOrAbsent(CertIdHash hash) {
    RequestBuilder builder = TestRequests.builder().hash(hash.jcaName());
    OcspRequest request =
        decode(
            builder
                .parametersNull()
                .single(CA, SERIAL)
                .parametersAbsent()
                .single(CA, SERIAL)
                .der());

    CertId withNull = request.certIds().get(0);
    CertId without = request.certIds().get(1);
    assertThat(withNull.hash()).isEqualTo(hash);
    assertThat(withNull.issuerNameHash()).hasSize(hash.length());
    assertThat(withNull.issuerNameHash()).isEqualTo(without.issuerNameHash());
    assertThat(withNull.issuerKeyHash()).isEqualTo(without.issuerKeyHash());
    assertThat(withNull.der()).hasSize(without.der().length + NULL.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "-80", "7f", "80", "ffffffffffffffffffffffffffffffffffffffff"})
  void takesAnySerialNumber(String hex) {
    BigInteger serial = new BigInteger(hex, 16);

    CertId certId = decode(TestRequests.der(CA, serial)).certIds().get(0);

    assertThat(certId.serial()).isEqualTo(SerialNumber.of(serial));
  }

  @Test
  void takesAVeryLongSerialNumber() {
    BigInteger serial = BigInteger.ONE.shiftLeft(8 * 4096 - 2);

    CertId certId = decode(TestRequests.der(CA, serial)).certIds().get(0);

    assertThat(certId.serial().length()).isEqualTo(4096);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 32, 33, 127, 128})
  void echoesTheNonceWithItsWrapping(int length) {
    byte[] nonce = filled(length, 0x5A);
    OcspRequest request = decode(TestRequests.builder().single(CA, SERIAL).nonce(nonce).der());

    assertThat(request.nonce()).isEqualTo(octets(nonce));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 128})
  void echoesABareNonceAsItCame(int length) {
    byte[] nonce = filled(length, 4); // begins like an OCTET STRING, and is none
    OcspRequest request =
        decode(TestRequests.builder().single(CA, SERIAL).nonceExtension(nonce).der());

    assertThat(request.nonce()).isEqualTo(nonce);
  }

  @Test
  void takesAnOctetStringWithSomethingBehindItForABareNonce() {
    byte[] nonce = {4, 1, 7, 7};
    OcspRequest request =
        decode(TestRequests.builder().single(CA, SERIAL).nonceExtension(nonce).der());

    assertThat(request.nonce()).isEqualTo(nonce);
  }

  @Test
  void ignoresUnknownExtensionsThatAreNotCritical() {
    OcspRequest request =
        decode(
            TestRequests.builder()
                .single(CA, SERIAL)
                .singleExtension("1.2.3.4", false, new byte[0])
                .extension("1.2.3.4", false, filled(300, 0xFF))
                .extension("1.3.6.1.5.5.7.48.1.6", false, NULL)
                .der());

    assertThat(request.certIds()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {NONCE, "1.3.6.1.5.5.7.48.1.4", "1.3.6.1.5.5.7.48.1.8"})
  void takesKnownRequestExtensionsEvenIfCritical(String oid) {
    byte[] extension = extension(oid, TRUE, octets(octets(filled(32, 1))));

    assertThat(decode(requestWithExtensions(extension)).certIds()).hasSize(1);
  }

  @Test
  void takesTheServiceLocatorEvenIfCritical() {
    byte[] extension = extension("1.3.6.1.5.5.7.48.1.7", TRUE, octets(sequence()));

    assertThat(decode(requestWithSingleExtensions(extension)).certIds()).hasSize(1);
  }

  @Test
  void takesARequestorNameWithoutSignature() {
    byte[] der = TestRequests.builder().requestorName("CN=alice").single(CA, SERIAL).der();

    assertThat(decode(der).signed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0xA0, 0x81, 0x82, 0xA3, 0xA5, 0x86, 0x87, 0x88})
  void takesAnyGeneralNameAsRequestorName(int tag) {
    byte[] name = tlv(tag, (tag & 0x20) != 0 ? sequence(NULL) : new byte[] {1, 2, 3});
    byte[] der = requestOfTbs(explicit(1, name), sequence(sequence(certId())));

    assertThat(decode(der).certIds()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void saysThatARequestIsSigned(KeyKind kind) {
    TestCertificate requestor = CA.certificateFor("CN=alice").key(kind).issue();
    RequestBuilder builder =
        TestRequests.builder()
            .requestorName("CN=alice")
            .single(CA, SERIAL)
            .signatureAlgorithm(kind.signatureAlgorithm());

    assertThat(decode(builder.signedBy(requestor, CA.certificate()).der()).signed()).isTrue();
    assertThat(decode(builder.signedBy(requestor).der()).signed()).isTrue();
  }

  @Test
  void takesAsManySingleRequestsAsTheLimitAllows() {
    BigInteger[] serials = new BigInteger[300];
    Arrays.fill(serials, SERIAL);
    RequestDecoder decoder = new RequestDecoder(new RequestLimits(300, 1 << 20));

    assertThat(decoder.decode(TestRequests.der(CA, serials)).certIds()).hasSize(300);
  }

  @Test
  void keepsNothingOfTheRequestsArrayInACertId() {
    byte[] der =
        request(
            certId(
                sequence(oid(Parts.SHA1)),
                octets(Parts.NAME_HASH),
                octets(Parts.KEY_HASH),
                integer(SERIAL)));
    CertId certId = decode(der).certIds().get(0);
    byte[] before = certId.der().clone();
    Arrays.fill(der, (byte) 0);

    assertThat(certId.der()).isEqualTo(before);
    assertThat(certId.issuerNameHash()).isEqualTo(Parts.NAME_HASH);
    assertThat(certId.issuerKeyHash()).isEqualTo(Parts.KEY_HASH);
  }

  private static OcspRequest decode(byte[] der) {
    return new RequestDecoder(RequestLimits.DEFAULT).decode(der);
  }
}
