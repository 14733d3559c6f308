package io.camelocsp.operations;

import java.nio.file.Path;

/** How this runtime's commands are typed: reports end in commands that work when copied. */
public interface Commands {
  /** Under which name a runtime that has commands puts them into the context's registry. */
  String BEAN = "ocspCommands";

  /** Shows the lists. */
  String lists();

  /** Shows the status again. */
  String status();

  /** Confirms the removals that are held for an issuer. */
  String acceptRemovals(String issuer);

  /** Shows what a file with a list says, and why it would be refused. */
  String inspect(Path list);

  /** The file, as a shell takes it for one word. */
  default String quoted(Path file) {
    String text = file.toString();
    return text.matches("[A-Za-z0-9_./:@%+=,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** Shows how full the disk is that a file lies on. */
  default String space(Path file) {
    return "df -h " + quoted(file);
  }

  /** Prints a text file. */
  default String show(Path file) {
    return "cat " + quoted(file);
  }
}
