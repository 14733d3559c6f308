package io.camelocsp.standalone;

import io.camelocsp.standalone.support.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands share: a terminal, and an exit code as the result. */
abstract class BaseCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  final Terminal terminal() {
    return Terminal.of(spec);
  }

  /** The command line asks for something that makes no sense. */
  final ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  @Override
  public abstract Integer call() throws Exception;
}
