package com.acme.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.main.Main;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample with a real SFTP server: everything it needs besides is a CA and a signer. */
class SftpSampleTest {
  private static final String PASSWORD = "a+b%c&d";

  private TestSite site;
  private Path uploads;
  private SftpServer server;
  private Main application;

  @BeforeEach
  void start(@TempDir Path directory, @TempDir Path shown) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    uploads = Files.createDirectory(shown.resolve("crl"));
    server = new SftpServer(shown, "acme", PASSWORD);
    application = PkiApplication.application();
    override("acme.sftp.server", server.address());
    override("acme.sftp.password", PASSWORD);
    override(
        "acme.sftp.known-hosts",
        Files.writeString(site.path("known_hosts"), server.knownHosts() + "\n").toString());
    override("acme.sftp.every", "100");
    override("ocsp.data.directory", site.path("data").toString());
    override("ocsp.issuer.acme.certificate", site.path("ca.pem").toString());
    override("ocsp.signer.acme.keystore", site.path("signer.p12").toString());
    override("ocsp.signer.acme.password-file", site.path("pin").toString());
    override("ocsp.responder.acme.url", site.uri().toString());
    application.start();
  }

  @AfterEach
  void stop() throws Exception {
    application.stop();
    server.close();
  }

  private void override(String key, String value) {
    application.addOverrideProperty(key, value);
  }

  private void awaitMovedTo(String name) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(uploads.resolve(name)).exists());
  }

  @Test
  void listsAreFetchedTakenInAndSortedByWhatBecameOfThem() throws Exception {
    byte[] list = site.nextCrl().der();
    Files.write(uploads.resolve("one.crl"), list);
    awaitMovedTo("accepted/one.crl");
    assertThat(new Client(site.uri(), site.signer()).status(site.ca(), site.good().serial()))
        .isEqualTo("good");

    Files.write(uploads.resolve("again.crl"), list);
    Files.write(uploads.resolve("foreign.crl"), site.foreignCa().crl().der());
    Files.write(uploads.resolve("no.crl"), "not a list".getBytes(StandardCharsets.UTF_8));
    awaitMovedTo("unchanged/again.crl");
    awaitMovedTo("refused/foreign.crl");
    awaitMovedTo("refused/no.crl");
    assertThat(uploads.resolve("one.crl")).doesNotExist();
  }
}
