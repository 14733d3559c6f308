package io.camelocsp.bench;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.PacedLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The load on one site. Answers are only kept while it runs, and checked afterwards: checking takes
 * longer than asking. One run at a time.
 */
final class Load {
  private static final int CONNECTIONS = 16;
  private static final int REQUESTS_PER_SECOND = 1_000;
  private static final int QUESTIONS = 10_000;
  private static final int SIGNATURES_CHECKED = 20;

  /**
   * What came of a run.
   *
   * @param times of the answers
   * @param wrong one text for each answer that was wrong, and for each that did not come
   * @param newLists from how many lists answers came that were not there before the run
   */
  record Outcome(PacedLoad.Result times, List<String> wrong, int newLists) {}

  /** An answer, on the connection of this thread. */
  private record Seen(
      long thread, Question question, HttpConnection.Response response, long nanos) {}

  private final SwapSite site;
  private final Question[] questions;

  /** What the connection of this thread has asked last. */
  private static final ThreadLocal<Question> ASKED = new ThreadLocal<>();

  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final Map<Integer, Long> firstSeenNanos = new TreeMap<>();

  Load(SwapSite site) {
    this.site = site;
    questions = Question.mixed(site.site().ca(), site.entries(), QUESTIONS);
  }

  Outcome run(Duration duration) throws InterruptedException {
    int listsBefore = firstSeenNanos.size();
    // So that none happens meanwhile.
    System.gc();
    PacedLoad.Result times =
        new PacedLoad(site.uri(), CONNECTIONS, REQUESTS_PER_SECOND)
            .run(duration, this::request, this::keep);
    List<String> wrong = new ArrayList<>(times.faults());
    check(wrong);
    int expected = (int) duration.toSeconds() * REQUESTS_PER_SECOND;
    if (times.nanos().length != expected) {
      wrong.add(
          "%d of %d requests were not answered"
              .formatted(expected - times.nanos().length, expected));
    }
    return new Outcome(times, wrong, firstSeenNanos.size() - listsBefore);
  }

  /** From dropping a list to the first answer from it, for each of these lists that was seen. */
  List<Duration> seenAfter(Map<Integer, Long> droppedNanos) {
    List<Duration> times = new ArrayList<>();
    firstSeenNanos.forEach(
        (list, nanos) -> {
          Long dropped = droppedNanos.get(list);
          if (dropped != null) {
            times.add(Duration.ofNanos(nanos - dropped));
          }
        });
    return times;
  }

  private byte[] request(int number) {
    Question question = questions[number % QUESTIONS];
    ASKED.set(question);
    // Of two questions in a row one is about a listed certificate: four in a row have each pair.
    return number % 4 < 2
        ? HttpConnection.get(site.uri(), question.der())
        : HttpConnection.post(site.uri(), question.der());
  }

  private String keep(HttpConnection.Response response) {
    seen.add(new Seen(Thread.currentThread().getId(), ASKED.get(), response, System.nanoTime()));
    return "";
  }

  private void check(List<String> wrong) {
    AnswerCheck check = site.check();
    Map<Long, Integer> lastList = new HashMap<>();
    int count = 0;
    for (Seen each = seen.poll(); each != null; each = seen.poll()) {
      try {
        AnswerCheck.Right right = check.status(each.question(), each.response());
        if (count++ % SIGNATURES_CHECKED == 0) {
          check.signature(right);
        }
        int list = site.index(right.thisUpdate());
        firstSeenNanos.merge(list, each.nanos(), Math::min);
        Integer before = lastList.put(each.thread(), list);
        if (before != null && before > list) {
          wrong.add("list %d answered after list %d".formatted(list, before));
        }
      } catch (AnswerCheck.WrongAnswerException e) {
        wrong.add(String.valueOf(e.getMessage()));
      }
    }
  }
}
