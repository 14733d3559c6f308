package io.camelocsp.routes;

import static io.camelocsp.testkit.ListServer.list;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.ListServer;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.TestTls;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of docs/sources.md and docs/push.md, as they stand there, against real servers and
 * clients; only hosts and ports are those of the test.
 */
class DocumentedExamplesTest {
  private static final Path DOCS = Path.of("..", "docs");

  @TempDir Path directory;
  private TestSite site;

  @BeforeEach
  void start() throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    for (String each : List.of("pki", "secrets")) {
      Files.createDirectories(site.path(each));
    }
  }

  /** The {@code number}-th block of this kind, from 0. */
  private static String block(String page, String kind, int number) throws IOException {
    List<MatchResult> blocks =
        Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCS.resolve(page)))
            .results()
            .toList();
    return blocks.get(number).group(1);
  }

  private void secret(String name, String text) throws IOException {
    Files.writeString(site.path(name), text + "\n");
    Files.setPosixFilePermissions(site.path(name), PosixFilePermissions.fromString("rw-------"));
  }

  private void awaitRevoked() {
    new Client(site.uri(), site.signer()).await("revoked 1", site.ca(), site.revoked().serial());
  }

  @Test
  void theMirrorsBehindALogin() throws Exception {
    TestTls tls = new TestTls(directory);
    Files.copy(tls.anchor(), site.path("pki/crl-server-ca.pem"));
    secret("secrets/crl-password", "hush");
    try (ListServer server = ListServer.https(tls.forLocalhost(), false)) {
      server.answers(list(site.nextCrl().der()));
      String authority = server.url("/").getAuthority();
      site.configure(
          block("sources.md", "properties", 1)
              .replace("crl1.acme.example", authority)
              .replace("crl2.acme.example", authority));
      try (RunningService service = RunningService.of(site)) {
        awaitRevoked();
        new ReportedSource(service, "acme").awaitProblem("works");
        assertThat(server.asked().get(0).authorization())
            .isEqualTo(PushSite.basic("camel-ocsp", "hush"));
      }
    }
  }

  @Test
  void theDirectoryServer() throws Exception {
    String user = "cn=camel-ocsp,o=Acme TrustCenter,c=SE";
    secret("secrets/ldap-password", "hush");
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("c=SE");
    config.setSchema(null);
    config.addAdditionalBindCredentials(user, "hush");
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig(
            "plain", InetAddress.getLoopbackAddress(), 0, null));
    InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
    server.startListening();
    try {
      server.add(new Entry("c=SE", new Attribute("objectClass", "top")));
      server.add(new Entry("o=Acme TrustCenter,c=SE", new Attribute("objectClass", "top")));
      server.add(
          new Entry(
              "cn=CA01,o=Acme TrustCenter,c=SE",
              new Attribute("objectClass", "top"),
              new Attribute("certificateRevocationList;binary", site.nextCrl().der())));
      site.configure(
          block("sources.md", "properties", 2)
              .replace("dir.acme.example", "127.0.0.1:" + server.getListenPort()));
      try (RunningService service = RunningService.of(site)) {
        awaitRevoked();
        new ReportedSource(service, "acme").awaitProblem("works");
      }
    } finally {
      server.shutDown(true);
    }
  }

  @Test
  void bothWaysToPush() throws Exception {
    RequiredClients.curl();
    TestCa tlsCa = TestCa.ec("Intake TLS CA");
    byte[] host =
        new GeneralNames(new GeneralName(GeneralName.dNSName, "ocsp.example"))
            .getEncoded(ASN1Encoding.DER);
    TestCertificate publisher = tlsCa.issue("CN=gov");
    TestKeyStores.pkcs12(
        site.path("pki/intake.p12"),
        tlsCa.certificateFor("CN=intake").extension("2.5.29.17", false, host).issue(),
        "pin".toCharArray());
    TestPem.write(site.path("pki/intake-ca.pem"), tlsCa.certificate());
    TestPem.write(site.path("pki/gov-publisher.pem"), publisher.certificate());
    TestPem.write(site.path("gov-publisher.pem"), publisher.certificate());
    TestPem.writeKey(site.path("gov-publisher-key.pem"), publisher.key());
    secret("secrets/intake-pin", "pin");
    secret("secrets/acme-push", "PASSWORD");
    Files.write(site.path("gov.crl"), site.nextCrl().der());
    Files.write(site.path("acme.crl"), site.nextCrl().der());
    int port = TestSite.freePort();
    site.configure(block("push.md", "properties", 0).replace("0.0.0.0:8444", "127.0.0.1:" + port));

    try (RunningService service = RunningService.of(site)) {
      for (String command : block("push.md", "sh", 0).split("\n\n", -1)) {
        assertThat(
                typed(
                    command.replace(
                        "curl ",
                        "curl --silent --show-error --connect-to ocsp.example:8444:127.0.0.1:%d "
                            .formatted(port))))
            .contains("is visible: 2 entries");
      }
      awaitRevoked();
      assertThat(service.lists()).hasSize(1);
    }
  }

  /** What a shell in the site's directory prints. */
  private String typed(String command) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", command)
            .directory(site.directory().toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(output).isZero();
    return output;
  }
}
