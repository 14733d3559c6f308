package io.camelocsp.operations;

import io.camelocsp.message.ResponseStatus;
import io.camelocsp.operations.Line.Tone;
import io.camelocsp.trace.FailedRequest;
import java.util.ArrayList;
import java.util.List;

/** A {@link TraceReport} for people. */
public final class TraceText {
  private TraceText() {}

  /** The lines; the last ones say what to do. */
  public static List<Line> of(TraceReport report, Commands commands) {
    FailedRequest request = report.request();
    if (request == null) {
      return List.of(
          new Line(Tone.WARNING, "Nothing is known of " + report.trace()),
          Line.plain(
              report.remembered() == 0
                  ? "  Failures are not remembered: ocsp.trace.keep is 0"
                  : "  The last %,d failures are remembered, until the process ends: ocsp.trace.keep"
                      .formatted(report.remembered())));
    }
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            Tone.STRONG,
            "A request of %s was answered %s".formatted(request.time(), request.status().label())));
    lines.add(Line.plain("  responder   " + request.responder()));
    if (request.clientAddress() != null) {
      lines.add(Line.plain("  client      " + request.clientAddress()));
    }
    lines.add(Line.plain("  because     " + request.reason()));
    if (request.cause() != null) {
      lines.add(new Line(Tone.BAD, "  cause       " + request.cause()));
    }
    lines.add(Line.plain("  next        " + advice(request.status(), commands)));
    return lines;
  }

  /** What helps in most cases. */
  static String advice(ResponseStatus status, Commands commands) {
    return switch (status) {
      case MALFORMED_REQUEST ->
          "nothing here: the client sent something that is no OCSP request, or more than is"
              + " allowed";
      case UNAUTHORIZED -> "see which issuers are answered for, and by whom: " + commands.status();
      case TRY_LATER -> "see what is missing, and what to do about it: " + commands.status();
      case INTERNAL_ERROR ->
          "a defect of camel-ocsp: look into the log at that time, and report it with the trace";
      case SIG_REQUIRED -> "the client must sign its requests";
      case SUCCESSFUL -> "nothing";
    };
  }
}
