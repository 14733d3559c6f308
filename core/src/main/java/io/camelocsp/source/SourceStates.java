package io.camelocsp.source;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How each configured source of lists is doing. What feeds a source tells it here; operators are
 * shown {@link #reports}. Names that were never added are ignored. Thread-safe.
 */
public final class SourceStates {
  /** What a result is to somebody who knows of the one before. */
  public enum News {
    /** The source fails, and worked before. */
    BEGINS,
    /** It fails for another reason than before. */
    CHANGES,
    /** It works again. */
    ENDS,
    /** It is as it was. */
    NONE
  }

  private final InstantSource clock;
  private final Map<String, SourceReport> reports = new LinkedHashMap<>();

  /** Those of which a failure was told since they were looked at last. */
  private final Set<String> failing = new HashSet<>();

  /** The ends that somebody waits for: of tries that have not begun, and of those under way. */
  private final Map<String, CompletableFuture<SourceReport>> toCome = new HashMap<>();

  private final Map<String, CompletableFuture<SourceReport>> underWay = new HashMap<>();

  /**
   * @param clock the wall clock
   */
  public SourceStates(InstantSource clock) {
    this.clock = clock;
  }

  /** Adds a source that was not looked at yet. */
  public synchronized void add(String name, SourceKind kind, String from) {
    reports.put(name, new SourceReport(name, kind, from, null, null, null, null, null, null));
  }

  /** It is looked at now. */
  public synchronized void tried(String name) {
    Instant now = clock.instant();
    failing.remove(name);
    change(name, report -> report.tried(now));
    CompletableFuture<SourceReport> awaited = toCome.remove(name);
    if (awaited != null) {
      underWay.put(name, awaited); // in place of one that never ended: who waits for that gives up
    }
  }

  /** The look that began with {@link #tried} is over: it went well if nothing else was told. */
  public synchronized void passed(String name) {
    if (!failing.contains(name)) {
      succeeded(name, null);
    }
  }

  /**
   * Looking at it went well, whether or not there was something new.
   *
   * @param end nextUpdate of what it has, the earliest of several; null if unknown
   */
  public News succeeded(String name, @Nullable Instant end) {
    return settle(name, Result.ANSWERED, end, "");
  }

  /**
   * It answered, but not all that it has can be used.
   *
   * @param text what is wrong, without full stop; it holds no secret
   */
  public News succeededInPart(String name, @Nullable Instant end, String text) {
    return settle(name, Result.ANSWERED, end, text);
  }

  /** It brought a list that was not known. */
  public void brought(String name) {
    Instant now = clock.instant();
    change(name, report -> report.brought(now));
  }

  /**
   * It could not be used, or nothing that it brought could.
   *
   * @param text what is wrong, without full stop; it holds no secret
   */
  public synchronized News failed(String name, String text) {
    failing.add(name);
    return settle(name, Result.FAILED, null, text);
  }

  private enum Result {
    ANSWERED,
    FAILED
  }

  private News settle(String name, Result result, @Nullable Instant end, String problem) {
    Instant now = clock.instant();
    SourceReport before =
        change(
            name,
            report -> {
              SourceReport answered =
                  result == Result.ANSWERED ? report.succeeded(now, end) : report;
              return problem.isEmpty() ? answered.works() : answered.failed(now, problem);
            });
    SourceReport.Failure known = before == null ? null : before.failure();
    if (problem.isEmpty()) {
      return known == null ? News.NONE : News.ENDS;
    }
    if (known == null) {
      return News.BEGINS;
    }
    return known.text().equals(problem) ? News.NONE : News.CHANGES;
  }

  /**
   * The try that began with {@link #tried} is over.
   *
   * @param next when it will be looked at next; null for not planned
   */
  public void ended(String name, @Nullable Instant next) {
    CompletableFuture<SourceReport> awaited;
    SourceReport report;
    synchronized (this) {
      change(name, before -> before.next(next));
      report = reports.get(name);
      awaited = underWay.remove(name);
    }
    if (awaited != null && report != null) {
      awaited.complete(report);
    }
  }

  /**
   * Waits for a try that has not begun yet: one under way does not count. Whoever waits sees to it
   * that the source is looked at, and does not wait forever. However many wait, a source holds two
   * ends at most.
   *
   * @return completed at the end of that try, by {@link #ended}
   */
  public synchronized CompletableFuture<SourceReport> nextEnd(String name) {
    return toCome.computeIfAbsent(name, absent -> new CompletableFuture<>()).copy();
  }

  /** All sources, in configured order. */
  public synchronized List<SourceReport> reports() {
    return List.copyOf(reports.values());
  }

  /** Returns what the report was. */
  private synchronized @Nullable SourceReport change(
      String name, UnaryOperator<SourceReport> change) {
    SourceReport before = reports.get(name);
    if (before != null) {
      reports.put(name, change.apply(before));
    }
    return before;
  }
}
