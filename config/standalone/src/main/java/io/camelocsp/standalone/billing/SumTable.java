package io.camelocsp.standalone.billing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.camelocsp.client.SafeText;
import io.camelocsp.standalone.billing.BillingSums.SumKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Shows sums, as a table, CSV or JSON. */
public final class SumTable {
  static final List<String> FIGURES =
      List.of("requests", "certificates", "good", "revoked", "unknown", "errors");

  private static final String TOTAL = "total";

  private final Set<Part> parts;
  private final Period period;
  private final BillingSums sums;

  public SumTable(Set<Part> parts, Period period, BillingSums sums) {
    this.parts = Set.copyOf(parts);
    this.period = period;
    this.sums = sums;
  }

  /**
   * Gives each line of the result to {@code out}.
   *
   * @param facts that JSON has beside the sums, by name
   */
  public void print(SumFormat format, Map<String, ?> facts, Consumer<String> out)
      throws IOException {
    switch (format) {
      case TABLE -> table(out);
      case CSV -> csv(out);
      case JSON -> out.accept(json(facts));
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    if (period != Period.ALL) {
      names.add("period");
    }
    for (Part part : Part.values()) {
      if (parts.contains(part)) {
        names.add(part.name().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private List<String> names(SumKey key) {
    List<String> names = new ArrayList<>();
    if (period != Period.ALL) {
      names.add(key.period());
    }
    for (Part part : Part.values()) {
      if (parts.contains(part)) {
        names.add(
            switch (part) {
              case CUSTOMER -> key.customer();
              case ISSUER -> key.issuer();
              case RESPONDER -> key.responder();
            });
      }
    }
    return names;
  }

  private void table(Consumer<String> out) {
    int named = names().size();
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(names(), FIGURES));
    sums.sorted().forEach(each -> rows.add(row(names(each.getKey()), shown(each.getValue()))));
    List<String> total = new ArrayList<>(Collections.nCopies(named, ""));
    if (named > 0) {
      total.set(0, TOTAL);
    }
    rows.add(row(total, shown(sums.total())));
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    rows.forEach(row -> out.accept(line(row, widths, named)));
  }

  private static List<String> row(List<String> names, List<String> figures) {
    List<String> row = new ArrayList<>();
    names.forEach(name -> row.add(SafeText.clean(name)));
    row.addAll(figures);
    return row;
  }

  private static List<String> shown(Sum sum) {
    List<String> shown = new ArrayList<>();
    for (long figure : sum.figures()) {
      shown.add(String.format(Locale.ROOT, "%,d", figure));
    }
    return shown;
  }

  private static String line(List<String> row, int[] widths, int named) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - row.get(i).length());
      line.append(i == 0 ? "" : "  ");
      line.append(i < named ? row.get(i) + padding : padding + row.get(i));
    }
    return line.toString().stripTrailing();
  }

  private void csv(Consumer<String> out) {
    List<String> head = new ArrayList<>(names());
    head.addAll(FIGURES);
    out.accept(String.join(",", head) + "\r");
    sums.sorted()
        .forEach(
            each -> {
              List<String> cells = new ArrayList<>();
              names(each.getKey()).forEach(name -> cells.add(cell(name)));
              for (long figure : each.getValue().figures()) {
                cells.add(Long.toString(figure));
              }
              out.accept(String.join(",", cells) + "\r");
            });
  }

  private static String cell(String text) {
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c < ' ')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  private String json(Map<String, ?> facts) throws IOException {
    Map<String, Object> result = new LinkedHashMap<>(facts);
    List<Map<String, Object>> all = new ArrayList<>();
    List<String> names = names();
    sums.sorted()
        .forEach(
            each -> {
              Map<String, Object> one = new LinkedHashMap<>();
              List<String> values = names(each.getKey());
              for (int i = 0; i < names.size(); i++) {
                one.put(names.get(i), values.get(i));
              }
              one.putAll(figures(each.getValue()));
              all.add(one);
            });
    result.put("sums", all);
    result.put(TOTAL, figures(sums.total()));
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(result);
  }

  private static Map<String, Object> figures(Sum sum) {
    Map<String, Object> figures = new LinkedHashMap<>();
    long[] values = sum.figures();
    for (int i = 0; i < values.length; i++) {
      figures.put(FIGURES.get(i), values[i]);
    }
    return figures;
  }
}
