package io.camelocsp.standalone;

import io.camelocsp.standalone.control.OperatorActions;
import io.camelocsp.standalone.support.CommandFailure;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code camel-ocsp lists}: what the running process answers from. */
@Command(
    name = "lists",
    sortOptions = false,
    description =
        "Show the lists that the running process answers from: how old they are, when they end,"
            + " where they came from; and how the sources of lists are doing.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  camel-ocsp lists --config ocsp.properties",
      "  camel-ocsp lists inspect --issuer ca.pem acme.crl"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every issuer has lists, and all are valid",
      "1:an issuer has a list that is not valid, beside a valid one",
      "2:an issuer has no valid list",
      "3:the process does not run, or cannot be asked",
      "64:wrong usage"
    })
final class ListsCommand extends ProcessCommand {
  @Override
  public Integer call() throws CommandFailure {
    return ask(OperatorActions.LISTS, Map.of());
  }
}
