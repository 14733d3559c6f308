package io.camelocsp.karaf.shell;

import io.camelocsp.karaf.RunningInstallations;
import io.camelocsp.operations.StatusText;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** {@code ocsp:status}: what answers, what breaks, when, and what to do. */
@Service
@Command(
    scope = "ocsp",
    name = "status",
    description = "Shows whether all issuers are answered for, which breaks first, and what to do.")
public final class StatusCommand implements Action {
  @Reference private @Nullable RunningInstallations installations;
  @Reference private @Nullable Session session;

  @Option(
      name = "-i",
      aliases = "--installation",
      description = "One installation only, by the name of its configuration: camel-ocsp-NAME.",
      valueToShowInHelp = "all")
  private @Nullable String installation;

  @Override
  public @Nullable Object execute() {
    Asked.print(
        Asked.running(installations, installation),
        Shell.console(session),
        operations -> StatusText.of(operations.status(), Asked.COMMANDS));
    return null;
  }
}
