package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.Promtool;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.ToolResult;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /metrics} shows of a running installation, and what is written about it. */
class MetricsTest {
  private static final Path REFERENCE = Path.of("..", "config", "reference");
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
  private static final Pattern LABEL = Pattern.compile("[{,]([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private TestSite site;
  private AdministrationSite administration;
  private RunningService running;
  private Client client;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    administration = AdministrationSite.of(site);
    running = RunningService.of(site);
    client = new Client(site.uri(), site.signer());
    site.dropNextCrl();
    client.await("good", site.ca(), site.good().serial());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private String metrics() throws Exception {
    return administration.text("/metrics");
  }

  private long value(String series) throws Exception {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToLong(line -> Long.parseLong(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  private static String answers(String issuer, String status, String via) {
    return "ocsp_answers_total{responder=\"site\",issuer=\"%s\",status=\"%s\",via=\"%s\"}"
        .formatted(issuer, status, via);
  }

  @Test
  void everyAnswerIsCountedOnceUnderWhatItIs() throws Exception {
    long good = value(answers("site", "good", "local"));
    for (int i = 0; i < 3; i++) {
      client.status(site.ca(), site.good().serial());
    }
    client.status(site.ca(), site.revoked().serial());
    client.post(TestRequests.der(site.ca(), site.good().serial(), site.revoked().serial()));
    client.post(new byte[] {1, 2, 3});
    client.status(site.foreignCa(), BigInteger.ONE);

    assertThat(value(answers("site", "good", "local"))).isEqualTo(good + 4);
    assertThat(value(answers("site", "revoked", "local"))).isEqualTo(2);
    assertThat(value(answers("-", "malformedRequest", "error"))).isEqualTo(1);
    assertThat(value(answers("-", "unauthorized", "error"))).isEqualTo(1);
  }

  @Test
  void timesAreCountedInSteps() throws Exception {
    client.status(site.ca(), site.good().serial());

    long all = value("ocsp_request_duration_seconds_count{responder=\"site\"}");
    assertThat(all).isPositive();
    assertThat(value("ocsp_request_duration_seconds_bucket{responder=\"site\",le=\"+Inf\"}"))
        .isEqualTo(all);
  }

  @Test
  void listsAndWhenTheyEndAreShown() throws Exception {
    assertThat(metrics())
        .containsPattern(
            "(?m)^ocsp_valid_until_timestamp_seconds\\{issuer=\"site\",limit=\"list\"} \\d{10}$")
        .containsPattern(
            "(?m)^ocsp_valid_until_timestamp_seconds\\{issuer=\"site\",limit=\"signer\"} \\d{10}$")
        .containsPattern(
            "(?m)^ocsp_revocation_visible_seconds\\{issuer=\"site\",since=\"arrival\"} \\d")
        .containsPattern(
            "(?m)^ocsp_revocation_visible_seconds\\{issuer=\"site\",since=\"this-update\"} 6\\d")
        .contains(
            "ocsp_list_entries{issuer=\"site\"} 2\n",
            "ocsp_lists_accepted_total{source=\"drop\"} 1\n",
            "ocsp_lists_refused_total{source=\"drop\"} 0\n",
            "ocsp_source_failures{source=\"drop\"} 0\n",
            "ocsp_responder_state{responder=\"site\",state=\"ok\"} 1\n",
            "ocsp_clock_state{state=\"trusted\"} 1\n");
  }

  @Test
  void billingIsShown() throws Exception {
    await().until(() -> value("ocsp_billing_records_written_total") > 0);
    assertThat(value("ocsp_billing_records_lost_total")).isZero();
  }

  @Test
  void promtoolFindsNothingWrongWithThem(@TempDir Path directory) throws Exception {
    RequiredClients.promtool();
    Path file = Files.writeString(directory.resolve("metrics"), metrics());

    ToolResult result = Promtool.run(file, "check", "metrics");

    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(result.output()).isEmpty();
  }

  /** Strangers choose serial numbers, issuers and addresses; none of that may make a series. */
  @Test
  void strangersMakeNoSeries() throws Exception {
    client.status(site.foreignCa(), BigInteger.ONE);
    client.post(new byte[] {1, 2, 3});
    client.status(site.ca(), site.revoked().serial());
    Set<String> before = series();
    for (int i = 1; i < 50; i++) {
      client.status(site.ca(), BigInteger.valueOf(1_000_000 + i));
      client.status(site.foreignCa(), BigInteger.valueOf(i));
      client.exchange("GET /no/" + i + " HTTP/1.1\r\nHost: stranger-" + i + "\r\n\r\n");
    }

    assertThat(series()).isEqualTo(before);
    Matcher labels = LABEL.matcher(metrics());
    while (labels.find()) {
      assertThat(labels.group(2))
          .as(labels.group(1))
          .doesNotContainIgnoringCase(site.good().serial().toString(16))
          .doesNotContainIgnoringCase(site.revoked().serial().toString(16));
    }
  }

  private Set<String> series() throws Exception {
    return metrics()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> families() throws Exception {
    Set<String> families = new TreeSet<>();
    Matcher matcher = FAMILY.matcher(metrics());
    while (matcher.find()) {
      families.add(matcher.group(1));
      if (matcher.group(2).equals("histogram")) {
        families.addAll(
            List.of(
                matcher.group(1) + "_bucket",
                matcher.group(1) + "_sum",
                matcher.group(1) + "_count"));
      }
    }
    return families;
  }

  private static Set<String> named(String text) {
    Set<String> named = new TreeSet<>();
    Matcher matcher = Pattern.compile("\\b((?:ocsp|jvm|process)_[a-z_]+)\\b").matcher(text);
    while (matcher.find()) {
      named.add(matcher.group(1));
    }
    return named;
  }

  @Test
  void theDashboardAndTheRulesAskForWhatThereIs() throws Exception {
    String dashboard = Files.readString(REFERENCE.resolve("grafana-dashboard.json"));

    assertThat(families()).containsAll(named(dashboard));
    assertThat(named(dashboard)).hasSizeGreaterThan(15);
    assertThat(families()).containsAll(named(Files.readString(REFERENCE.resolve("alerts.yml"))));
  }

  @Test
  void thePageTellsEveryFamilyAndNoOther() throws Exception {
    String page = Files.readString(DOCS.resolve("administration.md"));
    Set<String> told =
        named(page).stream()
            .filter(name -> name.startsWith("ocsp_"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> shown =
        families().stream()
            .filter(name -> name.startsWith("ocsp_") && !name.matches(".*_(bucket|sum|count)"))
            .collect(Collectors.toCollection(TreeSet::new));
    shown.add("ocsp_intake_events_total"); // there where lists are pushed

    assertThat(told).isEqualTo(shown);
  }
}
