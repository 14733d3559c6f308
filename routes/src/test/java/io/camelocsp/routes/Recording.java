package io.camelocsp.routes;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of an installation before a failure and during it, as promtool's rule tests want them:
 * {@link #MINUTES_WELL} minutes of the first, then the second. Moments are moved so that promtool's
 * time, which starts at 0, is the installation's.
 */
final class Recording {
  private static final int MINUTES_WELL = 5;
  private static final int MINUTES_FAILING = 10;
  private static final String MOMENT = "_timestamp_seconds";
  private static final String UP = "up{job=\"camel-ocsp\",instance=\"site\"}";

  private final Map<String, String> well;
  private final Map<String, String> failing;

  /**
   * What was scraped; null for a scrape that failed.
   *
   * @param at the installation's time then
   */
  record Scrape(Instant at, @Nullable String metrics) {}

  Recording(Scrape well, Scrape failing) {
    this.well = series(well, Duration.ofMinutes(MINUTES_WELL - 1L));
    this.failing = series(failing, Duration.ofMinutes(MINUTES_WELL + MINUTES_FAILING - 1L));
  }

  /** Values by series, as they are for somebody whose time is {@code now}. */
  private static Map<String, String> series(Scrape scrape, Duration now) {
    Map<String, String> series = new LinkedHashMap<>();
    series.put(UP, scrape.metrics() == null ? "0" : "1");
    if (scrape.metrics() != null) {
      BigDecimal shift =
          BigDecimal.valueOf(now.toSeconds())
              .subtract(
                  BigDecimal.valueOf(scrape.at().toEpochMilli()).divide(BigDecimal.valueOf(1000)));
      for (String line : scrape.metrics().split("\n")) {
        if (!line.startsWith("#")) {
          int space = line.lastIndexOf(' ');
          String value = line.substring(space + 1);
          boolean moment = line.substring(0, space).split("\\{")[0].endsWith(MOMENT);
          series.put(
              labelled(line.substring(0, space)),
              moment ? new BigDecimal(value).add(shift).toPlainString() : value);
        }
      }
    }
    return series;
  }

  private static String labelled(String series) {
    String more = "job=\"camel-ocsp\",instance=\"site\"";
    return series.endsWith("}")
        ? series.substring(0, series.length() - 1) + "," + more + "}"
        : series + "{" + more + "}";
  }

  /**
   * A file for {@code promtool test rules}: nothing fires before the failure, and these alone
   * during it.
   */
  String test(Collection<String> alerts, String rules) {
    List<String> lines = new ArrayList<>();
    lines.add("rule_files: [" + rules + "]");
    lines.add("evaluation_interval: 1m");
    lines.add("tests:");
    lines.add("  - interval: 1m");
    lines.add("    input_series:");
    TreeMap<String, Boolean> all = new TreeMap<>();
    well.keySet().forEach(each -> all.put(each, true));
    failing.keySet().forEach(each -> all.put(each, true));
    for (String each : all.keySet()) {
      lines.add("      - series: '" + each.replace("'", "''") + "'");
      lines.add("        values: '" + values(each) + "'");
    }
    lines.add("    promql_expr_test:");
    expect(lines, MINUTES_WELL - 1, List.of());
    expect(lines, MINUTES_WELL + MINUTES_FAILING - 1, alerts);
    return String.join("\n", lines) + "\n";
  }

  private String values(String series) {
    String before = well.get(series);
    String during = failing.get(series);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < MINUTES_WELL; i++) {
      values.add(before == null ? "_" : before);
    }
    for (int i = 0; i < MINUTES_FAILING; i++) {
      values.add(during != null ? during : i == 0 ? "stale" : "_");
    }
    return String.join(" ", values);
  }

  private static void expect(List<String> lines, int minute, Collection<String> alerts) {
    lines.add("      - expr: count by (alertname) (ALERTS{alertstate=\"firing\"})");
    lines.add("        eval_time: " + minute + "m");
    lines.add("        exp_samples:" + (alerts.isEmpty() ? " []" : ""));
    for (String alert : new TreeSet<>(alerts)) {
      lines.add("          - labels: '{alertname=\"" + alert + "\"}'");
      lines.add("            value: 1");
    }
  }
}
