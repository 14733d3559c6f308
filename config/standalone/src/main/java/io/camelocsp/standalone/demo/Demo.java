package io.camelocsp.standalone.demo;

import io.camelocsp.client.AnswerJudge;
import io.camelocsp.client.AnswerJudge.NonceRule;
import io.camelocsp.client.OcspClient;
import io.camelocsp.client.OcspClient.Manner;
import io.camelocsp.client.Outcome;
import io.camelocsp.client.Transport;
import io.camelocsp.client.Verdict;
import io.camelocsp.standalone.support.SafeFiles;
import io.camelocsp.standalone.support.Shell;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Plays the demonstration against a responder that serves a {@link DemoCa}: drops lists, asks, and
 * compares. Prints nothing: {@code DemoCommand} tells the story.
 */
public final class Demo {
  private static final long POLL_MILLIS = 20;
  private static final String NEXT_ANSWER = "revoked (superseded)";

  private final DemoCa ca;
  private final URI responder;
  private final Duration patience;
  private final OcspClient client;

  /**
   * @param ca what the responder serves
   * @param responder where it answers
   * @param patience from a drop until it is given up
   * @param clock says whether answers are current
   */
  public Demo(DemoCa ca, URI responder, Duration patience, InstantSource clock) {
    this.ca = ca;
    this.responder = responder;
    this.patience = patience;
    this.client =
        new OcspClient(
            new Transport(Duration.ofSeconds(5)),
            new AnswerJudge(List.of(), Duration.ofMinutes(5), NonceRule.REQUIRED),
            clock);
  }

  /**
   * One line of the table.
   *
   * @param certificate its name
   * @param expected the right answer
   * @param answer what came back
   * @param took for asking
   */
  public record Row(String certificate, String expected, String answer, Duration took) {
    /** Whether it is the right answer. */
    public boolean right() {
      return expected.equals(answer);
    }
  }

  /**
   * A list's way from the directory into the answers.
   *
   * @param row the answer that shows it, or the last one before it was given up
   * @param took from the drop until that answer
   */
  public record Change(Row row, Duration took) {}

  /** Drops the first list and waits until it is answered from. */
  public Change dropFirstList() throws IOException, InterruptedException {
    SafeFiles.drop(ca.firstList(), ca.dropDirectory(), "first.crl");
    DemoCertificate good = ca.certificate("good");
    return await(good, good.expected(), answer -> answer.equals(good.expected()));
  }

  /** Asks for every certificate. */
  public List<Row> askAll() throws InterruptedException {
    List<Row> rows = new ArrayList<>();
    for (DemoCertificate each : ca.certificates()) {
      rows.add(ask(each, each.expected()));
    }
    return rows;
  }

  /** Drops the list with one more revoked certificate and waits until its answer changes. */
  public Change dropNextList() throws IOException, InterruptedException {
    SafeFiles.drop(ca.nextList(), ca.dropDirectory(), "next.crl");
    DemoCertificate later = ca.certificate("later");
    return await(later, NEXT_ANSWER, answer -> answer.startsWith("revoked"));
  }

  private Change await(DemoCertificate certificate, String expected, Predicate<String> done)
      throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      Row row = ask(certificate, expected);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      if (done.test(row.answer()) || took.compareTo(patience) > 0) {
        return new Change(row, took);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private Row ask(DemoCertificate certificate, String expected) throws InterruptedException {
    Verdict verdict = client.ask(responder, List.of(certificate.question()), Manner.USUAL).get(0);
    return new Row(certificate.name(), expected, answer(verdict), verdict.took());
  }

  /** An answer in the words of the table. */
  static String answer(Verdict verdict) {
    if (verdict.errorStatus() != null) {
      return "error " + verdict.errorStatus();
    }
    if (verdict.answer() == null || verdict.outcome() == Outcome.NOT_ACCEPTABLE) {
      return verdict.outcome().label() + ": " + verdict.problem();
    }
    String reason = verdict.answer().reason();
    return verdict.outcome().label() + (reason == null ? "" : " (" + reason + ")");
  }

  /**
   * The {@code openssl ocsp} command that asks the same about a certificate.
   *
   * <p>Its {@code -CAfile} is the CA alone: OpenSSL accepts the signer as the CA's delegate.
   */
  public static String openssl(DemoCertificate certificate, DemoCa ca, URI responder) {
    return "openssl ocsp -url "
        + responder
        + " -CAfile "
        + Shell.quoted(ca.issuer())
        + " -issuer "
        + Shell.quoted(certificate.issuerFile())
        + " -cert "
        + Shell.quoted(certificate.file());
  }
}
