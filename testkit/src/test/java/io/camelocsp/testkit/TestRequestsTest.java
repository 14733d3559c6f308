package io.camelocsp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class TestRequestsTest {

  private static final BigInteger SERIAL = new BigInteger("123456789abcdef", 16);

  private final TestCa ca = TestCa.ec("Acme CA");
  @TempDir Path directory;

  @Test
  @EnabledIf("io.camelocsp.testkit.OpenSsl#available")
  void asksOctetForOctetAsOpenSslDoes() throws Exception {
    Path issuer = TestPem.write(directory.resolve("ca.pem"), ca.certificate());
    Path request = directory.resolve("request.der");

    ToolResult result =
        OpenSsl.run(
            "ocsp",
            "-issuer",
            issuer.toString(),
            "-serial",
            "0x" + SERIAL.toString(16),
            "-sha256",
            "-serial",
            "7",
            "-no_nonce",
            "-reqout",
            request.toString());

    byte[] ours =
        TestRequests.builder()
            .single(ca, SERIAL)
            .hash("SHA-256")
            .single(ca, BigInteger.valueOf(7))
            .der();
    assertThat(Files.readAllBytes(request)).as(result.output()).isEqualTo(ours);
  }

  @Test
  void leavesParametersOutOnRequest() throws Exception {
    byte[] der = TestRequests.builder().parametersAbsent().single(ca, SERIAL).der();

    Req single = new OCSPReq(der).getRequestList()[0];

    AlgorithmIdentifier algorithm = single.getCertID().toASN1Primitive().getHashAlgorithm();
    assertThat(algorithm.getParameters()).isNull();
  }

  @Test
  void carriesNonceVersionAndSingleExtensions() throws Exception {
    byte[] nonce = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    byte[] value = {5, 0};

    OCSPReq request =
        new OCSPReq(
            TestRequests.builder()
                .version(1)
                .single(ca, SERIAL)
                .singleExtension("1.2.3.4", true, value)
                .nonce(nonce)
                .der());

    assertThat(request.getVersionNumber()).isEqualTo(2);
    assertThat(request.getRequestList()[0].getSingleRequestExtensions().getCriticalExtensionOIDs())
        .extracting(ASN1ObjectIdentifier::getId)
        .containsExactly("1.2.3.4");
    assertThat(
            request
                .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
                .getExtnValue()
                .getOctets())
        .endsWith(nonce);
  }

  @Test
  void signsSoThatBouncyCastleVerifies() throws Exception {
    TestCertificate requestor = ca.issue("CN=requestor");
    OCSPReq request =
        new OCSPReq(
            TestRequests.builder()
                .single(ca, SERIAL)
                .requestorName("CN=requestor")
                .signedBy(requestor, ca.certificate())
                .der());

    assertThat(request.getCerts()).hasSize(2);
    assertThat(
            request.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(requestor.certificate())))
        .isTrue();
    assertThat(
            request.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(ca.certificate())))
        .isFalse();
  }
}
