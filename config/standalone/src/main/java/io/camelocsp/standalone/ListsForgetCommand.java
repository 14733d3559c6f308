package io.camelocsp.standalone;

import io.camelocsp.standalone.control.OperatorActions;
import io.camelocsp.standalone.support.CommandFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camel-ocsp lists forget}: drops what a CA has ceased to publish. */
@Command(
    name = "forget",
    sortOptions = false,
    description =
        "Put lists out of use for good that a CA has ceased to publish: those of a distribution"
            + " point that is no more, or of a key that was replaced. What only they revoked is not"
            + " revoked any more. It is told in the log of the process.",
    footerHeading = "%n",
    footer = {
      "Example:",
      "  camel-ocsp lists forget acme 9f3a2c11",
      "",
      "Take the source away first: a list that is still in force and comes again is",
      "taken in again. The files stay in the archive, as NAME.withdrawn."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was done",
      "3:the process does not run or cannot be asked, or refuses, and says why",
      "64:wrong usage"
    })
final class ListsForgetCommand extends ProcessCommand {
  @Parameters(
      index = "0",
      paramLabel = "ISSUER",
      description = "Whose lists: the issuer's name in the configuration.")
  private String issuer = "";

  @Parameters(
      index = "1",
      paramLabel = "SLOT",
      description =
          "Which: the slot that 'lists' shows below the list, or the first digits of it. All lists"
              + " of the slot go, a base and its deltas; of issuance lists all segments of a version.")
  private String slot = "";

  @Option(
      names = "--even-the-last",
      description = "Also if no other list of the issuer is in force.")
  private boolean evenTheLast;

  @Override
  public Integer call() throws CommandFailure {
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put(OperatorActions.ISSUER, issuer);
    arguments.put(OperatorActions.SLOT, slot);
    if (evenTheLast) {
      arguments.put(OperatorActions.EVEN_THE_LAST, "");
    }
    return ask(OperatorActions.FORGET, arguments);
  }
}
