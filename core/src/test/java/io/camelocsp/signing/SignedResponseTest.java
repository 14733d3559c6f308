package io.camelocsp.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.CertId;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.RequestDecoder;
import io.camelocsp.message.RequestLimits;
import io.camelocsp.message.ResponderId;
import io.camelocsp.message.ResponseData;
import io.camelocsp.message.ResponseEncoder;
import io.camelocsp.message.SingleResponse;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.ToolResult;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole responses by loaded signers, judged by Bouncy Castle and by {@code openssl ocsp}. */
class SignedResponseTest {
  private static final TestCa CA = TestCa.rsa("Acme CA");
  private static final Issuer ACME = Signers.issuer("acme", CA);
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void bouncyCastleVerifiesThem(KeyKind kind) throws Exception {
    ResponseSigner signer = load(CA.ocspSigner("CN=signer", kind));

    BasicOCSPResp response =
        (BasicOCSPResp) new OCSPResp(signed(signer, signer.byKey())).getResponseObject();

    assertThat(
            response.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(signer.certificate())))
        .isTrue();
    assertThat(response.getCerts()[0].getEncoded()).isEqualTo(signer.certificate().getEncoded());
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void opensslAcceptsADelegate(KeyKind kind) throws Exception {
    ResponseSigner signer = load(CA.ocspSigner("CN=signer", kind));

    assertAccepted(signed(signer, signer.byKey()), "-CAfile", caFile());
    assertAccepted(signed(signer, signer.byName()), "-CAfile", caFile());
  }

  @Test
  void opensslAcceptsTheCaWithoutItsCertificateInTheResponse() throws Exception {
    ResponseSigner signer = load(CA.asSigner());

    assertAccepted(signed(signer, signer.byKey()), "-CAfile", caFile(), "-verify_other", caFile());
  }

  @Test
  void opensslAcceptsAThrowawaySignerOnlyIfToldTo() throws Exception {
    ResponseSigner signer = ThrowawaySigner.make(List.of(ACME), NOW, Duration.ofDays(1));
    Path trusted = TestPem.write(directory.resolve("trial.pem"), signer.certificate());
    byte[] response = signed(signer, signer.byKey());

    assertAccepted(response, "-VAfile", trusted.toString());
    assertThat(judge(response, "-CAfile", caFile()).output()).contains("Response Verify Failure");
  }

  private ResponseSigner load(TestCertificate certificate) throws Exception {
    Path keystore = Signers.keystore(directory, certificate);
    return SignerLoader.load(Signers.source(keystore), List.of(ACME));
  }

  private String caFile() throws Exception {
    return TestPem.write(directory.resolve("ca.pem"), CA.certificate()).toString();
  }

  private static byte[] signed(ResponseSigner signer, ResponderId responderId) throws Exception {
    CertId certId =
        new RequestDecoder(RequestLimits.DEFAULT)
            .decode(TestRequests.der(CA, BigInteger.TEN))
            .certIds()
            .get(0);
    SingleResponse good =
        new SingleResponse(certId, new CertStatus.Good(), NOW, NOW.plus(Duration.ofDays(1)));
    byte[] tbs = ResponseEncoder.encodeTbs(new ResponseData(responderId, NOW, List.of(good), null));
    return ResponseEncoder.encode(
        tbs, signer.algorithmDer(), signer.signer().sign(tbs), signer.certificates());
  }

  private void assertAccepted(byte[] response, String... trust) throws Exception {
    assertThat(judge(response, trust).output()).contains("Response verify OK");
  }

  private ToolResult judge(byte[] response, String... trust) throws Exception {
    Assumptions.assumeTrue(OpenSsl.available());
    Path file = Files.write(directory.resolve("response.der"), response);
    List<String> arguments = new ArrayList<>(List.of("ocsp", "-respin", file.toString()));
    arguments.addAll(List.of(trust));
    return OpenSsl.run(arguments.toArray(String[]::new));
  }
}
