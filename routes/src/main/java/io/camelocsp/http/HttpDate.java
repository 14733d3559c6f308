package io.camelocsp.http;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date of an answer (RFC 9110 6.6.1), formatted once a second. Thread-safe. */
final class HttpDate {
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private volatile Stamp last = new Stamp(Long.MIN_VALUE, "");

  HttpDate(InstantSource clock) {
    this.clock = clock;
  }

  String now() {
    long second = Math.floorDiv(clock.millis(), 1000L);
    Stamp stamp = last;
    if (stamp.second != second) {
      stamp = new Stamp(second, IMF_FIXDATE.format(Instant.ofEpochSecond(second)));
      last = stamp;
    }
    return stamp.text;
  }

  private record Stamp(long second, String text) {}
}
