package io.camelocsp.billing;

import java.util.ArrayList;
import java.util.List;

/** The cells of one row (RFC 4180), which ends where its line does. */
final class CsvCells {
  private CsvCells() {}

  static List<String> of(String row) throws DamagedLineException {
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (true) {
      if (at < row.length() && row.charAt(at) == '"') {
        StringBuilder cell = new StringBuilder();
        at = quoted(row, at + 1, cell);
        cells.add(cell.toString());
      } else {
        int comma = row.indexOf(',', at);
        int end = comma < 0 ? row.length() : comma;
        cells.add(row.substring(at, end));
        at = end;
      }
      if (at == row.length()) {
        return cells;
      }
      if (row.charAt(at) != ',') {
        throw new DamagedLineException("text after a quoted cell");
      }
      at++;
    }
  }

  /** Reads up to the closing quote; returns what comes after it. */
  private static int quoted(String row, int from, StringBuilder cell) throws DamagedLineException {
    int at = from;
    while (true) {
      int quote = row.indexOf('"', at);
      if (quote < 0) {
        throw new DamagedLineException("a quoted cell without its end");
      }
      cell.append(row, at, quote);
      if (quote + 1 < row.length() && row.charAt(quote + 1) == '"') {
        cell.append('"');
        at = quote + 2;
      } else {
        return quote + 1;
      }
    }
  }
}
