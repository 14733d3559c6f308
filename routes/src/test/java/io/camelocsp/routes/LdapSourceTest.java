package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.OperationType;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.Slapd;
import io.camelocsp.testkit.TestSite;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists read from a directory server, by the routes of a running service. */
class LdapSourceTest {
  private static final String ENTRY = "cn=CA01,o=Acme TrustCenter\\, Inc,c=SE";
  private static final String PATH = "/cn=CA01,o=Acme%20TrustCenter%5C,%20Inc,c=SE";
  private static final String USER = "cn=reader,c=SE";

  @TempDir Path directory;
  private TestSite site;
  private InMemoryDirectoryServer server;

  @BeforeEach
  void start() throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    server = server(InMemoryListenerConfig.createLDAPConfig("plain", loopback(), 0, null));
  }

  @AfterEach
  void stop() {
    server.shutDown(true);
  }

  @Test
  void eachValueOfEachAttributeIsAListAndABadOneStopsNoOther() throws Exception {
    put("certificateRevocationList;binary", new byte[] {1, 2, 3}, site.nextCrl().der());
    try (RunningService service = run(url(), "every = 100ms")) {
      awaitRevoked();
      source(service).awaitProblem("neither");
      assertThat(source(service).report().lastSuccess()).isNotNull();
      put("certificateRevocationList;binary", site.nextCrlRevoking(site.good().serial()).der());
      client().await("revoked 4", site.ca(), site.good().serial());
      source(service).awaitProblem("works");
    }
  }

  @Test
  void anOlderListBesideTheNewestIsNoProblem() throws Exception {
    byte[] older = site.nextCrl().der();
    put("certificateRevocationList;binary", site.nextCrl().der(), older);
    try (RunningService service = run(url(), "every = 100ms")) {
      awaitRevoked();
      Instant first = source(service).report().lastSuccess();
      await().until(() -> !Objects.equals(source(service).report().lastSuccess(), first));
      assertThat(source(service).problem()).isEqualTo("works");
    }
  }

  @Test
  void attributesWithoutBinaryOptionAreReadToo() throws Exception {
    put("authorityRevocationList", site.nextCrl().der());
    try (RunningService service = run(url(), "every = 100ms")) {
      awaitRevoked();
      assertThat(source(service).report().lastNewList()).isNotNull();
    }
  }

  @Test
  void anotherAttributeCanBeNamed() throws Exception {
    put("x-list;binary", site.nextCrl().der());
    try (RunningService service = run(url(), "every = 100ms", "attributes = x-list")) {
      awaitRevoked();
      source(service).awaitProblem("works");
    }
  }

  @Test
  void anEntryThatIsMissingOrEmptyIsTold() throws Exception {
    try (RunningService service = run(url(), "every = 100ms")) {
      source(service).awaitProblem("there is no such entry");
      server.add(
          new Entry(ENTRY, new Attribute("objectClass", "top"), new Attribute("cn", "CA01")));
      source(service).awaitProblem("no value in the attributes");
      put("certificateRevocationList;binary", site.nextCrl().der());
      awaitRevoked();
      source(service).awaitProblem("works");
    }
  }

  @Test
  void bindsWithNameAndPasswordAndSaysWhenTheyAreWrong() throws Exception {
    put("certificateRevocationList;binary", site.nextCrl().der());
    server.shutDown(true);
    server = authenticating();
    put("certificateRevocationList;binary", site.nextCrl().der());
    try (Logs logs = new Logs()) {
      try (RunningService service =
          run(url(), "every = 100ms", "username = " + USER, "password = wr0ng")) {
        source(service).awaitProblem("it refuses our username or password");
      }
      site.configure("ocsp.lists.other.from = " + url());
      site.configure("ocsp.lists.other.username = " + USER, "ocsp.lists.other.password = s3cret");
      try (RunningService service = RunningService.of(site)) {
        awaitRevoked();
        assertThat(new ReportedSource(service, "other").problem()).isEqualTo("works");
      }
      assertThat(logs.lines()).noneMatch(line -> line.contains("s3cret") || line.contains("wr0ng"));
    }
  }

  @Test
  void openLdapsServerGivesItsListsToo() throws Exception {
    RequiredClients.slapd();
    byte[] older = site.nextCrl().der();
    Path files = Files.createDirectory(directory.resolve("slapd"));
    try (Slapd slapd = Slapd.start(files, older, site.nextCrl().der());
        RunningService service = run(slapd.url().toString(), "every = 100ms")) {
      awaitRevoked();
      source(service).awaitProblem("works");
    }
  }

  @Test
  void theNextMirrorIsAsked() throws Exception {
    put("certificateRevocationList;binary", site.nextCrl().der());
    try (RunningService service =
        run("ldap://localhost:" + TestSite.freePort() + PATH + ", " + url(), "every = 100ms")) {
      awaitRevoked();
      source(service).awaitProblem("works");
    }
  }

  @Test
  void aSilentServerIsLeftInTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, loopback())) {
      try (RunningService service =
          run(
              "ldap://localhost:" + silent.getLocalPort() + PATH,
              "every = 100ms",
              "timeout = 1s",
              "retry = 1s")) {
        source(service).awaitProblem("1 s of timeout");
      }
    }
  }

  @Test
  void anAnswerOverTheLimitIsCutOff() throws Exception {
    put("certificateRevocationList;binary", new byte[200_000]);
    try (RunningService service = run(url(), "every = 100ms", "max-size = 1k")) {
      source(service).awaitProblem("it sends more than 66560 octets");
    }
  }

  @Test
  void overTlsTheServersCertificateAndNameAreChecked() throws Exception {
    TlsServers tls = new TlsServers(directory);
    InMemoryDirectoryServer secured =
        server(
            InMemoryListenerConfig.createLDAPSConfig(
                "tls", loopback(), 0, tls.forLocalhost().getServerSocketFactory(), null));
    put(secured, "certificateRevocationList;binary", site.nextCrl().der());
    int port = secured.getListenPort();
    site.configure("ocsp.lists.ip.from = ldaps://127.0.0.1:" + port + PATH);
    site.configure("ocsp.lists.ip.trusted-certificates = " + tls.anchor());
    site.configure("ocsp.lists.untrusted.from = ldaps://localhost:" + port + PATH);
    try (RunningService service =
        run(
            "ldaps://localhost:" + port + PATH,
            "every = 100ms",
            "trusted-certificates = " + tls.anchor())) {
      awaitRevoked();
      source(service).awaitProblem("works");
      new ReportedSource(service, "ip").awaitProblem("certificate is for another host");
      new ReportedSource(service, "untrusted").awaitProblem("does not go back to one");
    } finally {
      secured.shutDown(true);
    }
  }

  private InMemoryDirectoryServer authenticating() throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("c=SE");
    config.setSchema(null);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig("plain", loopback(), 0, null));
    config.addAdditionalBindCredentials(USER, "s3cret");
    config.setAuthenticationRequiredOperationTypes(Set.of(OperationType.SEARCH));
    return begin(config);
  }

  private InMemoryDirectoryServer server(InMemoryListenerConfig listener) throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("c=SE");
    config.setSchema(null);
    config.setListenerConfigs(listener);
    return begin(config);
  }

  private static InMemoryDirectoryServer begin(InMemoryDirectoryServerConfig config)
      throws Exception {
    InMemoryDirectoryServer made = new InMemoryDirectoryServer(config);
    made.startListening();
    made.add("dn: c=SE", "objectClass: top", "objectClass: country", "c: SE");
    made.add("dn: o=Acme TrustCenter\\, Inc,c=SE", "objectClass: top", "o: Acme TrustCenter, Inc");
    return made;
  }

  private void put(String attribute, byte[]... values) throws LDAPException {
    put(server, attribute, values);
  }

  private static void put(InMemoryDirectoryServer to, String attribute, byte[]... values)
      throws LDAPException {
    if (to.getEntry(ENTRY) == null) {
      to.add(new Entry(ENTRY, new Attribute("objectClass", "top"), new Attribute("cn", "CA01")));
    }
    to.modify(ENTRY, new Modification(ModificationType.REPLACE, attribute, values));
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private String url() {
    return "ldap://localhost:" + server.getListenPort() + PATH;
  }

  private RunningService run(String from, String... keys) throws Exception {
    site.configure("ocsp.lists.dir.from = " + from);
    for (String key : keys) {
      site.configure("ocsp.lists.dir." + key);
    }
    return RunningService.of(site);
  }

  private static ReportedSource source(RunningService service) {
    return new ReportedSource(service, "dir");
  }

  private Client client() {
    return new Client(site.uri(), site.signer());
  }

  private void awaitRevoked() {
    client().await("revoked 1", site.ca(), site.revoked().serial());
  }
}
