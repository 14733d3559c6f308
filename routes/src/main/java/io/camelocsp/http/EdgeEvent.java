package io.camelocsp.http;

import java.time.Duration;
import org.slf4j.event.Level;

/** What a listener counts, and says now and then, instead of logging each time. */
enum EdgeEvent {
  REFUSED(
      Level.WARN,
      "connections are closed at once, because there are as many as max-connections allows"),
  ADDRESS_REFUSED(
      Level.WARN,
      "connections are closed at once, because their client has as many as"
          + " max-connections-per-address allows"),
  OVERLOADED(
      Level.WARN,
      "requests are answered tryLater at once, because as many are in work as"
          + " max-requests-in-flight allows"),
  PROXY_HEADER(
      Level.WARN,
      "connections of trusted balancers are closed, because they do not begin with a header of the"
          + " PROXY protocol"),
  HEADER_TIMEOUT(
      Level.INFO, "connections are closed, because no whole header came within header-timeout"),
  BODY_TIMEOUT(Level.INFO, "requests are answered 408, because no whole body came in body-timeout"),
  WRITE_TIMEOUT(
      Level.INFO,
      "connections are closed, because the client did not take its answer within write-timeout"),
  CLIENT_ERROR(
      Level.INFO,
      "requests are answered 4xx, because they are no HTTP, not for a responder, or too long"),
  IDLE_CLOSED(Level.DEBUG, "connections are closed, because they were idle for idle-timeout"),
  FAILURE(
      Level.ERROR,
      "connections are closed, because of an exception of our own; this is a defect, please report"
          + " it with the trace");

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final Level level;
  private final String text;

  EdgeEvent(Level level, String text) {
    this.level = level;
    this.text = text;
  }

  /** How loud to say it. */
  Level level() {
    return level;
  }

  /** What happens and why, in the plural. */
  String text() {
    return text;
  }

  /** How often to say it, at most: what strangers can cause any day less often. */
  Duration interval() {
    return level.compareTo(Level.WARN) <= 0 ? MINUTE : TEN_MINUTES;
  }
}
