package io.camelocsp.standalone;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code camel-ocsp lists}: what has to do with lists. */
@Command(name = "lists", description = "Look at lists (CRLs).", synopsisSubcommandLabel = "COMMAND")
final class ListsCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? There is: inspect");
  }
}
