package io.camelocsp.http;

import io.camelocsp.processors.HttpDate;
import java.time.InstantSource;

/** The Date of an answer (RFC 9110 6.6.1), formatted once a second. Thread-safe. */
final class DateHeader {
  private final InstantSource clock;
  private final HttpDate date = new HttpDate();

  DateHeader(InstantSource clock) {
    this.clock = clock;
  }

  String now() {
    return date.text(clock.instant());
  }
}
