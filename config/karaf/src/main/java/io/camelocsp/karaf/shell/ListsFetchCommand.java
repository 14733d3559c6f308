package io.camelocsp.karaf.shell;

import io.camelocsp.operations.FetchReport;
import io.camelocsp.operations.Level;
import io.camelocsp.operations.SourcesText;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code ocsp:lists-fetch}: asks servers for lists now. */
@Service
@Command(
    scope = "ocsp",
    name = "lists-fetch",
    description =
        "Asks the servers that lists are fetched from at once, and says what came. It waits for a"
            + " minute at most.")
public final class ListsFetchCommand extends ForInstallations {
  @Argument(
      name = "source",
      description = "One source only: NAME of ocsp.lists.NAME. Default: all that are fetched.")
  private @Nullable String source;

  @Override
  public @Nullable Object execute() {
    FetchReport report = source == null ? one().fetchLists() : one().fetchLists(source);
    print(SourcesText.of(report), "");
    // A script that runs the command must not go on as if all were well.
    if (report.level() == Level.CRITICAL) {
      throw new IllegalStateException("no source gave a list");
    }
    return null;
  }
}
