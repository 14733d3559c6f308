package io.camelocsp.config;

import java.util.List;

/**
 * A configuration that cannot be used. The message holds every problem and may be printed as it is.
 */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigurationProblem> problems;

  ConfigurationException(List<ConfigurationProblem> problems) {
    super(message(problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  /**
   * A configuration with one error, which only its use has shown.
   *
   * @param what what was being read: a key, a file
   * @param reason what is wrong, a sentence without a full stop
   * @param advice what to do, likewise
   */
  public static ConfigurationException of(String what, String reason, String advice) {
    return new ConfigurationException(
        List.of(ConfigurationProblem.error(Origin.of(what), null, null, reason, advice)));
  }

  /** All errors and warnings, in the order of the file; at least one is an error. */
  public List<ConfigurationProblem> problems() {
    return problems;
  }

  /** Only the errors. */
  public List<ConfigurationProblem> errors() {
    return problems.stream().filter(ConfigurationProblem::isError).toList();
  }

  /** Only the warnings. */
  public List<ConfigurationProblem> warnings() {
    return problems.stream().filter(problem -> !problem.isError()).toList();
  }

  private static String message(List<ConfigurationProblem> problems) {
    long errors = problems.stream().filter(ConfigurationProblem::isError).count();
    return "the configuration has %d %s; nothing of it is used\n%s"
        .formatted(errors, errors == 1 ? "error" : "errors", ConfigurationProblem.text(problems));
  }
}
