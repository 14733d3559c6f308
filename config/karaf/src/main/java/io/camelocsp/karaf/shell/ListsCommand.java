package io.camelocsp.karaf.shell;

import io.camelocsp.karaf.RunningInstallations;
import io.camelocsp.operations.ListsText;
import io.camelocsp.operations.Operations;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** {@code ocsp:lists}: the lists that running installations answer from. */
@Service
@Command(
    scope = "ocsp",
    name = "lists",
    description = "Shows the lists that are answered from, how old they are and when they end.",
    detailedDescription = "classpath:io/camelocsp/karaf/shell/lists.txt")
public final class ListsCommand implements Action {
  @Reference private @Nullable RunningInstallations installations;
  @Reference private @Nullable Session session;

  @Option(
      name = "-i",
      aliases = "--installation",
      description = "One installation only, by the name of its configuration: camel-ocsp-NAME.",
      valueToShowInHelp = "all")
  private @Nullable String installation;

  @Option(
      name = "-a",
      aliases = "--accept",
      description =
          "Confirm the removals that are held for this issuer; with several installations, say"
              + " which.")
  private @Nullable String accept;

  @Override
  public @Nullable Object execute() throws IOException {
    PrintStream out = Shell.console(session);
    Map<String, Operations> running = Asked.running(installations, installation);
    String issuer = accept;
    if (issuer == null) {
      Asked.print(running, out, operations -> ListsText.of(operations.listsReport()));
      return null;
    }
    if (installation == null && running.size() != 1) {
      throw new IllegalArgumentException("Say which of the installations: --installation NAME");
    }
    for (Operations operations : running.values()) {
      out.printf(
          "%d entries of issuer %s are not held any more%n",
          operations.by(Shell.user(session)).acceptRemovals(issuer), issuer);
    }
    return null;
  }
}
