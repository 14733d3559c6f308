package io.camelocsp.workflow;

import io.camelocsp.billing.BillingFate;
import io.camelocsp.message.OcspRequest;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the workflow. It travels as an exchange property; each step reads
 * what earlier steps produced and sets its own part once. One thread at a time works on it; Camel
 * hands it over between threads with a happens-before edge.
 */
public final class Transaction {
  private final Installation installation;
  private final Responder responder;
  private final Instant arrivedAt;
  private final long startedNanos;
  private final @Nullable String clientAddress;
  private @Nullable OcspRequest request;
  private @Nullable ValidatedRequest validated;
  private @Nullable Answer answer;
  private @Nullable String failureReason;
  private @Nullable CompletableFuture<BillingFate> billed;
  private @Nullable String trace;

  /**
   * @param installation the configuration as of this request
   * @param responder which responder was asked
   * @param arrivedAt wall clock
   * @param startedNanos {@link System#nanoTime()} at arrival, for the time taken
   * @param clientAddress the client's IP address; null if the transport knows none
   */
  public Transaction(
      Installation installation,
      Responder responder,
      Instant arrivedAt,
      long startedNanos,
      @Nullable String clientAddress) {
    this.installation = installation;
    this.responder = responder;
    this.arrivedAt = arrivedAt;
    this.startedNanos = startedNanos;
    this.clientAddress = clientAddress;
  }

  public Installation installation() {
    return installation;
  }

  public Responder responder() {
    return responder;
  }

  public Instant arrivedAt() {
    return arrivedAt;
  }

  public long startedNanos() {
    return startedNanos;
  }

  public @Nullable String clientAddress() {
    return clientAddress;
  }

  /** The decoded request; null until decoding succeeded. */
  public @Nullable OcspRequest request() {
    return request;
  }

  /** The decoded request, for steps that come after decoding. */
  public OcspRequest decodedRequest() {
    return present(request, "request");
  }

  public void setRequest(OcspRequest request) {
    this.request = once(this.request, request, "request");
  }

  /** The judged request; null until local validation succeeded. */
  public @Nullable ValidatedRequest validated() {
    return validated;
  }

  /** The judged request, for steps that come after local validation. */
  public ValidatedRequest judgedRequest() {
    return present(validated, "validated");
  }

  public void setValidated(ValidatedRequest validated) {
    this.validated = once(this.validated, validated, "validated");
  }

  /** What goes back; null until a step answered. */
  public @Nullable Answer answer() {
    return answer;
  }

  public void setAnswer(Answer answer) {
    this.answer = once(this.answer, answer, "answer");
  }

  /** Why the request failed, for our own log and billing; null if it did not. */
  public @Nullable String failureReason() {
    return failureReason;
  }

  /** What becomes of the billing record that the answer waits for; null if it waits for none. */
  public @Nullable CompletableFuture<BillingFate> billed() {
    return billed;
  }

  public void setBilled(CompletableFuture<BillingFate> billed) {
    this.billed = once(this.billed, billed, "billed");
  }

  /** The name by which its failure is remembered, for the client to quote; null if none is. */
  public @Nullable String trace() {
    return trace;
  }

  public void setTrace(String trace) {
    this.trace = trace;
  }

  /** Ends the request with an error answer; replaces what an earlier step may have set. */
  public void fail(Answer error, String reason) {
    this.answer = error;
    this.failureReason = reason;
  }

  private static <T> T once(@Nullable T before, T value, String part) {
    if (before != null) {
      throw new IllegalStateException(part + " is set already: two steps claim it");
    }
    return value;
  }

  private static <T> T present(@Nullable T value, String part) {
    if (value == null) {
      throw new IllegalStateException(part + " is not set yet: a step is missing before this one");
    }
    return value;
  }
}
