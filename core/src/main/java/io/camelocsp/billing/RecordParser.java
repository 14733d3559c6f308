package io.camelocsp.billing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.camelocsp.message.ResponseStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads billing records again, from either format. A month of them is many millions, so it keeps
 * what it can. Members that it does not know are passed over: a later version may write more. Not
 * thread-safe.
 */
final class RecordParser {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Map<String, ResponseStatus> RESULTS =
      Arrays.stream(ResponseStatus.values())
          .collect(Collectors.toMap(ResponseStatus::label, Function.identity()));

  private final TimeReader times = new TimeReader();
  private final Fields fields = new Fields();

  /** What a record consists of, while it is read. */
  private static final class Fields {
    @Nullable Instant time;
    @Nullable String responder;
    @Nullable String client;
    @Nullable String requestor;
    int requests;
    int counted;
    @Nullable String via;
    @Nullable ResponseStatus result;
    long micros;
    List<BillingRecord.Certificate> certificates = List.of();

    void clear() {
      time = null;
      responder = null;
      client = null;
      requestor = null;
      requests = -1;
      counted = -1;
      via = null;
      result = null;
      micros = -1;
      certificates = List.of();
    }

    BillingRecord made() throws DamagedLineException {
      if (time == null || responder == null || via == null || result == null) {
        throw new DamagedLineException("time, responder, via or result is missing");
      }
      if (requests < 0 || micros < 0) {
        throw new DamagedLineException("requests or micros is missing or negative");
      }
      return new BillingRecord(
          time,
          responder,
          client,
          requestor,
          requests,
          counted < 0 ? certificates.size() : counted, // not written before version 0.1
          certificates,
          via,
          result,
          Duration.ofNanos(1000 * micros));
    }
  }

  /**
   * The record of one JSON object.
   *
   * @throws DamagedLineException if it is none
   */
  BillingRecord json(byte[] octets, int start, int length) throws DamagedLineException {
    fields.clear();
    try (JsonParser json = JSON.createParser(octets, start, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new DamagedLineException("not a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        member(json, json.currentName());
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw new DamagedLineException("not one whole JSON object");
      }
    } catch (IOException | ArithmeticException e) {
      throw new DamagedLineException("not JSON");
    }
    return fields.made();
  }

  private void member(JsonParser json, String name) throws IOException, DamagedLineException {
    JsonToken value = json.nextToken();
    if (name.equals("certificates") && value == JsonToken.START_ARRAY) {
      fields.certificates = certificates(json);
    } else if (value == JsonToken.VALUE_NUMBER_INT) {
      number(name, json.getLongValue());
    } else if (value == JsonToken.VALUE_STRING) {
      text(name, json.getText());
    } else {
      json.skipChildren();
    }
  }

  private static List<BillingRecord.Certificate> certificates(JsonParser json)
      throws IOException, DamagedLineException {
    List<BillingRecord.Certificate> all = new ArrayList<>(1);
    while (json.nextToken() == JsonToken.START_OBJECT) {
      String issuer = null;
      String serial = null;
      String status = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "issuer" -> issuer = json.getText();
          case "serial" -> serial = json.getText();
          case "status" -> status = json.getText();
          default -> json.skipChildren();
        }
      }
      if (issuer == null || serial == null || status == null) {
        throw new DamagedLineException("a certificate without issuer, serial or status");
      }
      all.add(new BillingRecord.Certificate(issuer, serial, status));
    }
    return all;
  }

  private void number(String name, long value) {
    switch (name) {
      case "requests" -> fields.requests = Math.toIntExact(value);
      case "counted" -> fields.counted = Math.toIntExact(value);
      case "micros" -> fields.micros = value;
      default -> {
        // of a later version
      }
    }
  }

  private void text(String name, String value) throws DamagedLineException {
    switch (name) {
      case "time" -> fields.time = times.read(value);
      case "responder" -> fields.responder = value;
      case "client" -> fields.client = value;
      case "requestor" -> fields.requestor = value;
      case "via" -> fields.via = value;
      case "result" -> fields.result = RESULTS.get(value);
      default -> {
        // of a later version
      }
    }
  }

  /**
   * The record of one row.
   *
   * @throws DamagedLineException if it is none
   */
  BillingRecord csv(String row) throws DamagedLineException {
    List<String> cells = CsvCells.of(row);
    if (cells.size() != CsvRow.COLUMNS.size()) {
      throw new DamagedLineException(
          "%d columns, not %d".formatted(cells.size(), CsvRow.COLUMNS.size()));
    }
    fields.clear();
    String[] issuers = new String[0];
    String[] serials = new String[0];
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String name = CsvRow.COLUMNS.get(i);
      switch (name) {
        case "requests", "counted", "micros" -> number(name, csvNumber(cell));
        case "issuers" -> issuers = split(cell);
        case "serials" -> serials = split(cell);
        case "statuses" -> fields.certificates = joined(issuers, serials, split(cell));
        case "client", "requestor" -> {
          if (!cell.isEmpty()) {
            text(name, cell);
          }
        }
        default -> text(name, cell);
      }
    }
    return fields.made();
  }

  private static long csvNumber(String cell) throws DamagedLineException {
    try {
      return Integer.parseInt(cell);
    } catch (NumberFormatException e) {
      throw new DamagedLineException("a number is missing");
    }
  }

  private static String[] split(String cell) {
    return cell.isEmpty() ? new String[0] : cell.split(" ", -1);
  }

  private static List<BillingRecord.Certificate> joined(
      String[] issuers, String[] serials, String[] statuses) throws DamagedLineException {
    if (issuers.length != serials.length || issuers.length != statuses.length) {
      throw new DamagedLineException("not as many issuers as serials and statuses");
    }
    List<BillingRecord.Certificate> all = new ArrayList<>(issuers.length);
    for (int i = 0; i < issuers.length; i++) {
      all.add(new BillingRecord.Certificate(issuers[i], serials[i], statuses[i]));
    }
    return all;
  }
}
