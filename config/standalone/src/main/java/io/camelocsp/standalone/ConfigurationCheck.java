package io.camelocsp.standalone;

import io.camelocsp.standalone.support.CommandFailure;
import java.nio.file.Path;
import java.util.List;

/** Judges a configuration and everything it names, without starting anything. */
@FunctionalInterface
public interface ConfigurationCheck {

  /**
   * What came of it. Each text may have several lines.
   *
   * @param errors why it cannot run: line, key, value, reason and what to write instead
   * @param warnings what would work but is probably not meant
   * @param summary what would run
   */
  record Report(List<String> errors, List<String> warnings, List<String> summary) {
    public Report {
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
      summary = List.copyOf(summary);
    }
  }

  /**
   * Checks a configuration file.
   *
   * @throws CommandFailure if the file cannot be read
   */
  Report check(Path ocspProperties) throws CommandFailure;
}
