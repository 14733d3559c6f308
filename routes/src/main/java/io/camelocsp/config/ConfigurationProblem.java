package io.camelocsp.config;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong, or probably not meant, in a configuration.
 *
 * @param severity whether it keeps the configuration from being used
 * @param origin where it was written; where a missing key belongs
 * @param key the key, or null when it is not about one
 * @param value the value, fit to be printed, or null when none was written; never a password
 * @param reason what is wrong, a sentence without a full stop
 * @param advice what to do or write instead, likewise
 */
public record ConfigurationProblem(
    Severity severity,
    Origin origin,
    @Nullable String key,
    @Nullable String value,
    String reason,
    String advice) {

  /** How bad it is. */
  public enum Severity {
    /** Nothing starts. */
    ERROR,
    /** It starts. */
    WARNING;

    @Override
    public String toString() {
      return this == ERROR ? "error" : "warning";
    }
  }

  static ConfigurationProblem error(
      Origin origin, @Nullable String key, @Nullable String value, String reason, String advice) {
    return new ConfigurationProblem(Severity.ERROR, origin, key, value, reason, advice);
  }

  static ConfigurationProblem warning(
      Origin origin, @Nullable String key, @Nullable String value, String reason, String advice) {
    return new ConfigurationProblem(Severity.WARNING, origin, key, value, reason, advice);
  }

  /** Whether it keeps the configuration from being used. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** Three lines: where and what is written, what is wrong with it, what to write instead. */
  public String text() {
    return "%s: %s%s\n    %s\n    %s".formatted(origin, severity, subject(), reason, advice);
  }

  /** The same on one line, for logs. */
  public String line() {
    return "%s: %s%s: %s: %s".formatted(origin, severity, subject(), reason, advice);
  }

  /** The texts of these, each starting on a line of its own. */
  public static String text(Collection<ConfigurationProblem> problems) {
    return problems.stream().map(ConfigurationProblem::text).collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return text();
  }

  private String subject() {
    if (key == null) {
      return "";
    }
    return ": " + key + (value == null ? "" : " = " + value);
  }
}
