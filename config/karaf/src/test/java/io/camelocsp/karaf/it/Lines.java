package io.camelocsp.karaf.it;

import java.util.List;
import java.util.stream.Stream;

/** Lines of a text. */
final class Lines {
  private Lines() {}

  /** Those with a part. */
  static List<String> with(String text, String part) {
    return text.lines().filter(line -> line.contains(part)).toList();
  }

  /** The number of the first one with a part; counted from 1. */
  static int numberOf(String text, String part) {
    return Stream.of(text.split("\n", -1)).takeWhile(line -> !line.contains(part)).toList().size()
        + 1;
  }

  /** Of names of threads, those that belong to us or to what we brought. */
  static List<String> ofOurThreads(List<String> threads) {
    return threads.stream()
        .filter(name -> name.matches("(?i).*(camel|ocsp|netty|nioEventLoop|epollEventLoop).*"))
        .toList();
  }
}
