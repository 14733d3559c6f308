package io.camelocsp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Small tables with what is needed to judge them, printed and written to {@code
 * bench/results/NAME.md}. Not thread-safe.
 */
final class Report {
  private final String name;
  private final List<String> facts = new ArrayList<>();
  private final List<String> tables = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * @param name of the file, without its ending
   * @param columns the first table's head
   */
  Report(String name, String... columns) {
    this.name = name;
    head(columns);
  }

  /** Begins another table. */
  void table(String title, String... columns) {
    tables.add("");
    tables.add("## " + title);
    tables.add("");
    head(columns);
  }

  private void head(String... columns) {
    tables.add(line(columns));
    tables.add("|---".repeat(columns.length) + "|");
  }

  /** Goes above the tables. */
  void fact(String what, String value) {
    facts.add("- " + what + ": " + value);
  }

  /** A line of the table begun last. */
  void row(String... cells) {
    tables.add(line(cells));
  }

  /** Goes below the tables. */
  void note(String text) {
    notes.add(text);
  }

  /** Prints it and writes the file, in the checkout that is the current directory. */
  void publish() throws IOException {
    Path file = Path.of("bench", "results", name + ".md");
    Files.createDirectories(file.getParent());
    String text = text();
    Files.writeString(file, text);
    System.out.println(text);
    System.out.println("Written to " + file);
  }

  private String text() {
    List<String> lines = new ArrayList<>();
    lines.add("# " + name);
    lines.add("");
    lines.addAll(facts);
    lines.add("");
    lines.addAll(tables);
    for (String note : notes) {
      lines.add("");
      lines.add(note);
    }
    return String.join("\n", lines) + "\n";
  }

  private static String line(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
