package io.camelocsp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small table with what is needed to judge it, printed and written to {@code
 * bench/results/NAME.md}. Not thread-safe.
 */
final class Report {
  private final String name;
  private final List<String> facts = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * @param name of the file, without its ending
   * @param columns the table's head
   */
  Report(String name, String... columns) {
    this.name = name;
    rows.add(List.of(columns));
  }

  /** Goes above the table. */
  void fact(String what, String value) {
    facts.add("- " + what + ": " + value);
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** Goes below the table. */
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
    rows.forEach(row -> lines.add(line(row)));
    lines.add(lines.size() - rows.size() + 1, "|---".repeat(rows.get(0).size()) + "|");
    for (String note : notes) {
      lines.add("");
      lines.add(note);
    }
    return String.join("\n", lines) + "\n";
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
