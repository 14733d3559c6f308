package io.camelocsp.standalone.support;

import io.camelocsp.client.Highlight;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command writes: plain text, coloured only on a terminal and without {@code NO_COLOR}.
 * Lines are flushed at once, so that progress is seen. Not thread-safe.
 */
public final class Terminal implements Highlight {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Ansi ansi;

  /**
   * @param out takes results
   * @param err takes warnings and problems
   * @param ansi whether to colour
   */
  public Terminal(PrintWriter out, PrintWriter err, Ansi ansi) {
    this.out = out;
    this.err = err;
    this.ansi = ansi;
  }

  /** The terminal of a command. */
  public static Terminal of(CommandSpec spec) {
    return new Terminal(
        spec.commandLine().getOut(),
        spec.commandLine().getErr(),
        spec.commandLine().getColorScheme().ansi());
  }

  /** Writes a line of result. */
  public void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Writes an empty line. */
  public void line() {
    line("");
  }

  /** Writes a line that is no result: a warning or a problem. */
  public void problem(String text) {
    err.println(text);
    err.flush();
  }

  @Override
  public String good(String text) {
    return style(text, Style.fg_green);
  }

  @Override
  public String bad(String text) {
    return style(text, Style.fg_red);
  }

  @Override
  public String warning(String text) {
    return style(text, Style.fg_yellow);
  }

  @Override
  public String strong(String text) {
    return style(text, Style.bold);
  }

  private String style(String text, IStyle style) {
    return ansi.enabled() ? style.on() + text + Style.reset.on() : text;
  }
}
