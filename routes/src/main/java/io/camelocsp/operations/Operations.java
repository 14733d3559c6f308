package io.camelocsp.operations;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.operations.StatusReport.LookAgain;
import io.camelocsp.operations.StatusReport.LookAtLists;
import io.camelocsp.operations.StatusReport.NextStep;
import io.camelocsp.operations.StatusReport.Problem;
import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.Evidence;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.revocation.WaitingList;
import io.camelocsp.routes.OcspService;
import io.camelocsp.workflow.AnswerPreview;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What operators ask of one running installation. Thread-safe; nothing of it holds up requests. */
public final class Operations {
  /** A refusal is news for so long; then it stays in the log and in its directory. */
  private static final Duration REFUSAL_IS_NEWS = Duration.ofDays(1);

  private final OcspService service;

  public Operations(OcspService service) {
    this.service = service;
  }

  /** What answers, what breaks, when, and what to do. */
  public StatusReport status() {
    Instant now = service.now();
    List<Problem> problems = new ArrayList<>();
    service.findings(now).forEach(finding -> problems.add(problem(finding)));
    service.currentInstallation().issuers().forEach(issuer -> addHeld(problems, issuer));
    addRefused(problems, now);
    return new StatusReport(
        now,
        service.urls(),
        IssuerOutlook.of(service.currentInstallation(), now),
        service.lists(),
        problems);
  }

  /** What each issuer answers from. */
  public ListsReport listsReport() {
    Map<String, List<Evidence>> issuers = new LinkedHashMap<>();
    for (ServedIssuer issuer : service.currentInstallation().issuers()) {
      issuers.put(issuer.issuer().name(), issuer.data().snapshot().evidence());
    }
    return new ListsReport(service.now(), service.lists(), issuers);
  }

  /**
   * Confirms the removals that are held for an issuer (spec 6.4).
   *
   * @return how many entries are not held any more
   * @throws IllegalArgumentException if no issuer has that name
   * @throws IOException if it cannot be written; then they are still held
   */
  public int acceptRemovals(String issuer) throws IOException {
    return service.acceptRemovals(issuer);
  }

  /**
   * Takes in a list although it is older than the one in use; everything else is checked.
   *
   * @throws ListRefusedException if it must not be used
   * @throws IOException if it cannot be read or kept
   */
  public Acceptance acceptOlder(Path list) throws ListRefusedException, IOException {
    return service.acceptOlder(list);
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

  private static Problem problem(Finding finding) {
    Level level = finding.severity() == Severity.CRITICAL ? Level.CRITICAL : Level.WARNING;
    boolean ofSignerOrClock =
        finding.subject().contains("signer") || finding.subject().startsWith("clock:");
    NextStep next = ofSignerOrClock ? new LookAgain() : new LookAtLists();
    return new Problem(level, finding.subject(), finding.text(), next);
  }

  private static void addHeld(List<Problem> problems, ServedIssuer issuer) {
    String name = issuer.issuer().name();
    int held = issuer.data().snapshot().heldRemovals();
    if (held > 0) {
      problems.add(
          new Problem(
              Level.WARNING,
              name + ":held-removals",
              ("Issuer %s: %,d entries vanished from its list at once; they stay revoked until"
                      + " somebody confirms that the CA meant it. Ask the CA, then confirm it.")
                  .formatted(name, held),
              new StatusReport.AcceptRemovals(name)));
    }
    for (WaitingList each : issuer.data().snapshot().waiting()) {
      problems.add(
          new Problem(
              Level.WARNING,
              name + ":waiting:" + each.description(),
              "Issuer %s: %s does not count yet: it waits for %s. Have the CA publish that."
                  .formatted(name, each.description(), each.forWhat()),
              new LookAtLists()));
    }
  }

  private void addRefused(List<Problem> problems, Instant now) {
    service
        .watchedDirectories()
        .forEach(
            (name, directory) ->
                RefusedFiles.newest(directory).stream()
                    .filter(each -> each.at().isAfter(now.minus(REFUSAL_IS_NEWS)))
                    .forEach(
                        each ->
                            problems.add(
                                new Problem(
                                    Level.WARNING,
                                    "refused:" + each.reasonFile(),
                                    "Lists %s: a file was refused at %s: %s"
                                        .formatted(name, Layout.time(each.at()), each.reason()),
                                    new StatusReport.Read(each.reasonFile())))));
  }
}
