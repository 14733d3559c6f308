package io.camelocsp.karaf.it;

import static io.camelocsp.karaf.it.KarafIntake.assertRefused;
import static io.camelocsp.testkit.ListServer.list;
import static io.camelocsp.testkit.ListServer.stalled;
import static io.camelocsp.testkit.ListServer.status;
import static io.camelocsp.testkit.ListServer.truncated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.testkit.DropDirectory;
import io.camelocsp.testkit.LdapServer;
import io.camelocsp.testkit.ListServer;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.TestTls;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers, publishers and files that are not as they should be, in a real Karaf: fetching, TLS and
 * JNDI look for classes by name, which is another matter there than on one class path. Each test
 * has an installation of its own.
 */
class HostileSourcesInKarafIT {
  private static final byte[] PAGE =
      "<!DOCTYPE html><html>Sign in</html>".getBytes(StandardCharsets.UTF_8);

  private static KarafServer karaf;

  private final List<AutoCloseable> servers = new ArrayList<>();
  private KarafSite site;
  private TestTls tls;
  private byte[] first;

  @BeforeAll
  static void startKaraf(@TempDir Path directory) throws Exception {
    karaf = KarafServer.installed(directory.resolve("karaf"));
  }

  @AfterAll
  static void stopKaraf() {
    if (karaf != null) {
      karaf.close();
    }
  }

  @BeforeEach
  void layOut(@TempDir Path directory, TestInfo test) throws Exception {
    site = new KarafSite(karaf, test.getTestMethod().orElseThrow().getName(), directory);
    tls = new TestTls(directory);
    first = site.site.nextCrl().der();
  }

  @AfterEach
  void stop() throws Exception {
    site.close();
    for (AutoCloseable server : servers) {
      server.close();
    }
  }

  private <T extends AutoCloseable> T open(T server) {
    servers.add(server);
    return server;
  }

  /** Has {@code ocsp.lists.server} fetch from there, and starts the installation. */
  private void fetch(String from, String... keys) throws Exception {
    site.keys("ocsp.lists.server.", "from = " + from, "every = 1s")
        .keys("ocsp.lists.server.", keys)
        .start();
  }

  private String trusted() {
    return "trusted-certificates = " + tls.anchor();
  }

  @Test
  void aListThatIsMissingIsToldAndTheNextOneTaken() throws Exception {
    goesOnDespite(status(404), "it answers 404 (Not Found)");
  }

  @Test
  void aPageInsteadOfAListIsToldAndTheNextListTaken() throws Exception {
    goesOnDespite(list(PAGE, "Content-Type", "application/pkix-crl"), "neither");
  }

  @Test
  void aRedirectToAnotherHostIsNotFollowed() throws Exception {
    ListServer other = open(ListServer.http());
    String target = "http://127.0.0.1:" + other.port() + "/ca.crl";

    goesOnDespite(status(302, "Location", target), "redirects to " + target);

    assertThat(other.asked()).isEmpty();
  }

  @Test
  void aBodyOverTheLimitIsCutOff() throws Exception {
    goesOnDespite(list(new byte[1_000_000]), "more than the 4096 octets", "max-size = 4k");
  }

  @Test
  void aTruncatedBodyIsDropped() throws Exception {
    goesOnDespite(truncated(site.nextList()), "it breaks off before the end");
  }

  @Test
  void aServerThatStallsIsLeftInTime() throws Exception {
    goesOnDespite(
        stalled(site.nextList()), "longer than the 2 s of timeout altogether", "timeout = 2s");
  }

  /**
   * The server does this after the first list: it is told, the first list goes on answering, and
   * the next one that comes is taken without a restart.
   */
  private void goesOnDespite(ListServer.Answer answer, String told, String... keys)
      throws Exception {
    ListServer server = open(ListServer.http());
    server.answers(list(first));
    fetch(server.url("/ca.crl").toString(), keys);
    site.awaitFirstList();

    server.answers(answer);
    site.awaitProblem("server", told);
    site.assertFirstList();

    server.answers(list(site.nextList()));
    site.awaitNextList();
    site.awaitProblem("server", "works");
  }

  @Test
  void theNextMirrorIsAskedWhereTheFirstIsDead() throws Exception {
    ListServer mirror = open(ListServer.http());
    mirror.answers(list(first));
    String dead = "http://localhost:" + TestSite.freePort() + "/ca.crl";
    fetch(dead + ", " + mirror.url("/ca.crl"));
    site.awaitFirstList();

    mirror.answers(list(site.nextList()));
    site.awaitNextList();
    site.awaitProblem("server", "works");
  }

  @Test
  void aServerThatWasDownAtTheStartIsAskedWhenItIsBack() throws Exception {
    int port = TestSite.freePort();
    fetch("http://localhost:" + port + "/ca.crl");
    site.awaitProblem("server", "it takes no connections");

    open(ListServer.http(port)).answers(list(first));
    site.awaitFirstList();
  }

  @Test
  void aWebServerUnderATrustedCertificateIsAsked() throws Exception {
    ListServer server = open(ListServer.https(tls.forLocalhost(), false));
    server.answers(list(first));
    fetch(server.url("/ca.crl").toString(), trusted());
    site.awaitFirstList();

    server.answers(list(site.nextList()));
    site.awaitNextList();
  }

  @Test
  void aWebServerUnderAnUnknownCaIsNotAsked() throws Exception {
    ListServer server = open(ListServer.https(tls.forLocalhost(), false));
    fetch(server.url("/ca.crl").toString());

    bringsNothing("its TLS certificate does not go back to one that is trusted");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aWebServerWithAnExpiredCertificateIsNotAsked() throws Exception {
    ListServer server = open(ListServer.https(tls.expired(), false));
    fetch(server.url("/ca.crl").toString(), trusted());

    bringsNothing("its TLS certificate has expired");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void ourCertificateIsShownToAWebServerThatDemandsOne() throws Exception {
    ListServer server = open(ListServer.https(tls.forLocalhost(), true));
    server.answers(list(first));
    Path keystore = site.site.path("client.p12");
    TestKeyStores.pkcs12(keystore, tls.client(), "c1ient".toCharArray());
    String from = server.url("/ca.crl").toString();
    site.keys("ocsp.lists.nobody.", "from = " + from, "every = 1s", trusted());
    fetch(
        from,
        trusted(),
        "client-keystore = " + keystore,
        "client-password-file = " + site.site.secret("client-pin", "c1ient"));

    site.awaitFirstList();
    site.awaitProblem("server", "works");
    site.awaitProblem("nobody", from);
  }

  private DropDirectory dropFirstList() throws Exception {
    site.site.drop("first.crl", first);
    site.awaitFirstList();
    return new DropDirectory(site.site);
  }

  /** The source's failure is told, while a list that was dropped answers. */
  private void bringsNothing(String told) throws Exception {
    dropFirstList();
    site.awaitProblem("server", told);
    site.assertFirstList();
  }

  @Test
  void aWrongPasswordOfADirectoryServerIsTold() throws Exception {
    LdapServer server = open(LdapServer.authenticating());
    server.put(site.nextList());
    fetch(server.url(), "username = " + LdapServer.USER, "password = wr0ng");

    bringsNothing("it refuses our username or password");
    assertThat(karaf.log()).doesNotContain("wr0ng");
  }

  @Test
  void aDirectoryServerUnderATrustedCertificateIsAsked() throws Exception {
    LdapServer server = open(LdapServer.tls(tls.forLocalhost()));
    server.put(first);
    fetch(server.url(), trusted());
    site.awaitFirstList();

    server.put(site.nextList());
    site.awaitNextList();
    site.awaitProblem("server", "works");
  }

  @Test
  void aDirectoryServerUnderAnUnknownCaIsNotAsked() throws Exception {
    LdapServer server = open(LdapServer.tls(tls.forLocalhost()));
    server.put(site.nextList());
    fetch(server.url());

    bringsNothing("its TLS certificate does not go back to one that is trusted");
  }

  @Test
  void aSilentDirectoryServerIsLeftInTime() throws Exception {
    ServerSocket silent = open(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    fetch("ldap://localhost:" + silent.getLocalPort() + LdapServer.PATH, "timeout = 1s");

    bringsNothing("it took longer than the 1 s of timeout altogether");
  }

  private KarafIntake intake() throws Exception {
    KarafIntake intake = new KarafIntake(site, tls);
    site.start();
    assertThat(intake.pushAs(KarafIntake.USER, KarafIntake.PASSWORD, first).statusCode())
        .isEqualTo(201);
    return intake;
  }

  @Test
  void aWrongPasswordOfAPublisherGets401() throws Exception {
    KarafIntake intake = intake();

    assertRefused(intake.pushAs(KarafIntake.USER, "guess", site.nextList()), 401, "wrong_password");
    site.assertFirstList();
  }

  @Test
  void pushesThatCannotBeUsedAreRefusedWithTheReason() throws Exception {
    KarafIntake intake = intake();

    assertRefused(intake.push(null, "unknown", site.nextList()), 404, "unknown_lists");
    assertRefused(intake.push(intake.publisher, "pinned", new byte[65_537]), 413, "too_large");
    assertRefused(intake.push(intake.publisher, "pinned", PAGE), 422, "not_a_list");
    site.awaitProblem("pinned", "a pushed list is refused: ");
    site.assertFirstList();
  }

  @Test
  void aPublisherIsKnownByItsCertificateAndByNoOtherOfItsCa() throws Exception {
    KarafIntake intake = intake();
    byte[] next = site.nextList();

    assertRefused(intake.push(tls.client(), "pinned", next), 403, "unknown_publisher");
    assertRefused(intake.push(null, "pinned", next), 403, "unknown_publisher");
    site.assertFirstList();

    assertThat(intake.push(intake.publisher, "pinned", next).statusCode()).isEqualTo(201);
    site.assertNextList();
  }

  @Test
  void aHalfWrittenFileWaitsUntilItIsWhole() throws Exception {
    site.start();
    DropDirectory drop = dropFirstList();
    byte[] next = site.nextList();
    Path file = site.site.path("drop").resolve("a-slow-copy.crl");
    Files.write(file, Arrays.copyOf(next, next.length / 2));

    // Refused in the polls after the copy began: by then it has been looked at.
    for (String name : List.of("b.crl", "c.crl")) {
      site.site.drop(name, site.site.ca().crl().number(0).der());
      drop.awaitRefused(name);
    }
    assertThat(drop.waiting()).containsExactly("a-slow-copy.crl");
    site.assertFirstList();

    byte[] rest = Arrays.copyOfRange(next, next.length / 2, next.length);
    Files.write(file, rest, StandardOpenOption.APPEND);
    site.awaitNextList();
    drop.awaitEmpty();
  }

  @Test
  void filesOfAWrongSignerAndWithAnOlderNumberAreRefusedWithTheReasonBeside() throws Exception {
    site.start();
    DropDirectory drop = dropFirstList();

    site.site.drop(
        "forged.crl", site.site.ca().crl().number(9).signedBy(site.site.foreignCa()).der());
    site.site.drop("old.crl", site.site.ca().crl().number(0).der());

    drop.awaitRefused("forged.crl");
    drop.awaitRefused("old.crl");
    assertThat(drop.reasonOf("forged.crl"))
        .startsWith("Refused (wrong_signature).")
        .contains("site keeps answering from crl site#1, valid until");
    assertThat(drop.reasonOf("old.crl")).startsWith("Refused (older).");
    site.assertFirstList();
  }

  @Test
  void theShellSaysWhatIsWrongWithASource() throws Exception {
    ListServer server = open(ListServer.http());
    fetch(server.url("/ca.crl").toString());
    bringsNothing("it answers 404 (Not Found)");

    assertThat(site.shell("ocsp:lists"))
        .contains("source server", "failure   " + server.url("/ca.crl"), "404 (Not Found)");
    site.awaitShown("status.json", "Source server fails since"); // after the third try
    assertThat(site.shell("ocsp:status"))
        .contains("issuer site answers", "warning: Source server fails since");
  }

  @Test
  void theShellHasAServerAskedAtOnceAndSaysWhatCame() throws Exception {
    ListServer server = open(ListServer.http());
    server.answers(list(first));
    fetch(server.url("/ca.crl").toString(), "every = 1h");
    site.awaitFirstList();

    server.answers(list(site.nextList()));
    assertThat(site.shell("ocsp:lists-fetch", "server")).contains("server: a new list came");
    site.assertNextList();

    server.answers(status(503));
    assertThatThrownBy(() -> site.shell("ocsp:lists-fetch"))
        .hasMessageContaining("server: failed")
        .hasMessageContaining("it answers 503")
        .hasMessageContaining("no source gave a list");
    site.assertNextList();
  }

  @Test
  void theShellTakesInAnOlderList() throws Exception {
    Path older = Files.write(site.site.path("older.crl"), first);
    Path page = Files.write(site.site.path("page.crl"), PAGE);
    site.start();
    site.site.drop("next.crl", site.nextList());
    site.awaitNextList();

    assertThatThrownBy(() -> site.shell("ocsp:lists", "--older", page.toString()))
        .hasMessageContaining("refused: ");
    site.assertNextList();

    assertThat(site.shell("ocsp:lists", "--older", older.toString()))
        .contains("crl site#1", "is in use");
    site.assertFirstList();
  }
}
