package io.camelocsp.administration.page;

import io.camelocsp.administration.Query;
import io.camelocsp.administration.Reply;
import io.camelocsp.administration.Resource;
import io.camelocsp.operations.Commands;
import io.camelocsp.operations.ExplainReport;
import io.camelocsp.operations.Operations;
import io.camelocsp.operations.Question;
import io.camelocsp.operations.ReportMaps;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The status page and what it shows (docs/status-page.md). Everything is only read, everything is
 * bounded, and the report is made once a second at most, however many browsers look. Thread-safe.
 */
public final class StatusPage {
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final Operations operations;
  private final History history;
  private final LongSupplier nanoTime;
  private final @Nullable Commands commands;
  private @Nullable Reply report;
  private long reportNanos;

  /**
   * @param nanoTime of a clock that nobody sets
   * @param commands as they are typed in this runtime; null if it has none
   */
  public StatusPage(
      Operations operations, History history, LongSupplier nanoTime, @Nullable Commands commands) {
    this.operations = operations;
    this.history = history;
    this.nanoTime = nanoTime;
    this.commands = commands;
  }

  /** What a resource answers with. */
  private record At(String path, Function<Query, Reply> answer) implements Resource {
    @Override
    public Reply get(Query query) {
      return answer.apply(query);
    }
  }

  /**
   * The page's files, and what it loads.
   *
   * @throws IllegalStateException if a file of the page is not in this program
   */
  public List<Resource> resources() {
    return List.of(
        file("/", "index.html", "text/html; charset=utf-8"),
        file("/status.css", "status.css", "text/css; charset=utf-8"),
        file("/status.js", "status.js", JAVASCRIPT),
        file("/elements.js", "elements.js", JAVASCRIPT),
        file("/plots.js", "plots.js", JAVASCRIPT),
        file("/icon.svg", "icon.svg", "image/svg+xml"),
        new At("/status.json", query -> status()),
        new At("/history.json", this::history),
        new At("/explain", this::explain));
  }

  private static Resource file(String path, String name, String type) {
    try (InputStream file = StatusPage.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the status page lacks its " + name);
      }
      byte[] octets = file.readAllBytes();
      return new At(path, query -> new Reply(200, type, octets));
    } catch (IOException e) {
      throw new IllegalStateException("the status page's " + name + " cannot be read", e);
    }
  }

  private synchronized Reply status() {
    long now = nanoTime.getAsLong();
    if (report == null || now - reportNanos >= FRESH_NANOS) {
      report = Reply.json(report());
      reportNanos = now;
    }
    return report;
  }

  private Map<String, Object> report() {
    Map<String, Object> map = new LinkedHashMap<>(ReportMaps.of(operations.status(), commands));
    ReportMaps.of(operations.listsReport()).forEach(map::putIfAbsent); // not its level and time
    map.put("refusedFiles", ReportMaps.of(operations.refusedFiles()));
    return map;
  }

  private Reply history(Query query) {
    String after = query.value("after").orElse("0");
    return after.matches("[0-9]{1,18}")
        ? Reply.json(history.after(Long.parseLong(after)))
        : error(BAD_REQUEST, "Ask with after=SECONDS since 1970, or with nothing");
  }

  private Reply explain(Query query) {
    Question question;
    try {
      question = ExplainQuery.question(query);
    } catch (IllegalArgumentException e) {
      return error(BAD_REQUEST, String.valueOf(e.getMessage()));
    }
    ExplainReport explained;
    try {
      explained = operations.explain(question);
    } catch (IllegalArgumentException e) {
      return error(NOT_FOUND, String.valueOf(e.getMessage()));
    }
    return Reply.json(ReportMaps.of(explained));
  }

  private static Reply error(int status, String text) {
    return Reply.json(status, Map.of("error", text));
  }
}
