package io.camelocsp.karaf.shell;

import io.camelocsp.karaf.RunningInstallations;
import java.io.PrintStream;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** {@code ocsp:reload}: reads the files anew that keys name. */
@Service
@Command(
    scope = "ocsp",
    name = "reload",
    description =
        "Reads the files again that the configurations name: certificates, key stores, passwords."
            + " Edits of a cfg count without it.")
public final class ReloadCommand implements Action {
  @Reference private @Nullable RunningInstallations installations;
  @Reference private @Nullable Session session;

  @Override
  public @Nullable Object execute() throws InterruptedException {
    PrintStream out = Shell.console(session);
    Map<String, String> all = Shell.present(installations).reload(Shell.user(session));
    if (all.isEmpty()) {
      out.println("No installation is configured: the first needs etc/io.camelocsp.cfg.");
    }
    all.forEach(
        (name, outcome) -> {
          out.println(name);
          outcome.lines().forEach(line -> out.println("  " + line));
        });
    return null;
  }
}
