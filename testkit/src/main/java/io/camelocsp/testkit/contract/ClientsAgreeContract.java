package io.camelocsp.testkit.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.Judged;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.OcspTool;
import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.ToolResult;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CRLReason;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * OpenSSL, GnuTLS, the JDK and a plain Java HTTP client ask the same responder and agree.
 * Subclasses say with which signer's key.
 */
abstract class ClientsAgreeContract extends ServedSite {
  ClientsAgreeContract(ResponderRuntime runtime, KeyKind signerKey) {
    super(runtime, signerKey);
  }

  @Test
  void opensslGetsGood() {
    ToolResult result = openssl("good.pem");

    assertThat(result.output()).contains("Response verify OK", "good.pem: good");
    assertThat(result.exit()).isZero();
  }

  @Test
  void opensslGetsRevokedWithTimeAndReason() {
    assertThat(openssl("revoked.pem").output())
        .contains("Response verify OK", "revoked.pem: revoked", "Reason: keyCompromise")
        .contains("Revocation Time: Feb  3 04:05:06 2024 GMT");
  }

  @Test
  void opensslGetsOnHold() {
    assertThat(openssl("held.pem").output())
        .contains("Response verify OK", "held.pem: revoked", "Reason: certificateHold");
  }

  @Test
  void opensslGetsItsNonceBack() {
    ToolResult result = openssl("good.pem", "-nonce");

    assertThat(result.output())
        .contains("Response verify OK", "good.pem: good")
        .doesNotContain("no nonce in response");
  }

  @Test
  void opensslAsksWithSha256() {
    RequiredClients.openssl();
    ToolResult result =
        OpenSsl.run(
            "ocsp",
            "-sha256",
            "-issuer",
            file("ca.pem"),
            "-cert",
            file("good.pem"),
            "-url",
            site().uri().toString(),
            "-CAfile",
            file("ca.pem"),
            "-no_nonce",
            "-text");

    assertThat(result.output())
        .contains("Response verify OK", "good.pem: good", "Hash Algorithm: sha256");
  }

  @Test
  void opensslAsksForSeveralCertificatesAtOnce() {
    ToolResult result =
        openssl("good.pem", "-cert", file("revoked.pem"), "-cert", file("held.pem"));

    assertThat(result.output())
        .contains("Response verify OK", "good.pem: good", "revoked.pem: revoked")
        .contains("held.pem: revoked");
  }

  @Test
  void opensslIsRefusedForAForeignIssuer() {
    RequiredClients.openssl();
    ToolResult result =
        OpenSsl.run(
            "ocsp",
            "-issuer",
            file("foreign-ca.pem"),
            "-cert",
            file("foreign.pem"),
            "-url",
            site().uri().toString(),
            "-CAfile",
            file("ca.pem"));

    assertThat(result.output()).contains("unauthorized (6)");
  }

  @Test
  void ocsptoolGetsGood() {
    assertThat(ocsptool("good.pem").output())
        .containsIgnoringCase("Certificate Status: good")
        .contains("Success");
  }

  @Test
  void ocsptoolGetsRevokedWithTimeAndReason() {
    assertThat(ocsptool("revoked.pem").output())
        .containsIgnoringCase("Certificate Status: revoked")
        .contains("Revocation time: Sat Feb 03 04:05:06 UTC 2024")
        .contains("Success");
  }

  @Test
  void ocsptoolGetsOnHold() {
    assertThat(ocsptool("held.pem").output())
        .containsIgnoringCase("Certificate Status: revoked")
        .contains("Success");
  }

  @Test
  void jdkGetsGood() throws Exception {
    validate(site().good().certificate());
  }

  @Test
  void jdkGetsRevokedWithTimeAndReason() {
    assertRevoked(site().revoked().certificate(), CRLReason.KEY_COMPROMISE);
  }

  @Test
  void jdkGetsOnHold() {
    assertRevoked(site().held().certificate(), CRLReason.CERTIFICATE_HOLD);
  }

  @Test
  void javaGetsEveryStatusByGetAndByPost() throws Exception {
    for (HttpMethod method : HttpMethod.values()) {
      assertThat(java(method, site().good())).as("%s", method).isEqualTo("good");
      assertThat(java(method, site().revoked())).as("%s", method).isEqualTo("revoked 1");
      assertThat(java(method, site().held())).as("%s", method).isEqualTo("revoked 6");
      assertThat(java(method, site().foreign())).as("%s", method).isEqualTo("error 6");
    }
  }

  private enum HttpMethod {
    GET,
    POST
  }

  /** The answer that java.net.http gets, judged by Bouncy Castle. */
  private String java(HttpMethod method, TestCertificate certificate) throws Exception {
    TestCa issuer = certificate.equals(site().foreign()) ? site().foreignCa() : site().ca();
    byte[] der = TestRequests.der(issuer, certificate.serial());
    String path = URLEncoder.encode(Base64.getEncoder().encodeToString(der), US_ASCII);
    HttpRequest request =
        method == HttpMethod.GET
            ? HttpRequest.newBuilder(URI.create(site().uri() + path)).build()
            : HttpRequest.newBuilder(site().uri())
                .header("Content-Type", "application/ocsp-request")
                .POST(BodyPublishers.ofByteArray(der))
                .build();
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
    Judged judged =
        Judged.of(new HttpConnection.Response(response.statusCode(), headers, response.body()));
    return judged.status() == 0 ? judged.soundBy(site().signer()).summary() : judged.summary();
  }

  private void assertRevoked(X509Certificate certificate, CRLReason reason) {
    assertThatThrownBy(() -> validate(certificate))
        .isInstanceOf(CertPathValidatorException.class)
        .cause()
        .isInstanceOfSatisfying(
            CertificateRevokedException.class,
            revoked -> {
              assertThat(revoked.getRevocationReason()).isEqualTo(reason);
              assertThat(revoked.getRevocationDate()).isEqualTo(Date.from(TestSite.REVOKED_AT));
            });
  }

  private void validate(X509Certificate certificate) throws Exception {
    CertPathValidator validator = CertPathValidator.getInstance("PKIX");
    PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
    checker.setOcspResponder(site().uri());
    checker.setOptions(
        EnumSet.of(
            PKIXRevocationChecker.Option.NO_FALLBACK,
            PKIXRevocationChecker.Option.ONLY_END_ENTITY));
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(site().ca().certificate(), null)));
    parameters.addCertPathChecker(checker);
    CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
    validator.validate(path, parameters);
    assertThat(checker.getSoftFailExceptions()).isEmpty();
  }

  private ToolResult openssl(String certificate, String... more) {
    RequiredClients.openssl();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "ocsp",
                "-issuer",
                file("ca.pem"),
                "-cert",
                file(certificate),
                "-url",
                site().uri().toString(),
                "-CAfile",
                file("ca.pem")));
    arguments.addAll(Arrays.asList(more));
    if (more.length == 0) {
      arguments.add("-no_nonce");
    }
    return OpenSsl.run(arguments.toArray(String[]::new));
  }

  private ToolResult ocsptool(String certificate) {
    RequiredClients.ocsptool();
    return OcspTool.run(
        "--ask=" + site().uri(),
        "--load-cert",
        file(certificate),
        "--load-issuer",
        file("ca.pem"),
        "--load-trust",
        file("ca.pem"));
  }

  private String file(String name) {
    return site().path(name).toString();
  }
}
