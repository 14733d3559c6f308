package io.camelocsp.metrics;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.workflow.Answer;
import io.camelocsp.workflow.Transaction;
import io.camelocsp.workflow.ValidatedRequest.Result;
import io.camelocsp.workflow.Via;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * What was answered since the start, by responder, issuer, status and way.
 *
 * <p>It is counted at every request, so it costs two look-ups of names whose hash is known, and a
 * few additions; nothing is allocated. Every name is there from the start: whatever strangers ask,
 * no more counters come. Thread-safe.
 */
public final class AnswerCounts {
  /** In place of an issuer's name: one that is not served, or the answer is an error. */
  public static final String NO_ISSUER = "-";

  private static final List<String> STATUSES = List.of("good", "revoked", "unknown");
  private static final List<Via> WAYS = List.of(Via.values());
  private static final List<ResponseStatus> ERRORS = List.of(ResponseStatus.values());

  private final Map<String, OfResponder> responders = new HashMap<>();

  /** The counters of one responder. */
  private static final class OfResponder {
    private final Map<String, OfIssuer> byIssuer = new HashMap<>();
    private final OfIssuer noIssuer = new OfIssuer();
    private final Map<ResponseStatus, LongAdder> errors = new EnumMap<>(ResponseStatus.class);
    private final DurationCounts durations = new DurationCounts();

    OfResponder(Collection<String> issuers) {
      issuers.forEach(issuer -> byIssuer.put(issuer, new OfIssuer()));
      ERRORS.forEach(error -> errors.put(error, new LongAdder()));
    }
  }

  /** The counters of one issuer, by way; one for each of {@link #STATUSES}. */
  private static final class OfIssuer {
    private final Map<Via, LongAdder[]> byWay = new EnumMap<>(Via.class);

    OfIssuer() {
      WAYS.forEach(via -> byWay.put(via, Adders.make(STATUSES.size())));
    }

    void count(CertStatus status, Via via) {
      LongAdder[] row = byWay.get(via);
      if (row != null) {
        row[column(status)].increment();
      }
    }
  }

  /**
   * One counter.
   *
   * @param status {@code good}, {@code revoked}, {@code unknown}, or an error by its RFC 6960 name
   * @param via {@link Via#label}
   */
  public record Count(String responder, String issuer, String status, String via, long count) {}

  /**
   * @param responders all configured names
   * @param issuers likewise
   */
  public AnswerCounts(Collection<String> responders, Collection<String> issuers) {
    responders.forEach(each -> this.responders.put(each, new OfResponder(issuers)));
  }

  /**
   * Counts a request that has its answer.
   *
   * @param nowNanos {@link System#nanoTime()}, for the time taken
   */
  public void count(Transaction transaction, long nowNanos) {
    OfResponder counters = responders.get(transaction.responder().name());
    Answer answer = transaction.answer();
    if (counters == null || answer == null) {
      return;
    }
    counters.durations.add(nowNanos - transaction.startedNanos());
    if (answer.via() == Via.ERROR) {
      LongAdder errors = counters.errors.get(answer.status());
      if (errors != null) {
        errors.increment();
      }
      return;
    }
    List<Result> results = transaction.judgedRequest().results();
    for (int i = 0; i < results.size(); i++) {
      Result result = results.get(i);
      OfIssuer issuer = counters.byIssuer.get(result.issuerName());
      (issuer == null ? counters.noIssuer : issuer).count(result.response().status(), answer.via());
    }
  }

  private static int column(CertStatus status) {
    return status instanceof CertStatus.Good ? 0 : status instanceof CertStatus.Unknown ? 2 : 1;
  }

  /** All counters that have counted something. */
  public void forEach(Consumer<Count> each) {
    responders.forEach(
        (responder, counters) -> {
          counters.byIssuer.forEach((issuer, row) -> tell(responder, issuer, row, each));
          tell(responder, NO_ISSUER, counters.noIssuer, each);
          counters.errors.forEach(
              (error, count) ->
                  tell(
                      new Count(
                          responder, NO_ISSUER, error.label(), Via.ERROR.label(), count.sum()),
                      each));
        });
  }

  private static void tell(String responder, String issuer, OfIssuer row, Consumer<Count> each) {
    row.byWay.forEach(
        (via, counts) -> {
          for (int i = 0; i < counts.length; i++) {
            tell(new Count(responder, issuer, STATUSES.get(i), via.label(), counts[i].sum()), each);
          }
        });
  }

  private static void tell(Count count, Consumer<Count> each) {
    if (count.count() > 0) {
      each.accept(count);
    }
  }

  /** How long requests took, by responder: from arrival until the answer is written. */
  public Map<String, DurationCounts> durations() {
    Map<String, DurationCounts> durations = new HashMap<>();
    responders.forEach((name, counters) -> durations.put(name, counters.durations));
    return durations;
  }
}
