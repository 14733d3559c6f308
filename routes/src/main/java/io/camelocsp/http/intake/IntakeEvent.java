package io.camelocsp.http.intake;

import org.slf4j.event.Level;

/** What the list intake counts, and says once a minute at most, instead of logging each time. */
enum IntakeEvent {
  REFUSED(
      Level.WARN, "connections are closed at once, because there are as many as max-connections"),
  BUSY(Level.WARN, "pushes are answered 503, because as many lists as are taken in at a time wait"),
  NO_TLS(Level.INFO, "connections are closed, because their TLS handshake fails"),
  HEADER_TIMEOUT(Level.INFO, "connections are closed, because no whole header came in time"),
  TOO_SLOW(Level.INFO, "pushes are answered 408, because their list did not come in time"),
  CUT_OFF(Level.INFO, "pushes end before their whole list has come; nothing of it is used"),
  CLIENT_ERROR(Level.WARN, "pushes are refused"),
  NOT_STORED(Level.ERROR, "pushes are answered 507, because their list cannot be stored"),
  FAILURE(
      Level.ERROR, "pushes fail by an exception of our own; this is a defect, please report it");

  private final Level level;
  private final String text;

  IntakeEvent(Level level, String text) {
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
}
