package io.camelocsp.billing;

import java.util.List;
import java.util.function.Function;

/**
 * A billing record as a row of RFC 4180. One record is one line, whatever a requestor is called:
 * what would end the line becomes a space. Several certificates share the columns {@code issuers},
 * {@code serials} and {@code statuses}, separated by spaces and in the same order in each.
 */
final class CsvRow {
  static final List<String> COLUMNS =
      List.of(
          "time",
          "responder",
          "client",
          "requestor",
          "requests",
          "counted",
          "issuers",
          "serials",
          "statuses",
          "via",
          "result",
          "micros");

  static final String HEADER = String.join(",", COLUMNS);

  private CsvRow() {}

  /** Adds the row with its end. */
  static void write(BillingRecord row, String timeText, StringBuilder out) {
    out.append(timeText).append(',');
    field(row.responder(), out);
    field(row.clientAddress() == null ? "" : row.clientAddress(), out);
    field(row.requestor() == null ? "" : row.requestor(), out);
    out.append(row.singleRequests()).append(',').append(row.counted()).append(',');
    several(row.certificates(), BillingRecord.Certificate::issuer, out);
    several(row.certificates(), BillingRecord.Certificate::serial, out);
    several(row.certificates(), BillingRecord.Certificate::status, out);
    field(row.via(), out);
    field(row.result().label(), out);
    out.append(row.duration().toNanos() / 1000).append("\r\n");
  }

  private static void several(
      List<BillingRecord.Certificate> certificates,
      Function<BillingRecord.Certificate, String> part,
      StringBuilder out) {
    for (int i = 0; i < certificates.size(); i++) {
      out.append(i == 0 ? "" : " ").append(part.apply(certificates.get(i)));
    }
    out.append(',');
  }

  private static void field(String text, StringBuilder out) {
    boolean quoted = false;
    for (int i = 0; i < text.length() && !quoted; i++) {
      quoted = text.charAt(i) == ',' || text.charAt(i) == '"' || text.charAt(i) < ' ';
    }
    if (!quoted) {
      out.append(text).append(',');
      return;
    }
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c < ' ' ? ' ' : c);
      if (c == '"') {
        out.append(c);
      }
    }
    out.append("\",");
  }
}
