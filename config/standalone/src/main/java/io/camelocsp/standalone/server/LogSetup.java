package io.camelocsp.standalone.server;

import io.camelocsp.config.LogFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says how the log is written, before its first line, by a system property that the log's own
 * configuration looks up. What is wrong with the value is said by whoever loads all of it.
 */
public final class LogSetup {
  private static final String KEY = "ocsp.log.format";

  /** What {@code log4j2.xml} looks up: the name of an appender. */
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
    if (word(LogFormat.JSON).equals(configured(configuration, overrides.get(KEY)))) {
      System.setProperty(PROPERTY, word(LogFormat.JSON));
    }
  }

  private static @Nullable String configured(Path configuration, @Nullable String override) {
    try {
      return override == null
          ? ConfiguredValue.of(configuration, KEY)
          : ConfiguredValue.resolved(configuration, override);
    } catch (IOException | RuntimeException e) { // a placeholder may ask a vault, which may fail
      return null; // the loader reads it again, and says what is wrong with it
    }
  }

  private static String word(LogFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }
}
