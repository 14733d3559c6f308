package io.camelocsp.karaf.it;

import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;

/** Java's HTTP client as an OCSP client; says good, revoked, unknown, or an error's status. */
final class OcspClient {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Asks a site about a certificate of a CA that it does not serve. */
  String postForeign(TestSite site) throws Exception {
    return send(post(site.uri(), TestRequests.der(site.foreignCa(), site.foreign().serial())));
  }

  String post(TestSite site, BigInteger serial) throws Exception {
    return postAbout(site, site, serial);
  }

  /** Asks one site about a certificate of another's CA. */
  String postAbout(TestSite asked, TestSite issuer, BigInteger serial) throws Exception {
    return send(post(asked.uri(), TestRequests.der(issuer.ca(), serial)));
  }

  String postTo(URI uri, TestSite issuer, BigInteger serial) throws Exception {
    return send(post(uri, TestRequests.der(issuer.ca(), serial)));
  }

  private static HttpRequest post(URI uri, byte[] der) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/ocsp-request")
        .POST(HttpRequest.BodyPublishers.ofByteArray(der))
        .build();
  }

  String get(TestSite site, BigInteger serial) throws Exception {
    String path =
        URLEncoder.encode(
            Base64.getEncoder().encodeToString(TestRequests.der(site.ca(), serial)),
            StandardCharsets.US_ASCII);
    return send(HttpRequest.newBuilder(URI.create(site.uri() + path)).build());
  }

  private String send(HttpRequest request) throws Exception {
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    OCSPResp response = new OCSPResp(answer.body());
    if (response.getStatus() != OCSPResp.SUCCESSFUL) {
      return "status " + response.getStatus();
    }
    CertificateStatus status =
        ((BasicOCSPResp) response.getResponseObject()).getResponses()[0].getCertStatus();
    return status == CertificateStatus.GOOD
        ? "good"
        : status instanceof RevokedStatus ? "revoked" : "unknown";
  }

  /** What {@code openssl ocsp} prints about a certificate of the site. */
  static String openssl(TestSite site, String certificate) {
    return OpenSsl.run(
            "ocsp",
            "-issuer",
            site.path("ca.pem").toString(),
            "-cert",
            site.path(certificate).toString(),
            "-url",
            site.uri().toString(),
            "-CAfile",
            site.path("ca.pem").toString())
        .output();
  }
}
