package io.camelocsp.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The same duration, measured several times. Not thread-safe. */
final class Samples {
  private final List<Duration> all = new ArrayList<>();

  void add(Duration sample) {
    all.add(sample);
  }

  Duration median() {
    return sorted().get(all.size() / 2);
  }

  /** How many kept to the goal: {@code 7 of 7}. */
  String within(Duration goal) {
    long kept = all.stream().filter(each -> each.compareTo(goal) <= 0).count();
    return kept + " of " + all.size();
  }

  /** Median and spread in milliseconds: {@code 812 (790–1,034)}. */
  String text() {
    if (all.isEmpty()) {
      return "–";
    }
    List<Duration> sorted = sorted();
    return "%s (%s–%s)"
        .formatted(millis(median()), millis(sorted.get(0)), millis(sorted.get(all.size() - 1)));
  }

  /** The median alone, in milliseconds. */
  String medianText() {
    return millis(median());
  }

  private List<Duration> sorted() {
    return all.stream().sorted().toList();
  }

  private static String millis(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    return String.format(
        Locale.ROOT, millis < 10 ? "%.2f" : millis < 100 ? "%.1f" : "%,.0f", millis);
  }
}
