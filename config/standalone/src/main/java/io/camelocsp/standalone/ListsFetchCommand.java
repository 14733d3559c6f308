package io.camelocsp.standalone;

import io.camelocsp.standalone.control.OperatorActions;
import io.camelocsp.standalone.support.CommandFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code camel-ocsp lists fetch}: asks servers for lists now. */
@Command(
    name = "fetch",
    sortOptions = false,
    description =
        "Ask the servers that lists are fetched from at once, whatever their schedule, and say what"
            + " came. It waits for a minute at most.",
    footerHeading = "%n",
    footer = {"Examples:", "  camel-ocsp lists fetch", "  camel-ocsp lists fetch acme-web"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every source answered, with or without a new list",
      "1:some failed, or gave in part what can be used",
      "2:all failed, or are not over yet",
      "3:the process does not run, cannot be asked, or fetches no such lists",
      "64:wrong usage"
    })
final class ListsFetchCommand extends ProcessCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description =
          "One source only: NAME of ocsp.lists.NAME in the configuration. Default: all that are"
              + " fetched.")
  private @Nullable String source;

  @Override
  public Integer call() throws CommandFailure {
    return ask(
        OperatorActions.FETCH, source == null ? Map.of() : Map.of(OperatorActions.SOURCE, source));
  }
}
