package io.camelocsp.http;

import io.camelocsp.processors.HttpDate;
import java.time.Instant;
import java.time.InstantSource;

/** The Date of an answer (RFC 9110 6.6.1), formatted once a second. Thread-safe. */
final class DateHeader {
  private final InstantSource clock;
  private volatile Stamp last = new Stamp(Long.MIN_VALUE, "");

  DateHeader(InstantSource clock) {
    this.clock = clock;
  }

  String now() {
    long second = Math.floorDiv(clock.millis(), 1000L);
    Stamp stamp = last;
    if (stamp.second != second) {
      stamp = new Stamp(second, HttpDate.format(Instant.ofEpochSecond(second)));
      last = stamp;
    }
    return stamp.text;
  }

  private record Stamp(long second, String text) {}
}
