package io.camelocsp.standalone;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code camel-ocsp issuance-list}: lists of what a CA has issued. */
@Command(
    name = "issuance-list",
    description =
        "Make and sign lists of what a CA has issued, from which responders know what it never"
            + " issued (docs/issuance-lists.md).",
    synopsisSubcommandLabel = "COMMAND")
final class IssuanceListCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which command? There are: new, delta, segment");
  }
}
