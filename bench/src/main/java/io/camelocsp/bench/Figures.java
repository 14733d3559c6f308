package io.camelocsp.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;

/** The same figure, measured several times. Not thread-safe. */
final class Figures {
  private final int decimals;
  private final List<Double> all = new ArrayList<>();

  /**
   * @param decimals shown
   */
  Figures(int decimals) {
    this.decimals = decimals;
  }

  void add(double figure) {
    all.add(figure);
  }

  /** The figure of one start. */
  double get(int start) {
    return all.get(start);
  }

  int size() {
    return all.size();
  }

  double median() {
    List<Double> sorted = all.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** For how many it holds: {@code 3 of 3}. */
  String holds(DoublePredicate condition) {
    return all.stream().filter(condition::test).count() + " of " + all.size();
  }

  /** Median and spread: {@code 11.7 (10.9–12.1)}. */
  String text() {
    if (all.isEmpty()) {
      return "–";
    }
    List<Double> sorted = all.stream().sorted().toList();
    return "%s (%s–%s)"
        .formatted(show(median()), show(sorted.get(0)), show(sorted.get(sorted.size() - 1)));
  }

  /** A figure as this list shows its own. */
  String show(double figure) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", figure);
  }
}
