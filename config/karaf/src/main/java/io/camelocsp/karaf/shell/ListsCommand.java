package io.camelocsp.karaf.shell;

import io.camelocsp.karaf.RunningInstallations;
import io.camelocsp.routes.ListReport;
import io.camelocsp.routes.ListTable;
import java.io.PrintStream;
import java.util.List;
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

  @Override
  public @Nullable Object execute() {
    PrintStream out = Shell.console(session);
    Map<String, List<ListReport>> lists = Shell.present(installations).lists();
    if (installation != null && !lists.containsKey(installation)) {
      throw new IllegalArgumentException(
          "No installation '" + installation + "' is running; there is " + lists.keySet());
    }
    if (lists.isEmpty()) {
      out.println(
          "No installation is running: log:display says why. The first needs etc/io.camelocsp.cfg.");
    }
    lists.forEach(
        (name, reports) -> {
          if (installation == null || installation.equals(name)) {
            out.println(name);
            ListTable.lines(reports).forEach(line -> out.println("  " + line));
          }
        });
    return null;
  }
}
