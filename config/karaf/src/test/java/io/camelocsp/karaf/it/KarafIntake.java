package io.camelocsp.karaf.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.TestTls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The list intake of a site in a Karaf: {@code pinned} takes lists of one publisher's certificate,
 * {@code basic} those of the user {@code robot}.
 */
final class KarafIntake {
  static final String USER = "robot";
  static final String PASSWORD = "pushes";

  private static final String PIN = "intake pin";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final TestCertificate publisher;

  private final TestTls tls;
  private final URI uri;

  /** Writes its files and adds its keys; to be called before the site starts. */
  KarafIntake(KarafSite karaf, TestTls tls) throws IOException {
    this.tls = tls;
    publisher = tls.client();
    uri = URI.create("https://127.0.0.1:" + TestSite.freePort() + "/lists/");
    TestSite site = karaf.site;
    Path keystore =
        TestKeyStores.pkcs12(site.path("intake.p12"), tls.server("127.0.0.1"), PIN.toCharArray());
    Path publishers = TestPem.write(site.path("publisher.pem"), publisher.certificate());
    karaf.keys(
        "ocsp.intake.",
        "url = " + uri.resolve("/lists"),
        "keystore = " + keystore,
        "password-file = " + site.secret("intake-pin", PIN),
        "max-size = 64k");
    karaf.keys("ocsp.lists.pinned.", "from = push", "publishers = " + publishers);
    karaf.keys(
        "ocsp.lists.basic.",
        "from = push",
        "username = " + USER,
        "password-file = " + site.secret("robot-password", PASSWORD));
  }

  /** Where these lists are pushed to; waits until somebody listens there. */
  URI uri(String lists) {
    Awaitility.await(uri + " to be open")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !KarafServer.isFree(uri));
    return uri.resolve(lists);
  }

  /** Pushes with this client certificate, or none. */
  HttpResponse<String> push(@Nullable TestCertificate own, String lists, byte[] body)
      throws Exception {
    return send(own, HttpRequest.newBuilder(uri(lists)), body);
  }

  /** Pushes to {@code basic} with this user's password. */
  HttpResponse<String> pushAs(String user, String password, byte[] body) throws Exception {
    String credentials =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    return send(
        null,
        HttpRequest.newBuilder(uri("basic")).header("Authorization", "Basic " + credentials),
        body);
  }

  /** Refused with this status and reason, in words that say what to do. */
  static void assertRefused(HttpResponse<String> told, int status, String reason) {
    assertThat(told.statusCode()).as(told.body()).isEqualTo(status);
    assertThat(told.body()).startsWith("Refused (" + reason + ").").contains("What to do: ");
  }

  private HttpResponse<String> send(
      @Nullable TestCertificate own, HttpRequest.Builder request, byte[] body) throws Exception {
    return HttpClient.newBuilder()
        .sslContext(tls.forClient(own))
        .build()
        .send(
            request.timeout(PATIENCE).PUT(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
