package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.LdapServer;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.Slapd;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.TestTls;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists read from a directory server, by the routes of a running service. */
class LdapSourceTest {
  @TempDir Path directory;
  private TestSite site;
  private LdapServer server;

  @BeforeEach
  void start() throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    server = LdapServer.plain();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void eachValueOfEachAttributeIsAListAndABadOneStopsNoOther() throws Exception {
    server.put(new byte[] {1, 2, 3}, site.nextCrl().der());
    try (RunningService service = run(server.url(), "every = 100ms")) {
      awaitRevoked();
      source(service).awaitProblem("neither");
      assertThat(source(service).report().lastSuccess()).isNotNull();
      server.put(site.nextCrlRevoking(site.good().serial()).der());
      client().await("revoked 4", site.ca(), site.good().serial());
      source(service).awaitProblem("works");
    }
  }

  @Test
  void anOlderListBesideTheNewestIsNoProblem() throws Exception {
    byte[] older = site.nextCrl().der();
    server.put(site.nextCrl().der(), older);
    try (RunningService service = run(server.url(), "every = 100ms")) {
      awaitRevoked();
      Instant first = source(service).report().lastSuccess();
      await().until(() -> !Objects.equals(source(service).report().lastSuccess(), first));
      assertThat(source(service).problem()).isEqualTo("works");
    }
  }

  @Test
  void attributesWithoutBinaryOptionAreReadToo() throws Exception {
    server.putAs("authorityRevocationList", site.nextCrl().der());
    try (RunningService service = run(server.url(), "every = 100ms")) {
      awaitRevoked();
      assertThat(source(service).report().lastNewList()).isNotNull();
    }
  }

  @Test
  void anotherAttributeCanBeNamed() throws Exception {
    server.putAs("x-list;binary", site.nextCrl().der());
    try (RunningService service = run(server.url(), "every = 100ms", "attributes = x-list")) {
      awaitRevoked();
      source(service).awaitProblem("works");
    }
  }

  @Test
  void anEntryThatIsMissingOrEmptyIsTold() throws Exception {
    try (RunningService service = run(server.url(), "every = 100ms")) {
      source(service).awaitProblem("there is no such entry");
      server.putEntry();
      source(service).awaitProblem("no value in the attributes");
      server.put(site.nextCrl().der());
      awaitRevoked();
      source(service).awaitProblem("works");
    }
  }

  @Test
  void bindsWithNameAndPasswordAndSaysWhenTheyAreWrong() throws Exception {
    try (LdapServer demanding = LdapServer.authenticating();
        Logs logs = new Logs()) {
      demanding.put(site.nextCrl().der());
      String user = "username = " + LdapServer.USER;
      try (RunningService service =
          run(demanding.url(), "every = 100ms", user, "password = wr0ng")) {
        source(service).awaitProblem("it refuses our username or password");
      }
      site.configure("ocsp.lists.other.from = " + demanding.url());
      site.configure("ocsp.lists.other." + user);
      site.configure("ocsp.lists.other.password = " + LdapServer.PASSWORD);
      try (RunningService service = RunningService.of(site)) {
        awaitRevoked();
        assertThat(new ReportedSource(service, "other").problem()).isEqualTo("works");
      }
      assertThat(logs.lines())
          .noneMatch(line -> line.contains(LdapServer.PASSWORD) || line.contains("wr0ng"));
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
    server.put(site.nextCrl().der());
    String dead = "ldap://localhost:" + TestSite.freePort() + LdapServer.PATH;
    try (RunningService service = run(dead + ", " + server.url(), "every = 100ms")) {
      awaitRevoked();
      source(service).awaitProblem("works");
    }
  }

  @Test
  void aSilentServerIsLeftInTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      try (RunningService service =
          run(
              "ldap://localhost:" + silent.getLocalPort() + LdapServer.PATH,
              "every = 100ms",
              "timeout = 1s",
              "retry = 1s")) {
        source(service).awaitProblem("1 s of timeout");
      }
    }
  }

  @Test
  void anAnswerOverTheLimitIsCutOff() throws Exception {
    server.put(new byte[200_000]);
    try (RunningService service = run(server.url(), "every = 100ms", "max-size = 1k")) {
      source(service).awaitProblem("it sends more than 66560 octets");
    }
  }

  @Test
  void overTlsTheServersCertificateAndNameAreChecked() throws Exception {
    TestTls tls = new TestTls(directory);
    String trusted = "trusted-certificates = " + tls.anchor();
    try (LdapServer secured = LdapServer.tls(tls.forLocalhost())) {
      secured.put(site.nextCrl().der());
      site.configure(
          "ocsp.lists.ip.from = " + secured.url().replace("localhost", "127.0.0.1"),
          "ocsp.lists.ip." + trusted,
          "ocsp.lists.untrusted.from = " + secured.url());
      try (RunningService service = run(secured.url(), "every = 100ms", trusted)) {
        awaitRevoked();
        source(service).awaitProblem("works");
        new ReportedSource(service, "ip").awaitProblem("certificate is for another host");
        new ReportedSource(service, "untrusted").awaitProblem("does not go back to one");
      }
    }
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
