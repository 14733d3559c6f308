package io.camelocsp.standalone;

import io.camelocsp.standalone.control.OperatorActions;
import io.camelocsp.standalone.support.CommandFailure;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code camel-ocsp reload}: has the process read its configuration again. */
@Command(
    name = "reload",
    sortOptions = false,
    description =
        "Have the running process read its configuration again, with all files that it names, and"
            + " apply what is different, without losing a request. It is all or nothing: one error,"
            + " or one change that needs a restart, and what runs goes on as it was.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  camel-ocsp reload --config ocsp.properties --dry-run",
      "  camel-ocsp reload --config ocsp.properties"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:applied, or nothing is different",
      "1:a change needs a restart; nothing was applied",
      "2:the configuration has errors, which are printed; nothing was applied",
      "3:the process does not run, or cannot be asked",
      "64:wrong usage"
    })
final class ReloadCommand extends ProcessCommand {
  @Option(names = "--dry-run", description = "Only say what a reload would do.")
  private boolean dryRun;

  @Override
  public Integer call() throws CommandFailure {
    return ask(OperatorActions.RELOAD, dryRun ? Map.of(OperatorActions.DRY_RUN, "yes") : Map.of());
  }
}
