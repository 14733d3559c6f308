package io.camelocsp.karaf.shell;

import io.camelocsp.operations.ListsText;
import io.camelocsp.operations.Operations;
import io.camelocsp.revocation.ListRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** {@code ocsp:lists}: the lists that running installations answer from. */
@Service
@Command(
    scope = "ocsp",
    name = "lists",
    description = "Shows the lists that are answered from, how old they are and when they end.",
    detailedDescription = "classpath:io/camelocsp/karaf/shell/lists.txt")
public final class ListsCommand extends ForInstallations {
  @Option(
      name = "-a",
      aliases = "--accept",
      description =
          "Confirm the removals that are held for this issuer; with several installations, say"
              + " which.")
  private @Nullable String accept;

  @Option(
      name = "-o",
      aliases = "--older",
      description =
          "Take in this file, although it is older than the list in use: what the CA has revoked"
              + " since is good again.")
  @Completion(FileCompleter.class)
  private @Nullable String older;

  @Override
  public @Nullable Object execute() throws IOException {
    if (accept != null && older != null) {
      throw new IllegalArgumentException("Either --accept or --older");
    }
    if (accept != null) {
      Operations operations = one();
      console()
          .printf(
              "%d entries of issuer %s are not held any more%n",
              operations.acceptRemovals(accept), accept);
    } else if (older != null) {
      takeOlder(Path.of(older));
    } else {
      print(operations -> ListsText.of(operations.listsReport()));
    }
    return null;
  }

  private void takeOlder(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("There is no file " + file);
    }
    try {
      console().println(one().acceptOlder(file).description() + " is in use");
    } catch (ListRefusedException e) {
      throw new IllegalArgumentException(
          "refused: " + e.whatIsWrong() + "; " + e.effect() + ". " + e.whatToDo(), e);
    }
  }
}
