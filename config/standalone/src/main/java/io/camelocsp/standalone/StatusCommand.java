package io.camelocsp.standalone;

import io.camelocsp.standalone.control.OperatorActions;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code camel-ocsp status}: what answers, what breaks, when, and what to do. */
@Command(
    name = "status",
    sortOptions = false,
    description =
        "Show whether the running process answers for all issuers, which breaks first and when,"
            + " and what to do about it.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  camel-ocsp status --config ocsp.properties",
      "  camel-ocsp status --config ocsp.properties --json"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all issuers answer, and nothing needs a look",
      "1:something needs a look",
      "2:an issuer does not answer, the clock is wrong, or the process does not run",
      "3:the process cannot be asked",
      "64:wrong usage"
    })
final class StatusCommand extends ProcessCommand {
  @Override
  int exitIfNotRunning() {
    return ExitCode.CRITICAL;
  }

  @Override
  public Integer call() throws CommandFailure {
    return ask(OperatorActions.STATUS, Map.of());
  }
}
