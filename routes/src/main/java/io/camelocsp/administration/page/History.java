package io.camelocsp.administration.page;

import io.camelocsp.operations.ListReport;
import io.camelocsp.operations.ListReport.Held;
import io.camelocsp.operations.ListReport.State;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How the last hours went, for the page's plots: answers per second, and when the newest list of
 * each issuer was made. It is in memory only, takes 2 MB at most, and begins anew with the process.
 * Thread-safe.
 */
public final class History {
  /** How often {@link #sample} is to be called. */
  public static final Duration EVERY = Duration.ofSeconds(10);

  /** How long a sample is kept. */
  static final Duration KEPT = Duration.ofHours(6);

  static final int MOST_SAMPLES = (int) KEPT.dividedBy(EVERY);

  /** The first in configured order; a plot of more lines shows nothing. */
  static final int MOST_ISSUERS = 100;

  private static final long NO_LIST = Long.MIN_VALUE;

  /** Samples share the names as long as they stay the same. */
  @SuppressWarnings("ArrayRecordComponent") // identity is enough
  private record Sample(long at, float[] perSecond, List<String> issuers, long[] thisUpdates) {}

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final AnswerTotals answers;
  private final Supplier<List<ListReport>> lists;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private long[] lastTotals;
  private long lastNanos;

  /**
   * @param clock dates the samples
   * @param nanoTime of a clock that nobody sets: rates stay right when the machine's is
   * @param lists what each issuer answers from, in configured order
   */
  public History(
      InstantSource clock,
      LongSupplier nanoTime,
      AnswerTotals answers,
      Supplier<List<ListReport>> lists) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.answers = answers;
    this.lists = lists;
    lastTotals = answers.totals();
    lastNanos = nanoTime.getAsLong();
  }

  /** Takes a sample; to be called {@link #EVERY} so often. */
  public synchronized void sample() {
    long at = clock.instant().getEpochSecond();
    long nanos = nanoTime.getAsLong();
    if (nanos <= lastNanos || (!samples.isEmpty() && at <= samples.getLast().at())) {
      return; // time stands still: the next sample counts what came meanwhile
    }
    long[] totals = answers.totals();
    double seconds = (nanos - lastNanos) / 1e9;
    float[] perSecond = new float[totals.length];
    for (int i = 0; i < totals.length; i++) {
      perSecond[i] = (float) ((totals[i] - lastTotals[i]) / seconds);
    }
    lastTotals = totals;
    lastNanos = nanos;
    Map<String, Long> newest = newestLists(lists.get());
    List<String> issuers = List.copyOf(newest.keySet());
    if (!samples.isEmpty() && samples.getLast().issuers().equals(issuers)) {
      issuers = samples.getLast().issuers();
    }
    long[] thisUpdates = newest.values().stream().mapToLong(Long::longValue).toArray();
    samples.add(new Sample(at, perSecond, issuers, thisUpdates));
    while (samples.size() > MOST_SAMPLES || samples.getFirst().at() <= at - KEPT.toSeconds()) {
      samples.remove();
    }
  }

  /** When the newest list of each issuer was made; one that does not count only if none does. */
  private static Map<String, Long> newestLists(List<ListReport> lists) {
    Map<String, Long> valid = new LinkedHashMap<>();
    Map<String, Long> any = new LinkedHashMap<>();
    for (ListReport each : lists) {
      if (any.size() == MOST_ISSUERS && !any.containsKey(each.issuer())) {
        break;
      }
      Held held = each.list();
      long thisUpdate = held == null ? NO_LIST : held.thisUpdate().getEpochSecond();
      any.merge(each.issuer(), thisUpdate, Math::max);
      if (each.state() == State.VALID) {
        valid.merge(each.issuer(), thisUpdate, Math::max);
      }
    }
    any.putAll(valid);
    return any;
  }

  /**
   * What came after a moment, for programs.
   *
   * @param after seconds since 1970; what is not later than that is known to who asks
   */
  Map<String, Object> after(long after) {
    List<Sample> asked;
    synchronized (this) {
      asked = samples.stream().filter(each -> each.at() > after).toList();
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("at", clock.instant().toString());
    map.put("every", EVERY.toString());
    map.put("keeps", KEPT.toString());
    map.put("times", asked.stream().map(Sample::at).toList());
    Map<String, Object> perSecond = new LinkedHashMap<>();
    for (int i = 0; i < answers.statuses().size(); i++) {
      int index = i;
      perSecond.put(
          answers.statuses().get(i),
          asked.stream().map(each -> hundredths(each.perSecond()[index])).toList());
    }
    map.put("answersPerSecond", perSecond);
    map.put("lists", runs(asked));
    return map;
  }

  /** Of each issuer: since when its newest list was one of which time. */
  private static Map<String, List<Map<String, Object>>> runs(List<Sample> asked) {
    Map<String, Long> last = new LinkedHashMap<>();
    Map<String, List<Map<String, Object>>> runs = new LinkedHashMap<>();
    for (Sample sample : asked) {
      for (int i = 0; i < sample.issuers().size(); i++) {
        String issuer = sample.issuers().get(i);
        long thisUpdate = sample.thisUpdates()[i];
        Long before = last.put(issuer, thisUpdate);
        if (before == null || before != thisUpdate) {
          runs.computeIfAbsent(issuer, first -> new ArrayList<>())
              .add(run(sample.at(), thisUpdate));
        }
      }
    }
    return runs;
  }

  private static Map<String, Object> run(long from, long thisUpdate) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("from", from);
    if (thisUpdate != NO_LIST) {
      run.put("thisUpdate", thisUpdate);
    }
    return run;
  }

  private static double hundredths(float value) {
    return Math.round(value * 100.0) / 100.0;
  }
}
