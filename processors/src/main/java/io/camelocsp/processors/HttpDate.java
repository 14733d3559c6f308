package io.camelocsp.processors;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * IMF-fixdate of RFC 9110 5.6.7. Thread-safe.
 *
 * <p>All answers from one list carry the same two dates, and formatting one costs as much as a
 * look-up in the list: an instance remembers what it wrote last.
 */
public final class HttpDate {
  // Not RFC_1123_DATE_TIME: that one writes single-digit days.
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private volatile Written last = new Written(Long.MIN_VALUE, "");

  private record Written(long second, String text) {}

  /** As it stands in a header; always in GMT, what is below a second is cut off. */
  public static String format(Instant instant) {
    return IMF_FIXDATE.format(instant);
  }

  /** As {@link #format}, and as cheap as a comparison where the second is that of the last call. */
  public String text(Instant instant) {
    Written written = last;
    if (written.second != instant.getEpochSecond()) {
      written = new Written(instant.getEpochSecond(), format(instant));
      last = written;
    }
    return written.text;
  }
}
