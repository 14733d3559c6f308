package io.camelocsp.standalone;

import io.camelocsp.standalone.server.CamelStarter;
import io.camelocsp.standalone.server.ConfigurationFileCheck;
import java.time.InstantSource;

/** The process: the one place that takes the clock from the system. */
public final class Main {
  private Main() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    InstantSource clock = InstantSource.system();
    CommandEnvironment environment =
        new CommandEnvironment(
            clock,
            // Made when needed: short commands must not wait for Camel's and Log4j's classes.
            (config, set, trial) -> new CamelStarter(clock).start(config, set, trial),
            config -> new ConfigurationFileCheck(clock).check(config));
    System.exit(CamelOcsp.commandLine(environment).execute(args));
  }
}
