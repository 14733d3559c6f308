package io.camelocsp.karaf.it;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What took how long, printed for whoever measures; nothing is judged by it. */
final class Figures {
  private final List<String> lines = new ArrayList<>();

  void add(String what, Instant since) {
    lines.add("%s: %d ms".formatted(what, Duration.between(since, Instant.now()).toMillis()));
  }

  void print() {
    lines.forEach(System.out::println);
  }
}
