package io.camelocsp.testkit.pkits;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The tables beside the data: a row a line, cells parted by {@code |}, {@code #} for comments. */
final class PkitsTable {

  private PkitsTable() {}

  static byte[] octets(String file) {
    String resource = "/io/camelocsp/testkit/pkits/" + file;
    try (InputStream in = PkitsTable.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(String file) {
    return new String(octets(file), StandardCharsets.UTF_8).lines().toList();
  }

  static List<List<String>> rows(String file, int cells) {
    return lines(file).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> cells(line, cells))
        .toList();
  }

  private static List<String> cells(String line, int expected) {
    List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    if (cells.size() != expected) {
      throw new IllegalStateException("not " + expected + " cells: " + line);
    }
    return cells;
  }

  /** The values of a cell that may hold several. */
  static List<String> values(String cell) {
    return cell.isEmpty() ? List.of() : Arrays.stream(cell.split(";")).map(String::strip).toList();
  }
}
