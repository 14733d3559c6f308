package io.camelocsp.karaf.shell;

import io.camelocsp.karaf.ShellCommands;
import io.camelocsp.operations.StatusText;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code ocsp:status}: what answers, what breaks, when, and what to do. */
@Service
@Command(
    scope = "ocsp",
    name = "status",
    description = "Shows whether all issuers are answered for, which breaks first, and what to do.")
public final class StatusCommand extends ForInstallations {
  @Override
  public @Nullable Object execute() {
    print(operations -> StatusText.of(operations.status(), new ShellCommands()));
    return null;
  }
}
