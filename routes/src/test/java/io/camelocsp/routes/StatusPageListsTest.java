package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.testkit.Chromium;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.TestIssuance;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the status page says of lists of every kind, in a real browser. */
class StatusPageListsTest {
  private static Chromium browser;

  private PageSite site;

  @BeforeAll
  static void startBrowser(@TempDir Path directory) throws Exception {
    RequiredClients.chromium();
    browser = Chromium.start(directory);
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void layOut(@TempDir Path directory) throws Exception {
    site = new PageSite(directory);
    new Photographs(browser).usualView();
  }

  private void open(String headline) {
    browser.open(site.page);
    browser.awaitText("#headline", headline);
  }

  private static String classOf(String words) {
    return browser.text(
        "[...document.querySelectorAll('#issuers .list p span')]"
            + ".find(each => each.innerText.startsWith('%s')).className".formatted(words));
  }

  @Test
  void issuanceListsSayWhatWasIssuedAndADeltaForWhatItWaits() throws Exception {
    site.site.configure("ocsp.responder.site.type = non-issued-basic");
    site.dropList(Duration.ofHours(1), Duration.ofDays(1));
    Instant now = Instant.now();
    site.site.drop(
        "issued.crl",
        TestIssuance.list(
                site.site.ca(),
                1,
                site.site.good().serial(),
                site.site.revoked().serial(),
                site.site.held().serial())
            .thisUpdate(now.minus(Duration.ofHours(3)))
            .nextUpdate(now.plus(Duration.ofMinutes(30)))
            .der());
    site.site.drop(
        "delta.crl",
        site.site
            .ca()
            .crl()
            .number(8)
            .delta(7)
            .thisUpdate(now.minusSeconds(60))
            .nextUpdate(now.plus(Duration.ofHours(9)))
            .der());
    try (BrowsedService browsed =
        new BrowsedService(RunningService.of(site.site), browser, site.page)) {
      await().until(() -> browsed.running().lists().get(0).list() != null);
      await()
          .until(
              () -> {
                open("Issuer site answers.");
                String lists = browser.textOf("#issuers");
                return lists.contains("issuance list") && lists.contains("waiting");
              });

      assertThat(browser.textOf("#issuers"))
          .contains("2 revoked", "issuance list site segment 1#1 valid, 29 minutes", "3 issued")
          .containsPattern("left, ends soon · 3")
          .containsPattern("waiting for .*7");
      assertThat(classOf("waiting for")).isEqualTo("warning");
    }
  }

  /** Neither is easily brought about: a clock that is set back does not count, nor a stolen key. */
  @Test
  void aListIsNotCalledCriticalWhereItsIssuerAnswersByAnother() throws Exception {
    site.dropList(Duration.ofHours(1), Duration.ofDays(1));
    try (BrowsedService browsed =
        new BrowsedService(RunningService.of(site.site), browser, site.page)) {
      await().until(() -> browsed.running().lists().get(0).list() != null);
      open("Issuer site answers.");
      browser.text(
          """
          (() => {
            const real = window.fetch;
            window.fetch = async (...asked) => {
              const reply = await real(...asked);
              if (asked[0] !== "status.json") return reply;
              const status = await reply.json();
              const ahead = new Date(Date.parse(status.at) + 7_200_000).toISOString();
              status.lists.push(
                { ...status.lists[0], list: "crl site#8", state: "notYet", thisUpdate: ahead },
                { ...status.lists[0], list: "crl site#9", state: "keyRevoked" });
              return new Response(JSON.stringify(status));
            };
            document.dispatchEvent(new Event("visibilitychange"));
          })()
          """);
      browser.awaitText("#issuers", "crl site#9");

      assertThat(browser.textOf("#issuers"))
          .contains("not yet, 2 hours ahead of this clock", "its key is revoked");
      assertThat(classOf("not yet")).isEqualTo("warning");
      assertThat(classOf("its key")).isEqualTo("warning");
    }
  }
}
