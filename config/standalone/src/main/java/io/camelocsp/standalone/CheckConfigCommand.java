package io.camelocsp.standalone;

import io.camelocsp.standalone.ConfigurationCheck.Report;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import io.camelocsp.standalone.support.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camel-ocsp check-config}: all that is wrong with a configuration, at once. */
@Command(
    name = "check-config",
    sortOptions = false,
    description =
        "Check a configuration and the files it names, without starting anything. All errors are"
            + " printed at once, each with line, key, value, reason and what to write instead.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  camel-ocsp check-config ocsp.properties",
      "  camel-ocsp check-config --allow-warnings ocsp.properties"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it can run",
      "1:it can run, but see the warnings; 0 with --allow-warnings",
      "2:it cannot run",
      "64:wrong usage"
    })
final class CheckConfigCommand extends BaseCommand {
  private final CommandEnvironment environment;

  @Parameters(paramLabel = "FILE", description = "The configuration.")
  private Path config = Path.of("ocsp.properties");

  @Option(
      names = "--allow-warnings",
      description =
          "Exit with 0 where there are warnings only: for units and scripts that start it.")
  private boolean allowWarnings;

  CheckConfigCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CommandFailure {
    if (!Files.isRegularFile(config)) {
      throw usage("There is no file " + config);
    }
    Terminal terminal = terminal();
    Report report = environment.configurationCheck().check(config);
    report.errors().forEach(each -> terminal.problem(terminal.bad(each)));
    report.warnings().forEach(each -> terminal.problem(terminal.warning(each)));
    if (!report.errors().isEmpty()) {
      terminal.problem(count(report.errors().size(), "error") + ": it cannot run.");
      return ExitCode.CRITICAL;
    }
    report.summary().forEach(terminal::line);
    if (!report.warnings().isEmpty()) {
      terminal.line("It can run; " + count(report.warnings().size(), "warning") + ".");
      return allowWarnings ? ExitCode.OK : ExitCode.WARNING;
    }
    terminal.line(terminal.good("It can run."));
    return ExitCode.OK;
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
