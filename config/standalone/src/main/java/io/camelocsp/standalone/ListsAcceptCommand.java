package io.camelocsp.standalone;

import io.camelocsp.standalone.control.OperatorActions;
import io.camelocsp.standalone.support.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camel-ocsp lists accept}: what only an operator may decide about lists. */
@Command(
    name = "accept",
    sortOptions = false,
    description =
        "Confirm that a CA meant to take very many entries off its list at once: until then they"
            + " stay revoked. Or take in a list that is older than the one in use. Both are told"
            + " in the log of the process.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  camel-ocsp lists accept acme",
      "  camel-ocsp lists accept --older backup/acme-1041.crl",
      "",
      "An older list is checked like any other, but for its number. Ask the CA first:",
      "what it has revoked since is good again."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was done",
      "1:there was nothing to confirm",
      "3:the process does not run or cannot be asked, or refuses, and says why",
      "64:wrong usage"
    })
final class ListsAcceptCommand extends ProcessCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "ISSUER",
      description = "Whose removals are confirmed: the issuer's name in the configuration.")
  private @Nullable String issuer;

  @Option(names = "--older", paramLabel = "FILE", description = "A list to take in instead.")
  private @Nullable Path older;

  @Override
  public Integer call() throws CommandFailure {
    if (issuer != null && older == null) {
      return ask(OperatorActions.ACCEPT, Map.of(OperatorActions.ISSUER, issuer));
    }
    if (older == null || issuer != null) {
      throw usage("Either an issuer's name, or --older with a file");
    }
    if (!Files.isRegularFile(older)) {
      throw usage("There is no file " + older);
    }
    return ask(
        OperatorActions.ACCEPT, Map.of(OperatorActions.OLDER, older.toAbsolutePath().toString()));
  }
}
