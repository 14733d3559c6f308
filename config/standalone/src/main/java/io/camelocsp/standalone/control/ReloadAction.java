package io.camelocsp.standalone.control;

import io.camelocsp.config.ConfigurationChange;
import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.ConfigurationProblem;
import io.camelocsp.config.KeyChange;
import io.camelocsp.config.LoadedConfiguration;
import io.camelocsp.operations.Line;
import io.camelocsp.operations.Line.Tone;
import io.camelocsp.standalone.support.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the configuration of the running process again and applies it, all of it or nothing, or
 * only says what that would do. Thread-safe if what it is made of is.
 */
public final class ReloadAction {
  private static final String INDENT = "  ";

  private final Path file;
  private final Reading reading;
  private final Applying applying;
  private final Applying comparing;

  /** Reads what is configured at this moment. */
  @FunctionalInterface
  public interface Reading {
    /**
     * All of it.
     *
     * @throws ConfigurationException with everything that is wrong
     */
    LoadedConfiguration read() throws ConfigurationException;
  }

  /** Puts a configuration beside or in place of the one that counts. */
  @FunctionalInterface
  public interface Applying {
    /**
     * What is different.
     *
     * @throws ConfigurationException if a file that it names cannot be used
     */
    ConfigurationChange apply(LoadedConfiguration next) throws ConfigurationException;
  }

  /**
   * @param file the configuration, as an absolute path
   * @param reading reads it
   * @param applying makes it count if that needs no restart
   * @param comparing only tells what is different
   */
  public ReloadAction(Path file, Reading reading, Applying applying, Applying comparing) {
    this.file = file;
    this.reading = reading;
    this.applying = applying;
    this.comparing = comparing;
  }

  ControlReply reload(TypedCommands commands) {
    return answer(applying, Wording.APPLIED, commands);
  }

  ControlReply dryRun(TypedCommands commands) {
    return answer(comparing, Wording.DRY, commands);
  }

  /** What is said of a change, by whether it was applied. */
  private enum Wording {
    APPLIED(
        "Read again: %s; %s from now on",
        "Read again: %s; nothing is different",
        "refused: %d of %s need%s a restart; nothing was applied"),
    DRY(
        "%s: %s would count at once; nothing was applied",
        "%s: a reload would change nothing",
        "a reload would be refused: %d of %s need%s a restart");

    private final String live;
    private final String unchanged;
    private final String restart;

    Wording(String live, String unchanged, String restart) {
      this.live = live;
      this.unchanged = unchanged;
      this.restart = restart;
    }
  }

  private ControlReply answer(Applying way, Wording wording, TypedCommands commands) {
    try {
      LoadedConfiguration next = reading.read();
      ConfigurationChange change = way.apply(next);
      List<Line> lines = new ArrayList<>();
      if (change.isLive()) {
        lines.add(new Line(Tone.GOOD, liveHeading(change, wording)));
      } else {
        lines.add(new Line(Tone.WARNING, restartHeading(change, wording)));
      }
      change.keys().forEach(each -> lines.add(new Line(Tone.PLAIN, INDENT + each.line())));
      if (!change.isLive()) {
        lines.addAll(howToRestart(commands));
      }
      lines.addAll(lines(next.warnings()));
      return new ControlReply(
          change.isLive() ? ExitCode.OK : ExitCode.WARNING,
          lines,
          report(change, next.warnings(), wording));
    } catch (ConfigurationException e) {
      return refused(e, wording, commands);
    }
  }

  private String liveHeading(ConfigurationChange change, Wording wording) {
    return change.isEmpty()
        ? wording.unchanged.formatted(file)
        : wording.live.formatted(
            file,
            wording == Wording.APPLIED
                ? count(change.keys().size()) + (change.keys().size() == 1 ? " counts" : " count")
                : count(change.keys().size()));
  }

  private static String restartHeading(ConfigurationChange change, Wording wording) {
    int needing = change.keysThatNeedARestart().size();
    return wording.restart.formatted(needing, count(change.keys().size()), needing == 1 ? "s" : "");
  }

  private static String count(int changes) {
    return changes + (changes == 1 ? " change" : " changes");
  }

  private List<Line> howToRestart(TypedCommands commands) {
    return List.of(
        new Line(Tone.STRONG, "Restart it for that, under systemd by"),
        new Line(Tone.PLAIN, INDENT + "systemctl restart camel-ocsp"),
        new Line(Tone.STRONG, "else stop the process, and start it again as before:"),
        new Line(Tone.PLAIN, INDENT + commands.self() + " run --config " + commands.quoted(file)));
  }

  private ControlReply refused(
      ConfigurationException refusal, Wording wording, TypedCommands commands) {
    int errors = refusal.errors().size();
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            Tone.BAD,
            "refused: %s has %d %s; nothing of it is used, and what runs goes on"
                .formatted(file, errors, errors == 1 ? "error" : "errors")));
    lines.addAll(lines(refusal.problems()));
    lines.add(new Line(Tone.STRONG, "When it is mended:"));
    lines.add(new Line(Tone.PLAIN, INDENT + commands.reload()));
    return new ControlReply(
        ExitCode.CRITICAL,
        lines,
        report(new ConfigurationChange(List.of()), refusal.problems(), wording));
  }

  private static List<Line> lines(List<ConfigurationProblem> problems) {
    List<Line> lines = new ArrayList<>();
    for (ConfigurationProblem problem : problems) {
      Tone tone = problem.isError() ? Tone.BAD : Tone.WARNING;
      problem.text().lines().forEach(line -> lines.add(new Line(tone, line)));
    }
    return lines;
  }

  private static Map<String, Object> report(
      ConfigurationChange change, List<ConfigurationProblem> problems, Wording wording) {
    boolean usable = problems.stream().noneMatch(ConfigurationProblem::isError);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("applied", usable && change.isLive() && wording == Wording.APPLIED);
    report.put("dryRun", wording == Wording.DRY);
    report.put("needsRestart", !change.isLive());
    report.put("changes", change.keys().stream().map(ReloadAction::map).toList());
    report.put("problems", problems.stream().map(ReloadAction::map).toList());
    return report;
  }

  private static Map<String, Object> map(KeyChange change) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("key", change.key());
    map.put("kind", change.kind().name().toLowerCase(Locale.ROOT));
    map.put("text", change.text());
    map.put("effect", change.effect().name().toLowerCase(Locale.ROOT));
    return map;
  }

  private static Map<String, Object> map(ConfigurationProblem problem) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("severity", problem.severity().toString());
    map.put("where", problem.origin().toString());
    if (problem.key() != null) {
      map.put("key", problem.key());
    }
    map.put("reason", problem.reason());
    map.put("advice", problem.advice());
    return map;
  }
}
