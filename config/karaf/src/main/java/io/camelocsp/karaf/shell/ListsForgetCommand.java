package io.camelocsp.karaf.shell;

import io.camelocsp.revocation.Forgotten;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code ocsp:lists-forget}: drops what a CA has ceased to publish. */
@Service
@Command(
    scope = "ocsp",
    name = "lists-forget",
    description =
        "Puts lists out of use for good that a CA has ceased to publish. What only they revoked is"
            + " not revoked any more.")
public final class ListsForgetCommand extends ForInstallations {
  @Argument(
      index = 0,
      name = "issuer",
      required = true,
      description = "Whose lists: the issuer's name in the configuration.")
  private String issuer = "";

  @Argument(
      index = 1,
      name = "slot",
      required = true,
      description = "Which: the slot that ocsp:lists shows, or the first digits of it.")
  private String slot = "";

  @Option(
      name = "--even-the-last",
      description = "Also if no other list of the issuer is in force.")
  private boolean evenTheLast;

  @Override
  public @Nullable Object execute() throws IOException {
    Forgotten.Guard guard =
        evenTheLast ? Forgotten.Guard.EVEN_THE_LAST : Forgotten.Guard.KEEP_THE_LAST;
    Forgotten forgotten = one().forgetLists(issuer, slot, guard);
    console()
        .printf(
            "%s: out of use, with %,d entries%n",
            String.join(", ", forgotten.lists()), forgotten.entries());
    return null;
  }
}
