package io.camelocsp.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SigningPoolTest {
  private static final TestCertificate CERTIFICATE = TestCa.ec("Acme CA").issue("CN=signer");
  private static final byte[] TBS = {1, 2, 3};
  private static final Duration SHORT = Duration.ofMillis(200);

  private final CountDownLatch released = new CountDownLatch(1);
  private final SigningPool pool = new SigningPool(2, 3, SHORT);
  private final ResponseSigner fast = signer("fast", tbs -> tbs);
  private final ResponseSigner stuck = signer("stuck", this::signWhenReleased);

  @AfterEach
  void release() {
    released.countDown();
    pool.close();
  }

  @Test
  void signsOnItsOwnNamedDaemonThreads() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    ResponseSigner signer =
        signer(
            "acme",
            tbs -> {
              thread.complete(Thread.currentThread());
              return new byte[] {9};
            });
    Result result = sign(signer);

    assertThat(result.get()).containsExactly(9);
    assertThat(thread.get().getName()).startsWith("ocsp-signing-acme-");
    assertThat(thread.get().isDaemon()).isTrue();
    assertThat(thread.get().getContextClassLoader()).isSameAs(SigningPool.class.getClassLoader());
  }

  @Test
  void refusesAtOnceWhenTheSignersQueueIsFull() {
    fill(stuck);

    assertThat(sign(stuck).accepted).isFalse();
    assertThat(pool.queueLength()).isEqualTo(3);
    assertThat(pool.queueLength(stuck)).isEqualTo(3);
  }

  @Test
  void takesWorkAgainWhenTheQueueHasRoom() throws Exception {
    List<Result> accepted = fill(stuck);
    released.countDown();
    for (Result result : accepted) {
      assertThat(result.get()).isEqualTo(TBS);
    }

    assertThat(sign(stuck).get()).isEqualTo(TBS);
  }

  @Test
  void aStuckSignerLeavesOthersAlone() throws Exception {
    fill(stuck);

    for (int i = 0; i < 50; i++) {
      assertThat(sign(fast).get()).isEqualTo(TBS);
    }
    assertThat(pool.queueLength(fast)).isZero();
  }

  @Test
  void passesFailuresOn() throws Exception {
    SigningException failure = new SigningException("token is gone", new RuntimeException());
    ResponseSigner lost =
        signer(
            "lost",
            tbs -> {
              throw failure;
            });
    ResponseSigner broken =
        signer(
            "broken",
            tbs -> {
              throw new IllegalStateException("unexpected");
            });

    assertThat(sign(lost).failure()).isSameAs(failure);
    assertThat(sign(broken).failure()).hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void survivesCallbacksThatThrow() throws Exception {
    SigningCallback angry =
        new SigningCallback() {
          @Override
          public void signed(byte[] signature) {
            throw new IllegalStateException("the exchange is gone");
          }

          @Override
          public void failed(SigningException failure) {
            throw new IllegalStateException("must not be called", failure);
          }
        };
    for (int i = 0; i < 3; i++) {
      assertThat(pool.sign(fast, TBS, angry)).isTrue();
    }

    assertThat(sign(fast).get()).isEqualTo(TBS);
  }

  @Test
  void closingFinishesAcceptedWork() throws Exception {
    List<Result> accepted = fill(stuck);
    released.countDown();

    pool.close();

    for (Result result : accepted) {
      assertThat(result.get()).isEqualTo(TBS);
    }
    assertThat(sign(fast).accepted).isFalse();
    assertThat(sign(signer("new", tbs -> tbs)).accepted).isFalse();
  }

  @Test
  void closingIsBoundedAndFailsWhatStillWaits() throws Exception {
    List<Result> accepted = fill(stuck);
    long startedNanos = System.nanoTime();

    pool.close();

    assertThat(Duration.ofNanos(System.nanoTime() - startedNanos))
        .isLessThan(SHORT.multipliedBy(10));
    long failed =
        accepted.stream().filter(result -> result.outcome.isCompletedExceptionally()).count();
    assertThat(failed).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aSignerThatIsGoneStillSignsWhatWasAccepted() throws Exception {
    List<Result> accepted = fill(stuck);

    pool.keepOnly(List.of(fast));
    assertThat(pool.queueLength()).as("its work still waits").isEqualTo(3);
    released.countDown();

    for (Result result : accepted) {
      assertThat(result.get()).isEqualTo(TBS);
    }
    awaitLanes(0);
  }

  @Test
  void aRequestThatChoseASignerBeforeItWentIsSigned() throws Exception {
    pool.keepOnly(List.of(fast));

    assertThat(sign(stuck).accepted).isTrue();
    Result second = sign(stuck);
    released.countDown();

    assertThat(second.get()).isEqualTo(TBS);
    awaitLanes(0);
  }

  @Test
  void aSignerThatStaysKeepsItsLaneAndItsQueue() {
    fill(stuck);

    pool.keepOnly(List.of(stuck, fast));

    assertThat(sign(stuck).accepted).as("a new lane would have room").isFalse();
    assertThat(pool.laneCount()).isEqualTo(1);
  }

  @Test
  void closingWaitsForSignersThatAreGone() throws Exception {
    try (SigningPool closing = new SigningPool(1, 3)) {
      List<Integer> told = new CopyOnWriteArrayList<>();
      for (int i = 0; i < 3; i++) {
        assertThat(closing.sign(stuck, TBS, new Note(told, i))).isTrue();
      }
      closing.keepOnly(List.of());
      CompletableFuture<Void> closed = CompletableFuture.runAsync(closing::close);
      assertThat(told).isEmpty();
      released.countDown();
      closed.get(10, TimeUnit.SECONDS);

      assertThat(told).containsExactly(0, 1, 2);
    }
  }

  @Test
  void aThousandReloadsUnderLoadLoseNoSignatureAndLeaveNoLaneAndNoThread() throws Exception {
    CompletableFuture<Integer> load;
    AtomicReference<ResponseSigner> current = new AtomicReference<>(signer("gone", tbs -> tbs));
    AtomicBoolean reloading = new AtomicBoolean(true);
    load =
        CompletableFuture.supplyAsync(
            () -> {
              int signed = 0;
              while (reloading.get()) {
                Result result =
                    sign(
                        Objects.requireNonNull(
                            current.get())); // often one that goes at this very moment
                assertThat(result.accepted).isTrue();
                assertThat(result.outcome.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(TBS);
                signed++;
              }
              return signed;
            });
    for (int i = 0; i < 1000; i++) {
      ResponseSigner next = signer("gone", tbs -> tbs);
      assertThat(sign(next).get()).isEqualTo(TBS);
      current.set(next);
      pool.keepOnly(List.of(next));
    }
    reloading.set(false);
    assertThat(load.get(10, TimeUnit.SECONDS)).isPositive();

    pool.keepOnly(List.of());
    awaitLanes(0);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("ocsp-signing-gone-")));
  }

  private void awaitLanes(int count) {
    Awaitility.await().untilAsserted(() -> assertThat(pool.laneCount()).isEqualTo(count));
  }

  @Test
  void answersEachOfManyThatWaitOnceAndInOrder() throws Exception {
    List<Integer> told = new CopyOnWriteArrayList<>();
    try (SigningPool one = new SigningPool(1, 100)) {
      one.sign(stuck, TBS, new Note(told, 0));
      for (int i = 1; i <= 100; i++) {
        assertThat(one.sign(stuck, TBS, new Note(told, i))).isTrue();
      }
      released.countDown();
    }

    assertThat(told).isEqualTo(IntStream.rangeClosed(0, 100).boxed().toList());
  }

  @Test
  void holdsNoSignatureBackForSlowOnes() throws Exception {
    List<Integer> told = new CopyOnWriteArrayList<>();
    List<Integer> toldWhenSigning = new CopyOnWriteArrayList<>();
    ResponseSigner slow =
        signer(
            "slow",
            tbs -> {
              toldWhenSigning.add(told.size());
              spin(Duration.ofMillis(2));
              return signWhenReleased(tbs);
            });
    try (SigningPool one = new SigningPool(1, 10)) {
      for (int i = 0; i < 10; i++) {
        assertThat(one.sign(slow, TBS, new Note(told, i))).isTrue();
      }
      released.countDown();
    }

    assertThat(toldWhenSigning).isEqualTo(IntStream.range(0, 10).boxed().toList());
  }

  private static void spin(Duration duration) {
    long endNanos = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() - endNanos < 0) {
      Thread.onSpinWait();
    }
  }

  /** Notes its number when its signature is there. */
  private record Note(List<Integer> told, int number) implements SigningCallback {
    @Override
    public void signed(byte[] signature) {
      told.add(number);
    }

    @Override
    public void failed(SigningException failure) {
      throw new IllegalStateException("must not be called", failure);
    }
  }

  private byte[] signWhenReleased(byte[] tbs) throws SigningException {
    try {
      if (!released.await(30, TimeUnit.SECONDS)) {
        throw new SigningException("never released", new IllegalStateException());
      }
      return tbs;
    } catch (InterruptedException e) {
      throw new SigningException("interrupted", e);
    }
  }

  /** Two in the threads, three in the queue. */
  private List<Result> fill(ResponseSigner signer) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Result result = sign(signer);
      assertThat(result.accepted).isTrue();
      results.add(result);
    }
    return results;
  }

  private Result sign(ResponseSigner signer) {
    CompletableFuture<byte[]> outcome = new CompletableFuture<>();
    boolean accepted =
        pool.sign(
            signer,
            TBS,
            new SigningCallback() {
              @Override
              public void signed(byte[] signature) {
                outcome.complete(signature);
              }

              @Override
              public void failed(SigningException failure) {
                outcome.completeExceptionally(failure);
              }
            });
    return new Result(accepted, outcome);
  }

  private static ResponseSigner signer(String name, Signer signer) {
    return Signers.around(name, CERTIFICATE, SignerTrust.DELEGATED, signer);
  }

  private record Result(boolean accepted, CompletableFuture<byte[]> outcome) {
    byte[] get() throws Exception {
      return outcome.get(10, TimeUnit.SECONDS);
    }

    Throwable failure() throws Exception {
      return outcome.handle((signature, failure) -> failure).get(10, TimeUnit.SECONDS);
    }
  }
}
