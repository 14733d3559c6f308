package io.camelocsp.routes;

import static io.camelocsp.testkit.ListServer.list;
import static io.camelocsp.testkit.ListServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.ListServer;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.TestTls;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists fetched over TLS. */
class HttpsSourceTest {
  @TempDir Path directory;
  private TestSite site;
  private TestTls tls;

  @BeforeEach
  void start() throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    tls = new TestTls(directory);
  }

  @Test
  void aServerUnderATrustedCertificateIsAsked() throws Exception {
    try (ListServer server = ListServer.https(tls.forLocalhost(), false)) {
      server.answers(list(site.nextCrl().der()));
      try (RunningService service = run(server, "trusted-certificates = " + tls.anchor())) {
        awaitRevoked();
        source(service).awaitProblem("works");
      }
    }
  }

  @Test
  void aServerUnderAnUnknownCertificateIsNotAsked() throws Exception {
    try (ListServer server = ListServer.https(tls.forLocalhost(), false);
        RunningService service = run(server)) {
      source(service).awaitProblem("does not go back to one that is trusted");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void aServerWithAnExpiredCertificateIsNotAsked() throws Exception {
    try (ListServer server = ListServer.https(tls.expired(), false);
        RunningService service = run(server, "trusted-certificates = " + tls.anchor())) {
      source(service).awaitProblem("its TLS certificate has expired");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void aServerWithTheCertificateOfAnotherHostIsNotAsked() throws Exception {
    try (ListServer server = ListServer.https(tls.forHost("crl.example", TestCa.VALID_TO), false);
        RunningService service = run(server, "trusted-certificates = " + tls.anchor())) {
      source(service).awaitProblem("its TLS certificate is for another host");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void theClientCertificateIsShownToAServerThatDemandsOne() throws Exception {
    TestKeyStores.pkcs12(site.path("client.p12"), tls.client(), "c1ient".toCharArray());
    site.secret("client-pin", "c1ient");
    try (ListServer server = ListServer.https(tls.forLocalhost(), true)) {
      server.answers(list(site.nextCrl().der()));
      site.configure("ocsp.lists.nobody.from = " + server.url("/ca.crl"));
      site.configure("ocsp.lists.nobody.trusted-certificates = " + tls.anchor());
      try (RunningService service =
          run(
              server,
              "trusted-certificates = " + tls.anchor(),
              "client-keystore = client.p12",
              "client-password-file = client-pin")) {
        awaitRevoked();
        source(service).awaitProblem("works");
        new ReportedSource(service, "nobody").awaitProblem("localhost");
      }
    }
  }

  @Test
  void aRedirectFromHttpsToHttpIsNotFollowed() throws Exception {
    try (ListServer plain = ListServer.http();
        ListServer server = ListServer.https(tls.forLocalhost(), false)) {
      server.answers(status(302, "Location", plain.url("/ca.crl").toString()));
      try (RunningService service =
          run(server, "trusted-certificates = " + tls.anchor(), "redirects = any")) {
        source(service).awaitProblem("redirects to http://");
        assertThat(plain.asked()).isEmpty();
      }
    }
  }

  private RunningService run(ListServer server, String... keys) throws Exception {
    site.configure("ocsp.lists.web.from = " + server.url("/ca.crl"));
    site.configure("ocsp.lists.web.every = 100ms");
    for (String key : keys) {
      site.configure("ocsp.lists.web." + key);
    }
    return RunningService.of(site);
  }

  private static ReportedSource source(RunningService service) {
    return new ReportedSource(service, "web");
  }

  private void awaitRevoked() {
    new Client(site.uri(), site.signer()).await("revoked 1", site.ca(), site.revoked().serial());
  }
}
