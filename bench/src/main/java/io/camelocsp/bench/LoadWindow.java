package io.camelocsp.bench;

import io.camelocsp.testkit.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a {@link ClosedLoop} saw from one moment to another. Written by its event loop only, read
 * when it is over.
 */
final class LoadWindow {
  /** How fine the course of time is kept. */
  static final Duration SLOT = Duration.ofMillis(100);

  private static final int SAMPLED = 499;
  private static final int MOST_SAMPLES = 2_000;

  /**
   * An answer that is kept whole.
   *
   * @param question which of the requests it answers
   */
  record Sample(int question, HttpConnection.Response answer) {}

  private final long startNanos;
  private final LatencyHistogram times = new LatencyHistogram();
  private final Map<String, Integer> others = new TreeMap<>();
  private final List<Sample> samples = new ArrayList<>();
  private long[] slots = new long[1024];
  private long successful;
  private long octets;
  private long endNanos;

  LoadWindow(long nowNanos) {
    startNanos = nowNanos;
  }

  void answer(int question, AnswerReader reader, long sentNanos, long nowNanos) {
    int kind = reader.kind();
    times.add(nowNanos - sentNanos);
    octets += reader.bodyLength();
    if (kind == AnswerReader.SUCCESSFUL) {
      successful++;
      int slot = (int) ((nowNanos - startNanos) / SLOT.toNanos());
      if (slot >= slots.length) {
        slots = Arrays.copyOf(slots, 2 * slot);
      }
      slots[slot]++;
    } else {
      other(kind < 100 ? "OCSP status " + kind : "HTTP status " + kind);
    }
    if (times.total() % SAMPLED == 0 && samples.size() < MOST_SAMPLES) {
      samples.add(new Sample(question, reader.copy()));
    }
  }

  /** Something came, or happened, in place of a successful answer. */
  void other(String what) {
    others.merge(what, 1, Integer::sum);
  }

  void end(long nowNanos) {
    endNanos = nowNanos;
  }

  double seconds() {
    return (endNanos - startNanos) / 1e9;
  }

  /** All answers, the others too. */
  long answers() {
    return times.total();
  }

  double successfulPerSecond() {
    return successful / seconds();
  }

  /** Successful answers per second in each whole slot, in order. */
  List<Double> course() {
    double slotSeconds = SLOT.toMillis() / 1e3;
    int whole = (int) ((endNanos - startNanos) / SLOT.toNanos());
    return Arrays.stream(slots).limit(whole).mapToObj(count -> count / slotSeconds).toList();
  }

  /** What else came, each with its count. */
  Map<String, Integer> others() {
    return others;
  }

  LatencyHistogram times() {
    return times;
  }

  /** Mean length of a body. */
  long meanOctets() {
    return answers() == 0 ? 0 : octets / answers();
  }

  List<Sample> samples() {
    return samples;
  }
}
