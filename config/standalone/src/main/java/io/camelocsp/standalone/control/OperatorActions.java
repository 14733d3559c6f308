package io.camelocsp.standalone.control;

import io.camelocsp.message.SerialNumber;
import io.camelocsp.operations.ExplainReport;
import io.camelocsp.operations.ExplainText;
import io.camelocsp.operations.FetchReport;
import io.camelocsp.operations.Level;
import io.camelocsp.operations.Line;
import io.camelocsp.operations.Line.Tone;
import io.camelocsp.operations.ListsReport;
import io.camelocsp.operations.ListsText;
import io.camelocsp.operations.Operations;
import io.camelocsp.operations.Question;
import io.camelocsp.operations.ReportMaps;
import io.camelocsp.operations.SourceMaps;
import io.camelocsp.operations.SourcesText;
import io.camelocsp.operations.StatusReport;
import io.camelocsp.operations.StatusText;
import io.camelocsp.operations.TraceMaps;
import io.camelocsp.operations.TraceReport;
import io.camelocsp.operations.TraceText;
import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.Forgotten;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.standalone.support.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What commands may ask of the running process. */
public final class OperatorActions implements ControlHandler {
  /** What answers, what breaks, when, and what to do. */
  public static final String STATUS = "status";

  /** What is answered from. */
  public static final String LISTS = "lists";

  /** Confirms held removals, or takes in an older list. */
  public static final String ACCEPT = "accept";

  /** Argument: a file with a list, as an absolute path. */
  public static final String OLDER = "older";

  /** Asks servers for lists at once. */
  public static final String FETCH = "fetch";

  /** Argument: a configured source of lists; without it, all that are fetched. */
  public static final String SOURCE = "source";

  /** Reads the configuration again. */
  public static final String RELOAD = "reload";

  /** Argument: with it, a reload only says what it would do. */
  public static final String DRY_RUN = "dryRun";

  /** Puts lists out of use that a CA has ceased to publish. */
  public static final String FORGET = "forget";

  /** Argument: which ones. */
  public static final String SLOT = "slot";

  /** Argument: whether the last that is in force may go; it is there or not. */
  public static final String EVEN_THE_LAST = "evenTheLast";

  /** Why a certificate is answered as it is. */
  public static final String EXPLAIN = "explain";

  /** Argument: a certificate, DER in base64. */
  public static final String CERTIFICATE = "certificate";

  /** Argument: a configured issuer's name. */
  public static final String ISSUER = "issuer";

  /** Argument: a CA's certificate, DER in base64. */
  public static final String ISSUER_CERTIFICATE = "issuerCertificate";

  /** Argument: a serial number in hexadecimal. */
  public static final String SERIAL = "serial";

  /** Argument: what an error answer had in its header OCSP-Trace. */
  public static final String TRACE = "trace";

  private final Operations operations;
  private final ReloadAction reload;

  public OperatorActions(Operations operations, ReloadAction reload) {
    this.operations = operations;
    this.reload = reload;
  }

  @Override
  public ControlReply handle(ControlRequest request) {
    return switch (request.action()) {
      case STATUS -> status(request);
      case LISTS -> lists();
      case EXPLAIN -> explain(request);
      case ACCEPT -> accept(request);
      case FETCH -> fetch(request);
      case RELOAD -> reload(request);
      case FORGET -> forget(request);
      default ->
          throw new IllegalArgumentException(
              "the running process knows no '%s': is it of an older version?"
                  .formatted(request.action()));
    };
  }

  private ControlReply status(ControlRequest request) {
    StatusReport report = operations.status();
    TypedCommands commands = TypedCommands.of(request);
    return new ControlReply(
        exit(report.level()), StatusText.of(report, commands), ReportMaps.of(report, commands));
  }

  private ControlReply lists() {
    ListsReport report = operations.listsReport();
    return new ControlReply(exit(report.level()), ListsText.of(report), ReportMaps.of(report));
  }

  private ControlReply explain(ControlRequest request) {
    if (request.arguments().containsKey(TRACE)) {
      return explainTrace(request);
    }
    ExplainReport report = operations.explain(question(request));
    return new ControlReply(exit(report.level()), ExplainText.of(report), ReportMaps.of(report));
  }

  private ControlReply explainTrace(ControlRequest request) {
    TraceReport report = operations.explainTrace(request.argument(TRACE));
    return new ControlReply(
        report.request() == null ? ExitCode.UNKNOWN : ExitCode.OK,
        TraceText.of(report, TypedCommands.of(request)),
        TraceMaps.of(report));
  }

  private ControlReply fetch(ControlRequest request) {
    Operations asked = operations.by(request.peer());
    FetchReport report =
        request.arguments().containsKey(SOURCE)
            ? asked.fetchLists(request.argument(SOURCE))
            : asked.fetchLists();
    return new ControlReply(exit(report.level()), SourcesText.of(report), SourceMaps.of(report));
  }

  private ControlReply reload(ControlRequest request) {
    TypedCommands commands = TypedCommands.of(request);
    if (request.arguments().containsKey(DRY_RUN)) {
      return reload.dryRun(commands);
    }
    ControlReply reply = reload.reload(commands);
    operations
        .by(request.peer())
        .tellCommand("reload", reply.exit() == ExitCode.OK ? "done" : "not applied");
    return reply;
  }

  private ControlReply accept(ControlRequest request) {
    Operations asked = operations.by(request.peer());
    try {
      if (request.arguments().containsKey(OLDER)) {
        Acceptance accepted = asked.acceptOlder(Path.of(request.argument(OLDER)));
        return reply(accepted.description() + " is in use", Map.of("list", accepted.description()));
      }
      String issuer = request.argument(ISSUER);
      int released = asked.acceptRemovals(issuer);
      return released == 0
          ? new ControlReply(
              ExitCode.WARNING,
              List.of(
                  new Line(Tone.WARNING, "Issuer " + issuer + " has no removals that are held")),
              Map.of("released", 0))
          : reply(
              "%,d entries of issuer %s are not held any more".formatted(released, issuer),
              Map.of("released", released));
    } catch (ListRefusedException e) {
      throw new IllegalArgumentException(
          "refused: " + e.whatIsWrong() + "; " + e.effect() + ". " + e.whatToDo(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("it could not be kept: " + e, e);
    }
  }

  private ControlReply forget(ControlRequest request) {
    try {
      Forgotten forgotten =
          operations
              .by(request.peer())
              .forgetLists(
                  request.argument(ISSUER),
                  request.argument(SLOT),
                  request.arguments().containsKey(EVEN_THE_LAST)
                      ? Forgotten.Guard.EVEN_THE_LAST
                      : Forgotten.Guard.KEEP_THE_LAST);
      return reply(
          "%s: out of use, with %,d entries"
              .formatted(String.join(", ", forgotten.lists()), forgotten.entries()),
          Map.of(
              "slot", forgotten.slot(),
              "lists", forgotten.lists(),
              "entries", forgotten.entries()));
    } catch (IOException e) {
      throw new IllegalArgumentException("it could not be written, so nothing changed: " + e, e);
    }
  }

  private static ControlReply reply(String done, Map<String, Object> report) {
    return new ControlReply(ExitCode.OK, List.of(new Line(Tone.GOOD, done)), report);
  }

  private static Question question(ControlRequest request) {
    if (request.arguments().containsKey(CERTIFICATE)) {
      return new Question.Certificate(certificate(request.argument(CERTIFICATE)));
    }
    SerialNumber serial = SerialNumber.ofHex(request.argument(SERIAL));
    return request.arguments().containsKey(ISSUER)
        ? new Question.Serial(request.argument(ISSUER), serial)
        : new Question.SerialOf(certificate(request.argument(ISSUER_CERTIFICATE)), serial);
  }

  private static X509Certificate certificate(String base64) {
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("the certificate cannot be read", e);
    }
  }

  private static int exit(Level level) {
    return switch (level) {
      case OK -> ExitCode.OK;
      case WARNING -> ExitCode.WARNING;
      case CRITICAL -> ExitCode.CRITICAL;
    };
  }
}
