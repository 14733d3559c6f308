package io.camelocsp.client;

import io.camelocsp.message.CertIdHash;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Asks a responder and judges what it says. Thread-safe. */
public final class OcspClient {
  /** RFC 9654 asks clients for 32 octets. */
  private static final int NONCE_LENGTH = 32;

  private final SecureRandom random = new SecureRandom();
  private final Transport transport;
  private final AnswerJudge judge;
  private final InstantSource clock;

  /**
   * @param transport sends the requests
   * @param judge decides about the answers
   * @param clock says what time it is when an answer arrives
   */
  public OcspClient(Transport transport, AnswerJudge judge, InstantSource clock) {
    this.transport = transport;
    this.judge = judge;
    this.clock = clock;
  }

  /**
   * How to ask.
   *
   * @param method GET or POST
   * @param hash of the CertIDs
   * @param nonce whether to send one
   */
  public record Manner(HttpMethod method, CertIdHash hash, boolean nonce) {
    /** POST, SHA-1 CertIDs as most clients send them, with a nonce. */
    public static final Manner USUAL = new Manner(HttpMethod.POST, CertIdHash.SHA1, true);
  }

  /** Asks all questions in one request; one verdict for each, in their order. */
  public List<Verdict> ask(URI responder, List<Question> questions, Manner manner)
      throws InterruptedException {
    byte[] nonce = null;
    if (manner.nonce()) {
      nonce = new byte[NONCE_LENGTH];
      random.nextBytes(nonce);
    }
    Inquiry inquiry = Inquiry.of(questions, manner.hash(), nonce);
    long start = System.nanoTime();
    try {
      Reply reply = transport.ask(responder, manner.method(), inquiry.der());
      return judge.judge(inquiry, reply, clock.instant());
    } catch (NoAnswerException e) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return questions.stream()
          .map(question -> Verdict.noAnswer(question, e.reason(), took))
          .toList();
    }
  }
}
