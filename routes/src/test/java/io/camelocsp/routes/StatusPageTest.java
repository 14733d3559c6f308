package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.operations.Commands;
import io.camelocsp.operations.TestCommands;
import io.camelocsp.testkit.Chromium;
import io.camelocsp.testkit.Chromium.Scheme;
import io.camelocsp.testkit.MutableClock;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.TestPem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The status page in a real browser. Screenshots are left in {@code target/screenshots}. */
class StatusPageTest {
  private static final String AS_OF = "document.querySelector('#moment time').dateTime";

  private static Chromium browser;

  private PageSite site;
  private Photographs photographs;

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
    photographs = new Photographs(browser);
    photographs.usualView();
  }

  private BrowsedService browsed(RunningService running) {
    return new BrowsedService(running, browser, site.page);
  }

  private void open(String headline) {
    browser.open(site.page);
    browser.awaitText("#headline", headline);
  }

  /** As when its user comes back to it. */
  private static void lookAgain() {
    browser.text("document.dispatchEvent(new Event('visibilitychange'))");
  }

  private static void refreshUntil(String selector, String part) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              lookAgain();
              return browser.textOf(selector).contains(part);
            });
  }

  @Test
  void theFirstLinesSayThatAllAnswerAndWhatBreaksFirst() throws Exception {
    site.dropList(Duration.ofHours(10), Duration.ofHours(14).plusMinutes(30));
    try (BrowsedService browsed = browsed(RunningService.of(site.site))) {
      awaitList(browsed);
      open("✓ OK Issuer site answers.");

      assertThat(browser.textOf("#first"))
          .startsWith("First to break: site, in 14 hours 2")
          .endsWith(", when its list ends.");
      assertThat(browser.text("document.title")).isEqualTo("OK – camel-ocsp");
      assertThat(browser.text("document.querySelector('#first time').title"))
          .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC");
      assertThat(browser.text("document.querySelector('#announcement').textContent"))
          .startsWith("OK: Issuer site answers. First to break: site, at 20");
      assertThat(browser.textOf("#issuers"))
          .contains(
              "crl site#1 valid, 14 hours 2", "2 revoked", "Signer site; the last one ends in");
      assertThat(browser.text("document.querySelector('#problems').hidden")).isEqualTo("true");
      photographs.take("ok");
    }
  }

  private static void awaitList(BrowsedService browsed) {
    awaitList(browsed.running());
  }

  private static void awaitList(RunningService running) {
    await().until(() -> running.lists().get(0).list() != null);
  }

  @Test
  void aListThatIsAboutToEndIsToldWithWhatToDoAndType() throws Exception {
    site.dropList(Duration.ofHours(3), Duration.ofMinutes(30));
    DefaultCamelContext context = new DefaultCamelContext();
    context.getRegistry().bind(Commands.BEAN, new TestCommands());
    try (BrowsedService browsed = browsed(RunningService.in(context, site.site))) {
      awaitList(browsed);
      open("! WARNING Issuer site answers.");

      assertThat(browser.textOf("#first")).startsWith("First to break: site, in 29 minutes");
      assertThat(browser.textOf("#problems")).contains("! WARNING", "publish its next CRL");
      assertThat(browser.textOf("#problems .code")).isEqualTo("camel-ocsp lists");
      assertThat(browser.textOf("#issuers")).contains("29 minutes", "left, ends soon");
      photographs.take("list-ending");
    }
  }

  @Test
  void aListThatHasEndedIsCritical() throws Exception {
    site.dropList(Duration.ofHours(3), Duration.ofHours(1));
    MutableClock clock = new MutableClock(Instant.now());
    try (BrowsedService browsed = browsed(RunningService.at(site.site, clock))) {
      awaitList(browsed);
      clock.advance(Duration.ofHours(2));
      open("✕ CRITICAL 1 of 1 issuer does not answer: site (tryLater).");

      assertThat(browser.textOf("#first")).isEmpty();
      assertThat(browser.textOf("#issuers")).contains("ended 1 hour");
      assertThat(browser.text("document.title")).isEqualTo("CRITICAL – camel-ocsp");
      photographs.take("list-ended");
    }
  }

  @Test
  void aSignerThatIsAboutToEndIsTold() throws Exception {
    site.signerEndsIn(Duration.ofDays(3));
    site.dropList(Duration.ofHours(1), Duration.ofDays(9));
    try (BrowsedService browsed = browsed(RunningService.of(site.site))) {
      awaitList(browsed);
      open("! WARNING Issuer site answers.");

      assertThat(browser.textOf("#first"))
          .startsWith("First to break: site, in 2 days 23 hours, when its last signer ends");
      assertThat(browser.textOf("#problems")).contains("signer-certificate.md tells how");
      photographs.take("signer-ending");
    }
  }

  @Test
  void aSourceThatFailsIsShownWithItsFailureAndItsNextTry() throws Exception {
    site.dropList(Duration.ofHours(1), Duration.ofDays(1));
    site.sourceFails();
    try (BrowsedService browsed = browsed(RunningService.of(site.site))) {
      awaitList(browsed);
      open("Issuer site answers.");
      refreshUntil("#problems", "Source away fails since");

      assertThat(browser.textOf("#sources"))
          .contains(
              "drop", "works", "away", "http://127.0.0.1:", "! WARNING", "fails for", "tries");
      photographs.take("source-failing");
    }
  }

  @Test
  void namesAndReasonsOfRefusedFilesAreTextAndNothingElse() throws Exception {
    String hostile = "<img src=x onerror=\"document.title='mine'\"><script>alert(1)<";
    site.dropList(Duration.ofHours(1), Duration.ofDays(1));
    try (BrowsedService browsed = browsed(RunningService.of(site.site))) {
      awaitList(browsed);
      site.site.drop(hostile + ".crl", "no list".getBytes(StandardCharsets.US_ASCII));
      open("Issuer site answers.");
      refreshUntil("#refused", hostile + ".crl of lists drop");

      assertThat(browser.textOf("#refused")).contains(".reason.txt");
      assertThat(browser.textOf("#problems")).contains("a file was refused");
      assertThat(browser.text("document.querySelectorAll('img, body script').length"))
          .isEqualTo("0");
      assertThat(browser.text("document.title")).isEqualTo("WARNING – camel-ocsp");
      photographs.take("refused-file");
    }
  }

  @Test
  void aPastedCertificateIsExplainedByKeyboardAlone() throws Exception {
    site.dropList(Duration.ofHours(1), Duration.ofDays(1));
    try (BrowsedService browsed = browsed(RunningService.of(site.site))) {
      awaitList(browsed);
      open("Issuer site answers.");

      tabTo("certificate");
      browser.type(TestPem.encode(site.site.revoked().certificate()));
      tabTo("BUTTON");
      browser.press("Enter");
      browser.awaitText("#explanation", "Responder site answers revoked");
      assertThat(browser.textOf("#explanation"))
          .contains("keyCompromise", "crl site#1", "sha256", "list.crl", "drop", "number");
      photographs.take("explained");

      browser.text("document.getElementById('certificate').value = ''");
      browser.text("document.getElementById('certificate').focus()");
      tabTo("serial");
      browser.type(site.site.good().serial().toString(16));
      browser.press("Enter");
      browser.awaitText("#explanation", "Responder site answers good");
    }
  }

  private static void tabTo(String idOrTag) {
    for (int i = 0; i < 40; i++) {
      browser.press("Tab");
      if (browser
          .text("document.activeElement.id || document.activeElement.tagName")
          .equals(idOrTag)) {
        return;
      }
    }
    throw new AssertionError("Tab does not lead to " + idOrTag);
  }

  @Test
  void theFocusGoesThroughThePageFromTopToBottom() throws Exception {
    site.dropList(Duration.ofHours(1), Duration.ofDays(1));
    try (BrowsedService browsed = browsed(RunningService.of(site.site))) {
      awaitList(browsed);
      open("Issuer site answers.");
      List<Double> tops = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        browser.press("Tab");
        tops.add(
            Double.valueOf(
                browser.text("document.activeElement.getBoundingClientRect().top + scrollY")));
      }
      assertThat(tops).isSorted();
      assertThat(browser.text("[...document.body.children].map(each => each.tagName).join(' ')"))
          .isEqualTo("HEADER MAIN FOOTER");
    }
  }

  @Test
  void aRefreshKeepsTheFocusWhatIsTypedAndWhatIsOpen() throws Exception {
    site.dropList(Duration.ofHours(1), Duration.ofDays(1));
    MutableClock clock = new MutableClock(Instant.now());
    try (BrowsedService browsed = browsed(RunningService.at(site.site, clock))) {
      awaitList(browsed);
      open("Issuer site answers.");
      tabTo("SUMMARY");
      browser.press("Enter");
      await().until(() -> browser.text("document.querySelector('details').open").equals("true"));
      browser.text("document.getElementById('certificate').value = 'half a question'");
      String before = browser.text(AS_OF);

      clock.advance(Duration.ofMinutes(5));
      await()
          .until(
              () -> {
                lookAgain();
                return !browser.text(AS_OF).equals(before);
              });

      assertThat(browser.text("document.activeElement.tagName")).isEqualTo("SUMMARY");
      assertThat(browser.text("document.querySelector('details').open")).isEqualTo("true");
      assertThat(browser.text("document.getElementById('certificate').value"))
          .isEqualTo("half a question");
    }
  }

  @Test
  void itIsRefreshedByItselfButNotWhileNobodyLooks() throws Exception {
    try (BrowsedService browsed = browsed(RunningService.of(site.site))) {
      assertThat(browsed.running().lists()).hasSize(1);
      open("does not answer: site");
      String first = browser.text(AS_OF);
      await().atMost(Duration.ofSeconds(30)).until(() -> !browser.text(AS_OF).equals(first));

      browser.text("Object.defineProperty(document, 'hidden', {value: true, configurable: true})");
      lookAgain();
      int asked = browser.requests().size();
      lookAgain();
      await()
          .during(Duration.ofSeconds(12))
          .atMost(Duration.ofSeconds(20))
          .until(() -> browser.requests().size() == asked);

      browser.text("Object.defineProperty(document, 'hidden', {value: false, configurable: true})");
      lookAgain();
      await().until(() -> browser.requests().size() > asked);
    }
  }

  @Test
  void theLastHoursArePlottedWithAxesUnitsAndLegend() throws Exception {
    site.dropList(Duration.ofHours(1), Duration.ofDays(1));
    MutableClock clock = new MutableClock(Instant.now());
    try (BrowsedService browsed = browsed(RunningService.at(site.site, clock))) {
      awaitList(browsed);
      for (int i = 0; i < 360; i++) {
        clock.advance(Duration.ofSeconds(10));
        PageSite.sample(browsed.running());
      }
      open("Issuer site answers.");
      browser.awaitText("#age .legend", "site: ");

      assertThat(browser.textOf("#age .legend")).contains("site: 120 minutes");
      assertThat(browser.text("document.querySelector('#age text').textContent"))
          .isEqualTo("minutes");
      assertThat(browser.textOf("#rate .legend")).contains("good: 0 per second");
      photographs.take("history");
    }
  }

  @Test
  void aProcessThatDoesNotAnswerIsToldInTheFirstLine() throws Exception {
    site.dropList(Duration.ofHours(1), Duration.ofDays(1));
    try (RunningService running = RunningService.of(site.site)) {
      awaitList(running);
      open("Issuer site answers.");
    }
    refreshUntil("#headline", "✕ CRITICAL The process does not answer this page.");

    assertThat(browser.textOf("#first")).startsWith("What is below is as of 20");
    assertThat(browser.text("document.title")).isEqualTo("NO ANSWER – camel-ocsp");
  }

  @Test
  void aPrivateKeyThatIsPastedIsNotSent() throws Exception {
    try (BrowsedService browsed = browsed(RunningService.of(site.site))) {
      assertThat(browsed.running().lists()).hasSize(1);
      open("does not answer: site");
      tabTo("certificate");
      browser.type("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
      tabTo("BUTTON");
      browser.press("Space");

      browser.awaitText("#explanation", "It was not sent");
      assertThat(browser.requests()).extracting(URI::getPath).doesNotContain("/explain");
    }
  }

  @Test
  void everyWidthOfATelephoneIsWideEnough() throws Exception {
    site.dropList(Duration.ofHours(1), Duration.ofDays(1));
    site.sourceFails();
    try (BrowsedService browsed = browsed(RunningService.of(site.site))) {
      awaitList(browsed);
      open("Issuer site answers.");
      for (int width : List.of(320, 360, 412, 700, 760)) {
        browser.resize(width, 740);
        photographs.assertNothingIsWiderThanThePage();
      }
    }
  }

  @Test
  void theColoursFollowTheUsersChoice() throws Exception {
    try (BrowsedService browsed = browsed(RunningService.of(site.site))) {
      assertThat(browsed.running().lists()).hasSize(1);
      open("does not answer: site");
      String paper = "getComputedStyle(document.body).backgroundColor";
      assertThat(browser.text(paper)).isEqualTo("rgb(245, 246, 248)");
      browser.prefer(Scheme.DARK);
      assertThat(browser.text(paper)).isEqualTo("rgb(18, 23, 29)");
    }
  }
}
