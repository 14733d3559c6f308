package io.camelocsp.standalone;

import io.camelocsp.standalone.ConfigurationCheck.Report;
import io.camelocsp.standalone.ResponderProcess.ResponderStarter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Runs the command line in this process. */
final class TestCli {
  private InstantSource clock = InstantSource.system();
  private ResponderStarter starter =
      (config, overrides, trial) -> {
        throw new AssertionError("this command starts nothing");
      };
  private ConfigurationCheck check = file -> new Report(List.of(), List.of(), List.of());
  private Ansi ansi = Ansi.OFF;
  private StringWriter out = new StringWriter();

  /** What came of it. */
  record Result(int exit, String out, String err) {}

  TestCli clock(InstantSource source) {
    clock = source;
    return this;
  }

  TestCli starter(ResponderStarter starts) {
    starter = starts;
    return this;
  }

  TestCli check(ConfigurationCheck checks) {
    check = checks;
    return this;
  }

  /** Where what it prints can be seen while it runs. */
  TestCli out(StringWriter visible) {
    out = visible;
    return this;
  }

  TestCli coloured() {
    ansi = Ansi.ON;
    return this;
  }

  Result run(Object... arguments) {
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        CamelOcsp.commandLine(new CommandEnvironment(clock, starter, check))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int exit = commandLine.execute(texts);
    return new Result(exit, out.toString(), err.toString());
  }
}
