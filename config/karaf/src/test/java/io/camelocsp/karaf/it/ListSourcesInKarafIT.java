package io.camelocsp.karaf.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import io.camelocsp.testkit.CertificateBuilder;
import io.camelocsp.testkit.Curl;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists from every kind of source, in a real Karaf. */
class ListSourcesInKarafIT {
  private static final String ENTRY = "cn=CA01,o=Acme,c=SE";
  private static final String ATTRIBUTE = "certificateRevocationList;binary";

  /** SubjectAltName: the address 127.0.0.1. */
  private static final byte[] SAN = {0x30, 6, (byte) 0x87, 4, 127, 0, 0, 1};

  private static KarafServer karaf;

  private final OcspClient client = new OcspClient();
  @TempDir Path directory;

  @BeforeAll
  static void startKaraf(@TempDir Path home) throws Exception {
    karaf = KarafServer.start(home.resolve("karaf"), Map.of());
    karaf.shell("feature:repo-add " + System.getProperty("karaf.features"));
    karaf.shell("feature:repo-add " + System.getProperty("ocsp.features"));
    karaf.shell("feature:install camel-ocsp");
  }

  @AfterAll
  static void stopKaraf() {
    if (karaf != null) {
      karaf.close();
    }
  }

  @Test
  void takesListsThatAreDropped() throws Exception {
    TestSite site = site();
    karaf.write("io.camelocsp-drop.cfg", KarafServer.cfg(site.keys()));

    site.dropNextCrl();
    awaitAnswers(site);
    site.drop("next.crl", site.nextCrlRevoking(site.good().serial()).der());
    awaitAnswer(site, site.good().serial(), "revoked");
  }

  @Test
  void showsHealthAndMetrics() throws Exception {
    TestSite site = site();
    Map<String, String> keys = new LinkedHashMap<>(site.keys());
    URI administration = URI.create("http://127.0.0.1:" + TestSite.freePort() + "/");
    keys.put("ocsp.administration.url", administration.toString());
    karaf.write("io.camelocsp-shown.cfg", KarafServer.cfg(keys));
    site.dropNextCrl();
    awaitAnswers(site);

    assertThat(read(administration.resolve("health?test-signature")))
        .contains("\"status\" : \"OK\"", "\"ok\" : true");
    assertThat(read(administration)).contains("<title>camel-ocsp</title>");
    assertThat(read(administration.resolve("status.js"))).contains("status.json");
    assertThat(read(administration.resolve("status.json"))).contains("issuer site answers");
    assertThat(read(administration.resolve("metrics")))
        .contains("ocsp_responder_state{responder=\"site\",state=\"ok\"} 1")
        .containsPattern("ocsp_answers_total\\{[^}]*status=\"revoked\"[^}]*} [1-9]")
        .containsPattern("ocsp_build_info\\{version=\"[0-9]")
        .contains("process_open_fds");
  }

  private static String read(URI uri) throws IOException {
    try (InputStream in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void takesListsOfAWebServer() throws Exception {
    TestSite site = site();
    AtomicReference<byte[]> list = new AtomicReference<>(site.nextCrl().der());
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
    server.createContext(
        "/ca.crl",
        exchange -> {
          byte[] octets = list.get();
          exchange.sendResponseHeaders(200, octets.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(octets);
          }
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      Map<String, String> keys = keysWithoutDrop(site);
      keys.put("ocsp.lists.web.from", "http://127.0.0.1:" + port + "/ca.crl");
      keys.put("ocsp.lists.web.every", "1s");
      karaf.write("io.camelocsp-web.cfg", KarafServer.cfg(keys));

      awaitAnswers(site);
      list.set(site.nextCrlRevoking(site.good().serial()).der());
      awaitAnswer(site, site.good().serial(), "revoked");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void takesListsOfADirectoryServer() throws Exception {
    TestSite site = site();
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("c=SE");
    config.setSchema(null);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig("plain", loopback(), 0, null));
    InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
    server.add("dn: c=SE", "objectClass: country", "c: SE");
    server.add("dn: o=Acme,c=SE", "objectClass: organization", "o: Acme");
    server.add("dn: " + ENTRY, "objectClass: cRLDistributionPoint", "cn: CA01");
    server.modify(
        ENTRY, new Modification(ModificationType.REPLACE, ATTRIBUTE, site.nextCrl().der()));
    server.startListening();
    try {
      Map<String, String> keys = keysWithoutDrop(site);
      keys.put("ocsp.lists.dir.from", "ldap://127.0.0.1:" + server.getListenPort() + "/" + ENTRY);
      keys.put("ocsp.lists.dir.every", "1s");
      karaf.write("io.camelocsp-dir.cfg", KarafServer.cfg(keys));

      awaitAnswers(site);
      byte[] next = site.nextCrlRevoking(site.good().serial()).der();
      server.modify(ENTRY, new Modification(ModificationType.REPLACE, ATTRIBUTE, next));
      awaitAnswer(site, site.good().serial(), "revoked");
    } finally {
      server.shutDown(true);
    }
  }

  @Test
  void takesListsThatArePushed() throws Exception {
    RequiredClients.curl();
    TestSite site = site();
    TestCa tlsCa = TestCa.ec("CN=TLS CA");
    CertificateBuilder server = tlsCa.certificateFor("CN=intake");
    TestCertificate key = server.extension("2.5.29.17", false, SAN).issue();
    TestKeyStores.pkcs12(site.path("intake.p12"), key, "intake pin".toCharArray());
    TestPem.write(site.path("tls-ca.pem"), tlsCa.certificate());
    secret(site, "intake-pin", "intake pin");
    secret(site, "robot-password", "pushes");
    String url = "https://127.0.0.1:" + TestSite.freePort() + "/lists";
    Map<String, String> keys = keysWithoutDrop(site);
    keys.put("ocsp.intake.url", url);
    keys.put("ocsp.intake.keystore", site.path("intake.p12").toString());
    keys.put("ocsp.intake.password-file", site.path("intake-pin").toString());
    keys.put("ocsp.lists.ca.from", "push");
    keys.put("ocsp.lists.ca.username", "robot");
    keys.put("ocsp.lists.ca.password-file", site.path("robot-password").toString());
    karaf.write("io.camelocsp-push.cfg", KarafServer.cfg(keys));

    Path list = Files.write(site.path("next.crl"), site.nextCrl().der());
    Awaitility.await("the intake; see " + karaf.home())
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> push(site, list, url + "/ca").startsWith("20"));
    awaitAnswers(site);
    Files.write(list, site.nextCrlRevoking(site.good().serial()).der());
    assertThat(push(site, list, url + "/ca")).isEqualTo("201");
    assertThat(client.post(site, site.good().serial())).isEqualTo("revoked");
  }

  private static String push(TestSite site, Path list, String url) {
    return Curl.run(
            "--silent",
            "--output",
            site.path("answer.txt").toString(),
            "--write-out",
            "%{http_code}",
            "--cacert",
            site.path("tls-ca.pem").toString(),
            "--user",
            "robot:pushes",
            "--upload-file",
            list.toString(),
            url)
        .stdout();
  }

  private TestSite site() throws IOException {
    return new TestSite(directory, KeyKind.EC_P256);
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private static Map<String, String> keysWithoutDrop(TestSite site) throws IOException {
    Map<String, String> keys = new LinkedHashMap<>(site.keys());
    keys.keySet().removeIf(key -> key.startsWith("ocsp.lists."));
    return keys;
  }

  private static void secret(TestSite site, String name, String text) throws IOException {
    Files.writeString(site.path(name), text);
    Files.setPosixFilePermissions(site.path(name), PosixFilePermissions.fromString("rw-------"));
  }

  private void awaitAnswers(TestSite site) {
    awaitAnswer(site, site.good().serial(), "good");
    awaitAnswer(site, site.revoked().serial(), "revoked");
  }

  private void awaitAnswer(TestSite site, BigInteger serial, String status) {
    Awaitility.await(status + "; see " + karaf.home())
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(client.post(site, serial)).isEqualTo(status));
  }
}
