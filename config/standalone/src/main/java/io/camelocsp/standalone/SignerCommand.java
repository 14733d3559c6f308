package io.camelocsp.standalone;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code camel-ocsp signer}: what has to do with OCSP signers. */
@Command(
    name = "signer",
    description = "Prepare signers of answers.",
    synopsisSubcommandLabel = "COMMAND")
final class SignerCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? There is: assemble");
  }
}
