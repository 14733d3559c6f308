package io.camelocsp.karaf.it;

import static io.camelocsp.testkit.ListServer.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Curl;
import io.camelocsp.testkit.LdapServer;
import io.camelocsp.testkit.ListServer;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.TestTls;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Lists from every kind of source, in a real Karaf. */
class ListSourcesInKarafIT {
  private static KarafServer karaf;

  @TempDir Path directory;
  private KarafSite site;
  private byte[] first;

  @BeforeAll
  static void startKaraf(@TempDir Path home) throws Exception {
    karaf = KarafServer.installed(home.resolve("karaf"));
  }

  @AfterAll
  static void stopKaraf() {
    if (karaf != null) {
      karaf.close();
    }
  }

  @BeforeEach
  void layOut(TestInfo test) throws Exception {
    site = new KarafSite(karaf, test.getTestMethod().orElseThrow().getName(), directory);
    first = site.site.nextCrl().der();
  }

  @AfterEach
  void stop() throws Exception {
    site.close();
  }

  @Test
  void takesListsThatAreDropped() throws Exception {
    site.start();

    site.site.drop("first.crl", first);
    site.awaitFirstList();
    site.site.drop("next.crl", site.nextList());
    site.awaitNextList();
  }

  @Test
  void billsAndShowsHealthMetricsAndStatus() throws Exception {
    site.start();
    site.site.drop("first.crl", first);
    site.awaitFirstList();

    assertThat(site.shown("health?test-signature"))
        .contains("\"status\" : \"OK\"", "\"ok\" : true");
    assertThat(site.shown("")).contains("<title>camel-ocsp</title>");
    assertThat(site.shown("status.js")).contains("status.json");
    assertThat(site.shown("status.json")).contains("issuer site answers");
    assertThat(site.shown("metrics"))
        .contains("ocsp_responder_state{responder=\"site\",state=\"ok\"} 1")
        .containsPattern("ocsp_answers_total\\{[^}]*status=\"revoked\"[^}]*} [1-9]")
        .containsPattern("ocsp_build_info\\{version=\"[0-9]")
        .contains("process_open_fds");
    Awaitility.await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(Files.readAllLines(site.site.path("data/billing/billing.jsonl")))
                    .anyMatch(line -> line.contains("\"status\":\"revoked\"")));
  }

  @Test
  void takesListsOfAWebServer() throws Exception {
    try (ListServer server = ListServer.http()) {
      server.answers(list(first));
      site.keys("ocsp.lists.web.", "from = " + server.url("/ca.crl"), "every = 1s").start();

      site.awaitFirstList();
      server.answers(list(site.nextList()));
      site.awaitNextList();
    }
  }

  @Test
  void takesListsOfADirectoryServer() throws Exception {
    try (LdapServer server = LdapServer.plain()) {
      server.put(first);
      site.keys("ocsp.lists.dir.", "from = " + server.url(), "every = 1s").start();

      site.awaitFirstList();
      server.put(site.nextList());
      site.awaitNextList();
    }
  }

  @Test
  void takesListsThatArePushed() throws Exception {
    RequiredClients.curl();
    TestTls tls = new TestTls(directory);
    KarafIntake intake = new KarafIntake(site, tls);
    site.start();

    assertThat(push(intake, tls, first)).isEqualTo("201");
    site.assertFirstList();
    assertThat(push(intake, tls, site.nextList())).isEqualTo("201");
    site.assertNextList();
  }

  private String push(KarafIntake intake, TestTls tls, byte[] list) throws Exception {
    return Curl.run(
            "--silent",
            "--output",
            site.site.path("answer.txt").toString(),
            "--write-out",
            "%{http_code}",
            "--cacert",
            tls.anchor().toString(),
            "--user",
            KarafIntake.USER + ":" + KarafIntake.PASSWORD,
            "--upload-file",
            Files.write(site.site.path("pushed.crl"), list).toString(),
            intake.uri("basic").toString())
        .stdout();
  }
}
