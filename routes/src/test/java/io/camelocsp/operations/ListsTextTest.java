package io.camelocsp.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.revocation.ListDescription;
import io.camelocsp.revocation.ListDescription.Purpose;
import io.camelocsp.revocation.ListDescription.Standing;
import io.camelocsp.revocation.ListDescription.Use;
import io.camelocsp.revocation.ListOrigin;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListsTextTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String POINT =
      "distribution point http://crl.acme.example/a/long/name/1.crl";

  private static ListDescription list(String kind, String scope, Use use) {
    return new ListDescription(
        kind + " acme#17",
        kind,
        scope,
        BigInteger.valueOf(17),
        "ab".repeat(32),
        new ListOrigin("drop", "acme.crl"),
        NOW.minusSeconds(60),
        NOW.minus(Duration.ofHours(1)),
        NOW.plus(Duration.ofHours(23)),
        1234,
        OptionalLong.of(10),
        use);
  }

  private static Use revoked(Standing standing) {
    return new Use(Purpose.REVOKED, standing, "9f3a2c11d0e4b6a7", "");
  }

  private static Use issued(Standing standing, String waitsFor) {
    return new Use(Purpose.ISSUED, standing, "issued-1", waitsFor);
  }

  private static ListsReport report(Map<String, List<ListDescription>> issuers) {
    return new ListsReport(NOW, issuers, List.of());
  }

  private static List<String> lines(ListsReport report) {
    return ListsText.of(report).stream().map(Line::text).toList();
  }

  @Test
  void everyKindOfListHasALineWithItsScopeAndState() {
    Map<String, List<ListDescription>> issuers = new LinkedHashMap<>();
    issuers.put(
        "acme",
        List.of(
            list("crl", "all certificates", revoked(Standing.VALID)),
            list("delta crl", "changes since 16", revoked(Standing.WAITING)),
            list("issuance list", "segment 2 of version 1", issued(Standing.VALID, ""))));
    issuers.put("bank", List.of(list("crl", "key ab12cd34", revoked(Standing.KEY_REVOKED))));

    assertThat(lines(report(issuers)).subList(0, 5))
        .containsExactly(
            "ISSUER  LIST           SCOPE                   NUMBER  THIS UPDATE           NEXT"
                + " UPDATE           ENTRIES  STATE",
            "acme    crl            all certificates        17      2026-11-24T11:00:00Z "
                + " 2026-11-25T11:00:00Z    1,234  valid, 23h left",
            "acme    delta crl      changes since 16        17      2026-11-24T11:00:00Z "
                + " 2026-11-25T11:00:00Z    1,234  waiting",
            "acme    issuance list  segment 2 of version 1  17      2026-11-24T11:00:00Z "
                + " 2026-11-25T11:00:00Z    1,234  valid, 23h left",
            "bank    crl            key ab12cd34            17      2026-11-24T11:00:00Z "
                + " 2026-11-25T11:00:00Z    1,234  its key is revoked");
    assertThat(report(issuers).level()).isEqualTo(Level.CRITICAL);
  }

  @Test
  void aLongScopeIsCutInTheTableAndWholeBelow() {
    List<String> lines =
        lines(report(Map.of("acme", List.of(list("crl", POINT, revoked(Standing.VALID))))));

    assertThat(lines.get(1)).contains(POINT.substring(0, 40) + "…  17");
    assertThat(lines).contains("  scope     " + POINT, "  slot      9f3a2c11d0e4b6a7");
  }

  @Test
  void anIssuerWithIssuanceListsAloneHasNoListThatRevokes() {
    ListsReport report =
        report(
            Map.of(
                "acme",
                List.of(
                    list("issuance list", "segment 1 of version 1", issued(Standing.VALID, "")))));

    assertThat(lines(report).get(1)).startsWith("acme    -").endsWith("none yet");
    assertThat(report.level()).isEqualTo(Level.CRITICAL);
  }

  @Test
  void whatWaitsSaysForWhatAndIsAWarning() {
    ListsReport report =
        report(
            Map.of(
                "acme",
                List.of(
                    list("crl", "all certificates", revoked(Standing.VALID)),
                    list(
                        "issuance list",
                        "segment 3 of version 1",
                        issued(Standing.WAITING, "segment 2 is missing")))));

    assertThat(lines(report)).contains("  waits     segment 2 is missing", "  slot      issued-1");
    assertThat(report.level()).isEqualTo(Level.WARNING);
  }

  @Test
  void theStatusShowsTheLastIssuanceLists() {
    List<ListDescription> many =
        IntStream.rangeClosed(1, 9)
            .mapToObj(
                each ->
                    list(
                        "issuance list",
                        "segment " + each + " of version 1",
                        issued(Standing.VALID, "")))
            .toList();
    StatusReport status =
        new StatusReport(
            NOW,
            List.of(URI.create("http://127.0.0.1:8080/")),
            List.of(),
            Map.of("acme", many),
            List.of());

    List<String> lines =
        StatusText.of(status, StatusTextTest.TYPED).stream().map(Line::text).toList();

    assertThat(lines).contains("What was issued:", "and 4 more: camel-ocsp lists");
    assertThat(lines).noneMatch(line -> line.contains("segment 4"));
    assertThat(lines).anyMatch(line -> line.contains("segment 9"));
    assertThat(lines).noneMatch(line -> line.contains("none yet"));
  }
}
