package io.camelocsp.processors;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** IMF-fixdate of RFC 9110 5.6.7. Thread-safe. */
public final class HttpDate {
  // Not RFC_1123_DATE_TIME: that one writes single-digit days.
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  /** As it stands in a header; always in GMT. */
  public static String format(Instant instant) {
    return IMF_FIXDATE.format(instant);
  }
}
