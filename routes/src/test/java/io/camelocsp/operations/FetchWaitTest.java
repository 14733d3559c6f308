package io.camelocsp.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.operations.FetchReport.Fetched;
import io.camelocsp.operations.FetchReport.Outcome;
import io.camelocsp.source.SourceKind;
import io.camelocsp.source.SourceReport;
import io.camelocsp.source.SourceStates;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FetchWaitTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private Instant now = NOW;
  private final SourceStates states = new SourceStates(() -> now);

  /** What a source does when it is asked; one without an entry never ends. */
  private final Map<String, Runnable> tries = new HashMap<>();

  private void web(String name, Runnable does) {
    states.add(name, SourceKind.HTTP, "http://crl.example/" + name);
    tries.put(name, does);
  }

  private Optional<CompletableFuture<SourceReport>> fetchNow(String name) {
    CompletableFuture<SourceReport> end = states.nextEnd(name);
    Runnable does = tries.get(name);
    states.tried(name);
    if (does != null) {
      does.run();
      states.ended(name, now.plusSeconds(3600));
    }
    return Optional.of(end);
  }

  private FetchWait fetchWait() {
    return new FetchWait(states::reports, this::fetchNow, () -> now, Duration.ofMillis(50));
  }

  private static List<Outcome> outcomes(FetchReport report) {
    return report.sources().stream().map(Fetched::outcome).toList();
  }

  private void brings(String name) {
    states.brought(name);
    states.succeeded(name, now.plusSeconds(7200));
  }

  @Test
  void itIsToldOfEachSourceWhatCame() {
    web("fresh", () -> brings("fresh"));
    web("same", () -> states.succeeded("same", null));
    web("down", () -> states.failed("down", "it answers 404 (Not Found)"));
    web("half", () -> states.succeededInPart("half", null, "one value is bad"));
    states.add("drop", SourceKind.DIRECTORY, "drop");
    brings("same");
    now = NOW.plusSeconds(60);

    FetchReport report = fetchWait().all();

    assertThat(outcomes(report))
        .containsExactly(Outcome.NEW_LIST, Outcome.NOTHING_NEW, Outcome.FAILED, Outcome.IN_PART);
    assertThat(report.level()).isEqualTo(Level.WARNING);
    assertThat(SourcesText.of(report).stream().map(Line::text))
        .contains(
            "fresh: a new list came",
            "  from      http://crl.example/fresh",
            "  ends      2026-11-24T14:01:00Z, in 2h",
            "same: nothing new",
            "down: failed",
            "  failure   it answers 404 (Not Found)",
            "  next try  2026-11-24T13:01:00Z",
            "half: not all of it can be used");
  }

  @Test
  void allThatWorkIsOkAndAllThatFailIsCritical() {
    web("fresh", () -> brings("fresh"));
    assertThat(fetchWait().all().level()).isEqualTo(Level.OK);
    now = NOW.plusSeconds(60);
    tries.put("fresh", () -> states.failed("fresh", "it is down"));
    assertThat(fetchWait().one("fresh").level()).isEqualTo(Level.CRITICAL);
  }

  @Test
  void aTryThatDoesNotEndIsNotWaitedForForever() {
    web("fresh", () -> brings("fresh"));
    states.add("hangs", SourceKind.LDAP, "ldap://dir.example/c=SE");

    FetchReport report = fetchWait().all();

    assertThat(outcomes(report)).containsExactly(Outcome.NEW_LIST, Outcome.UNFINISHED);
    assertThat(report.level()).isEqualTo(Level.WARNING);
    assertThat(SourcesText.of(report).stream().map(Line::text)).contains("hangs: not over yet");
  }

  @Test
  void whatIsNotFetchedIsRefusedWithWhatIs() {
    states.add("drop", SourceKind.DIRECTORY, "drop");
    assertThatThrownBy(() -> fetchWait().all())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No source of lists is fetched");
    web("web", () -> brings("web"));
    assertThatThrownBy(() -> fetchWait().one("drop"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not fetched from a server")
        .hasMessageEndingWith("fetched are: web");
    assertThatThrownBy(() -> fetchWait().one("wbe"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no source of lists 'wbe'");
  }
}
