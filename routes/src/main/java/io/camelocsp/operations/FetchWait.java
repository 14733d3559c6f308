package io.camelocsp.operations;

import io.camelocsp.operations.FetchReport.Fetched;
import io.camelocsp.operations.FetchReport.Outcome;
import io.camelocsp.source.SourceReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks sources at once and waits until the tries are over, but not longer than it may. */
final class FetchWait {
  private final Supplier<List<SourceReport>> sources;
  private final Function<String, Optional<CompletableFuture<SourceReport>>> fetchNow;
  private final InstantSource clock;
  private final Duration atMost;

  /**
   * @param sources how all sources are doing, in configured order
   * @param fetchNow has the source of that name asked; completed when that is over
   * @param clock the one of the reports
   * @param atMost how long to wait
   */
  FetchWait(
      Supplier<List<SourceReport>> sources,
      Function<String, Optional<CompletableFuture<SourceReport>>> fetchNow,
      InstantSource clock,
      Duration atMost) {
    this.sources = sources;
    this.fetchNow = fetchNow;
    this.clock = clock;
    this.atMost = atMost;
  }

  /** All that are fetched. */
  FetchReport all() {
    List<SourceReport> fetched = fetched();
    if (fetched.isEmpty()) {
      throw new IllegalArgumentException(
          "No source of lists is fetched here, so nothing was asked: that is one whose"
              + " ocsp.lists.NAME.from is a URL");
    }
    return fetch(fetched);
  }

  /** One. */
  FetchReport one(String name) {
    SourceReport source =
        sources.get().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no source of lists '%s', so nothing was asked; fetched are: %s"
                            .formatted(name, names())));
    if (!source.kind().isFetched()) {
      throw new IllegalArgumentException(
          ("Source %s is not fetched from a server, so nothing was asked: its lists come by"
                  + " themselves (%s); fetched are: %s")
              .formatted(name, source.from(), names()));
    }
    return fetch(List.of(source));
  }

  private List<SourceReport> fetched() {
    return sources.get().stream().filter(each -> each.kind().isFetched()).toList();
  }

  private String names() {
    List<SourceReport> fetched = fetched();
    return fetched.isEmpty()
        ? "none"
        : fetched.stream().map(SourceReport::name).collect(Collectors.joining(", "));
  }

  private FetchReport fetch(List<SourceReport> wanted) {
    Instant asked = clock.instant();
    Map<String, CompletableFuture<SourceReport>> ends = new LinkedHashMap<>();
    for (SourceReport each : wanted) {
      ends.put(each.name(), fetchNow.apply(each.name()).orElseThrow());
    }
    await(CompletableFuture.allOf(ends.values().toArray(CompletableFuture<?>[]::new)));
    return new FetchReport(
        asked,
        sources.get().stream()
            .filter(each -> ends.containsKey(each.name()))
            .map(each -> fetched(each, Objects.requireNonNull(ends.get(each.name())), asked))
            .toList());
  }

  private static Fetched fetched(
      SourceReport now, CompletableFuture<SourceReport> end, Instant asked) {
    return end.isDone() ? Fetched.ended(end.join(), asked) : new Fetched(Outcome.UNFINISHED, now);
  }

  private void await(CompletableFuture<?> all) {
    try {
      all.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // those that are not over are told as such
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process stops
    } catch (ExecutionException e) {
      throw new IllegalStateException("a try ends with a report only", e);
    }
  }
}
