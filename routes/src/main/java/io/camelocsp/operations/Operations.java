package io.camelocsp.operations;

import io.camelocsp.audit.AuditEvent;
import io.camelocsp.audit.AuditKind;
import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.operations.StatusReport.LookAgain;
import io.camelocsp.operations.StatusReport.LookAtLists;
import io.camelocsp.operations.StatusReport.NextStep;
import io.camelocsp.operations.StatusReport.Problem;
import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.Forgotten;
import io.camelocsp.revocation.ListDescription;
import io.camelocsp.revocation.ListIntake;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.trace.FailureTraces;
import io.camelocsp.workflow.AnswerPreview;
import io.camelocsp.workflow.AuditFindings;
import io.camelocsp.workflow.BillingFindings;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import io.camelocsp.workflow.ExpiryWatch.Severity;
import io.camelocsp.workflow.Installation;
import io.camelocsp.workflow.IssuerOutlook;
import io.camelocsp.workflow.ServedIssuer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What operators ask of one running installation. Thread-safe; nothing of it holds up requests. */
public final class Operations {
  /** A refusal is news for so long; then it stays in the log and in its directory. */
  private static final Duration REFUSAL_IS_NEWS = Duration.ofDays(1);

  /** An operator waits at a terminal; what takes longer goes on without the command. */
  private static final Duration FETCH_WAIT = Duration.ofMinutes(1);

  /** Who asks where nobody knows better. */
  private static final String SOMEBODY = "local";

  private final OperatedService service;
  private final String who;

  public Operations(OperatedService service) {
    this(service, SOMEBODY);
  }

  private Operations(OperatedService service, String who) {
    this.service = service;
    this.who = who;
  }

  /** The same, for somebody whose name the audit log has with what it changes. */
  public Operations by(String operator) {
    return new Operations(service, operator);
  }

  private AuditedCommand command(String words, String target) {
    return new AuditedCommand(service::tellAudit, who, words, target);
  }

  /**
   * Has all sources that are fetched asked at once, and waits until that is over, for a minute at
   * most.
   *
   * @throws IllegalArgumentException if no source is fetched
   */
  public FetchReport fetchLists() {
    FetchReport report = fetchWait().all();
    command("lists fetch", "all").done(report.level().name().toLowerCase(Locale.ROOT));
    return report;
  }

  /**
   * As {@link #fetchLists()}, for one source.
   *
   * @param source as in {@code ocsp.lists.NAME}
   * @throws IllegalArgumentException if no source has that name, or it is not fetched
   */
  public FetchReport fetchLists(String source) {
    FetchReport report = fetchWait().one(source);
    command("lists fetch", source).done(report.level().name().toLowerCase(Locale.ROOT));
    return report;
  }

  private FetchWait fetchWait() {
    return new FetchWait(service::sources, service::fetchNow, service::now, FETCH_WAIT);
  }

  /** What answers, what breaks, when, and what to do. */
  public StatusReport status() {
    Instant now = service.now();
    Map<String, String> held = heldSubjects();
    List<Problem> problems = new ArrayList<>();
    service.findings(now).forEach(finding -> problems.add(problem(finding, held)));
    refusedFiles(now).forEach(each -> problems.add(problem(each)));
    return new StatusReport(now, service.urls(), outlooks(now), issuanceLists(now), problems);
  }

  private List<IssuerOutlook> outlooks(Instant now) {
    List<IssuerOutlook> outlooks = IssuerOutlook.of(service.currentInstallation(), now);
    return service
        .obstacle()
        .map(why -> outlooks.stream().map(each -> each.refused(why)).toList())
        .orElse(outlooks);
  }

  private Map<String, List<ListDescription>> issuanceLists(Instant now) {
    Map<String, List<ListDescription>> issuers = new LinkedHashMap<>();
    described(now)
        .forEach(
            (issuer, lists) ->
                issuers.put(
                    issuer,
                    lists.stream()
                        .filter(each -> each.use().purpose() == ListDescription.Purpose.ISSUED)
                        .toList()));
    issuers.values().removeIf(List::isEmpty);
    return issuers;
  }

  private Map<String, List<ListDescription>> described(Instant now) {
    Map<String, List<ListDescription>> issuers = new LinkedHashMap<>();
    for (ServedIssuer issuer : service.currentInstallation().issuers()) {
      issuers.put(issuer.issuer().name(), issuer.data().snapshot().lists(now));
    }
    return issuers;
  }

  /** What each issuer answers from. */
  public ListsReport listsReport() {
    Instant now = service.now();
    return new ListsReport(now, described(now), service.sources());
  }

  /**
   * Puts lists out of use for good that a CA has ceased to publish; see {@link ListIntake#forget}.
   *
   * @throws IllegalArgumentException if there is no such issuer or slot, or if it is the last that
   *     is in force and {@code guard} forbids that
   * @throws IOException if that cannot be written; then nothing has changed
   */
  public Forgotten forgetLists(String issuer, String slot, Forgotten.Guard guard)
      throws IOException {
    AuditedCommand command = command("lists forget", issuer + " " + slot);
    try {
      Forgotten forgotten = service.forgetLists(issuer, slot, guard);
      command.done(forgotten.toString());
      return forgotten;
    } catch (IOException | RuntimeException e) {
      command.failed(e);
      throw e;
    }
  }

  /** Tells the audit log of a command that is done elsewhere. */
  public void tellCommand(String words, String outcome) {
    command(words, "all").done(outcome);
  }

  /**
   * Tells the audit log of a configuration that is not applied.
   *
   * @param why without values of keys
   */
  public void tellRefusedConfiguration(String why) {
    service.tellAudit(AuditEvent.of(AuditKind.CONFIGURATION_REFUSED).with("reason", why));
  }

  /**
   * Confirms the removals that are held for an issuer (spec 6.4).
   *
   * @return how many entries are not held any more
   * @throws IllegalArgumentException if no issuer has that name
   * @throws IOException if it cannot be written; then they are still held
   */
  public int acceptRemovals(String issuer) throws IOException {
    AuditedCommand command = command("lists accept", issuer);
    try {
      int released = service.acceptRemovals(issuer);
      command.done(released + " released");
      return released;
    } catch (IOException | RuntimeException e) {
      command.failed(e);
      throw e;
    }
  }

  /**
   * Takes in a list although it is older than the one in use; everything else is checked.
   *
   * @throws ListRefusedException if it must not be used
   * @throws IOException if it cannot be read or kept
   */
  public Acceptance acceptOlder(Path list) throws ListRefusedException, IOException {
    AuditedCommand command = command("lists accept --older", list.toString());
    try {
      Acceptance acceptance = service.acceptOlder(list);
      command.done(acceptance.description());
      return acceptance;
    } catch (ListRefusedException | IOException | RuntimeException e) {
      command.failed(e);
      throw e;
    }
  }

  /**
   * Why a certificate is answered as it is.
   *
   * @throws IllegalArgumentException if its issuer is not answered for; the message says who is
   */
  public ExplainReport explain(Question question) {
    Instant now = service.now();
    Installation installation = service.currentInstallation();
    ServedIssuer served;
    SerialNumber serial;
    if (question instanceof Question.Certificate asked) {
      X509Certificate certificate = asked.certificate();
      served = find(installation, issuer -> issued(issuer.certificate(), certificate));
      serial = SerialNumber.of(certificate.getSerialNumber());
    } else if (question instanceof Question.SerialOf asked) {
      served = find(installation, issuer -> sameCa(issuer.certificate(), asked.issuer()));
      serial = asked.serial();
    } else {
      Question.Serial asked = (Question.Serial) question;
      served = find(installation, issuer -> issuer.name().equals(asked.issuer()));
      serial = asked.serial();
    }
    Map<String, AnswerPreview> answers = new LinkedHashMap<>();
    service.responderNames().stream()
        .map(installation::responder)
        .filter(responder -> responder.issuers().all().contains(served))
        .forEach(
            responder ->
                answers.put(
                    responder.name(),
                    AnswerPreview.of(served.issuer(), serial, responder, installation, now)));
    return new ExplainReport(
        now,
        served.issuer().name(),
        serial,
        served.data().snapshot().explain(serial, now),
        answers);
  }

  /**
   * Why a request was answered with an error.
   *
   * @param trace what its answer had in the header {@code OCSP-Trace}
   */
  public TraceReport explainTrace(String trace) {
    FailureTraces traces = service.traces();
    return new TraceReport(trace, traces.find(trace).orElse(null), traces.capacity());
  }

  private static ServedIssuer find(Installation installation, Predicate<Issuer> wanted) {
    return installation.issuers().stream()
        .filter(each -> wanted.test(each.issuer()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No issuer that is answered for here fits; there is "
                        + installation.issuers().stream()
                            .map(each -> each.issuer().name())
                            .collect(Collectors.joining(", "))));
  }

  private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
    if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false; // a namesake with another key, or a damaged certificate
    }
  }

  private static boolean sameCa(X509Certificate one, X509Certificate other) {
    return one.getSubjectX500Principal().equals(other.getSubjectX500Principal())
        && one.getPublicKey().equals(other.getPublicKey());
  }

  /** The issuers whose removals are held, by the subject of the finding that tells it. */
  private Map<String, String> heldSubjects() {
    Map<String, String> subjects = new HashMap<>();
    for (ServedIssuer each : service.currentInstallation().issuers()) {
      String name = each.issuer().name();
      subjects.put(name + ":held", name);
      subjects.put(name + ":issuance-held", name);
    }
    return subjects;
  }

  private Problem problem(Finding finding, Map<String, String> held) {
    Level level = finding.severity() == Severity.CRITICAL ? Level.CRITICAL : Level.WARNING;
    return new Problem(level, finding.subject(), finding.text(), next(finding.subject(), held));
  }

  private NextStep next(String subject, Map<String, String> held) {
    String issuer = held.get(subject);
    if (issuer != null) {
      return new StatusReport.AcceptRemovals(issuer);
    }
    if (subject.equals(BillingFindings.FAILING) || subject.equals(BillingFindings.LOST)) {
      Path journal = service.configuration().billingJournal().toAbsolutePath();
      return new StatusReport.LookAtDisk(Objects.requireNonNull(journal.getParent()));
    }
    if (subject.startsWith("source:")) {
      return new LookAtLists();
    }
    boolean nothingToShow =
        subject.matches("[^:]*:[a-z-]*signer.*")
            || subject.startsWith("clock:")
            || subject.equals(BillingFindings.FEED)
            || subject.startsWith(AuditFindings.SUBJECT);
    return nothingToShow ? new LookAgain() : new LookAtLists();
  }

  private static Problem problem(RefusedFile refused) {
    return new Problem(
        Level.WARNING,
        "refused:" + refused.reasonFile(),
        "Lists %s: a file was refused at %s: %s"
            .formatted(refused.lists(), Layout.time(refused.at()), refused.reason()),
        new StatusReport.Read(refused.reasonFile()));
  }

  /** The files that were refused within a day, the newest of each directory. */
  public List<RefusedFile> refusedFiles() {
    return refusedFiles(service.now());
  }

  private List<RefusedFile> refusedFiles(Instant now) {
    Instant since = now.minus(REFUSAL_IS_NEWS);
    return service.watchedDirectories().entrySet().stream()
        .flatMap(each -> RefusedFiles.newest(each.getKey(), each.getValue()).stream())
        .filter(each -> each.at().isAfter(since))
        .toList();
  }
}
