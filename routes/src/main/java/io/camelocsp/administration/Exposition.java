package io.camelocsp.administration;

import java.time.Instant;

/**
 * Metrics in Prometheus' text format 0.0.4: families one after the other, each with help, type and
 * its samples. For one thread, for one scrape.
 */
final class Exposition {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double MILLIS_PER_SECOND = 1e3;

  private final StringBuilder text = new StringBuilder(1 << 14);
  private String family = "";

  /**
   * Begins a family; what is written next belongs to it.
   *
   * @param name with its unit
   * @param help a sentence without full stop
   */
  Exposition family(String name, MetricType type, String help) {
    family = name;
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ');
    text.append(type.word()).append('\n');
    return this;
  }

  /**
   * A sample of the family.
   *
   * @param labels name, value, name, value, …
   */
  Exposition sample(double value, String... labels) {
    return sampleOf("", value, labels);
  }

  /** Likewise, for what is counted. */
  Exposition sample(long value, String... labels) {
    return sampleOf("", value, labels);
  }

  /** A moment, as seconds since 1970. */
  Exposition moment(Instant moment, String... labels) {
    return sample(moment.toEpochMilli() / MILLIS_PER_SECOND, labels);
  }

  /**
   * A sample of the family under a longer name: {@code _bucket}, {@code _sum}, {@code _count}.
   *
   * @param suffix what follows the family's name
   */
  Exposition sampleOf(String suffix, double value, String... labels) {
    return write(suffix, number(value), labels);
  }

  /** Likewise, for what is counted. */
  Exposition sampleOf(String suffix, long value, String... labels) {
    return write(suffix, Long.toString(value), labels);
  }

  private Exposition write(String suffix, String value, String... labels) {
    text.append(family).append(suffix);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      escape(labels[i + 1]);
      text.append('"');
    }
    text.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
    return this;
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(c);
      }
    }
  }

  /** Whole numbers as such: they are read by people too. */
  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return Double.toString(value);
  }

  String text() {
    return text.toString();
  }
}
