package io.camelocsp.standalone.server;

import io.camelocsp.config.LogFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says how the log is written, before its first line: the log's own configuration reads a system
 * property when it is loaded. What is wrong with the configuration's value is said by whoever loads
 * all of it.
 */
public final class LogSetup {
  private static final String KEY = "ocsp.log.format";

  /** What {@code log4j2.xml} reads: the name of an appender. */
  private static final String PROPERTY = "camelocsp.log.format";

  private LogSetup() {}

  /**
   * Chooses the format: what was asked for, else what the configuration says.
   *
   * @param asked for this run; null if nothing was
   * @param overrides keys and values that go before the configuration's
   */
  public static void apply(
      @Nullable LogFormat asked, Path configuration, Map<String, String> overrides) {
    if (asked != null) {
      System.setProperty(PROPERTY, word(asked));
      return;
    }
    String written = overrides.get(KEY);
    try {
      written = written == null ? ConfiguredValue.of(configuration, KEY) : written;
    } catch (IOException e) {
      return; // the loader reads it again, and says what is wrong with it
    }
    if (word(LogFormat.JSON).equals(written)) {
      System.setProperty(PROPERTY, word(LogFormat.JSON));
    }
  }

  private static String word(LogFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }
}
