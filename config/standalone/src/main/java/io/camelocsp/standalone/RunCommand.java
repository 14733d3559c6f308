package io.camelocsp.standalone;

import io.camelocsp.standalone.ResponderProcess.RunningResponder;
import io.camelocsp.standalone.support.ExitCode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code camel-ocsp run}: answers until it is told to stop. */
@Command(
    name = "run",
    sortOptions = false,
    description = "Answer OCSP requests until stopped (Ctrl-C, SIGTERM).",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  camel-ocsp run --config ocsp.properties",
      "  camel-ocsp run --config ocsp.properties --set ocsp.signing.threads=4",
      "  camel-ocsp run --config ocsp.properties --trial",
      "",
      "With --trial it answers at once, on loopback only, with a signer made for this",
      "run that no client knows: the command that makes openssl trust it is printed.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:it cannot start: configuration, files, ports; all errors are printed",
      "64:wrong usage",
      "130, 143:stopped by Ctrl-C, by SIGTERM"
    })
final class RunCommand extends BaseCommand {
  private final CommandEnvironment environment;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The configuration; relative paths in it start at its directory.")
  private Path config = Path.of("ocsp.properties");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Goes before what the file says. Repeatable.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(names = "--trial", description = "Answer on loopback with a throw-away signer.")
  private boolean trial;

  RunCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    if (!Files.isRegularFile(config)) {
      throw usage("There is no file " + config + "; camel-ocsp init makes one");
    }
    try (CloseAtExit atExit = new CloseAtExit()) {
      RunningResponder running =
          atExit.add(environment.starter().start(config, Map.copyOf(overrides), trial));
      for (URI url : running.urls()) {
        terminal().line("Answering at " + url);
      }
      running.administration().ifPresent(url -> terminal().line("Administration at " + url));
      if (trial) {
        TrialHelp.print(running, atExit, terminal());
      }
      atExit.serve();
      return ExitCode.OK;
    }
  }
}
