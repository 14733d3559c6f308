package io.camelocsp.bench;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.revocation.Judgement;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCrls;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Judges serial numbers from a CRL of 1,000,000 entries with serial numbers of 20 octets, every
 * second one with a reason, by the call that a request makes: {@code IssuerData.Snapshot.judge}.
 * 1,000,000 different serial numbers in random order, so that neither list nor index is in the
 * cache; the questions themselves lie in the order they are asked in. One of {@link Micro}.
 *
 * <p>Goal: 250 ns.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class LookUpBenchmark {
  static final int ENTRIES = 1_000_000;
  private static final int QUESTIONS = 1 << 20;
  private static final int SERIAL_BITS = 8 * 20 - 2;

  @Param({"yes", "no"})
  String listed = "";

  private final SerialNumber[] questions = new SerialNumber[QUESTIONS];

  @SuppressWarnings("NullAway.Init") // prepare() sets it before anything is measured
  private IssuerData.Snapshot snapshot;

  private Instant now = Instant.EPOCH;
  private int next;

  @Setup
  public void prepare() throws IOException, ListRefusedException {
    Path work = Directories.work("look-up");
    TestCa ca = TestCa.ec("Benchmark CA");
    LoadedList list = new LoadedList(ca.certificate(), work.resolve("archive"));
    list.accept(TestCrls.large(ca, ENTRIES, work.resolve("large.crl")));
    snapshot = list.data().snapshot();
    now = Instant.now();
    Random random = new Random(1);
    for (int i = 0; i < QUESTIONS; i++) {
      questions[i] = question(random);
    }
    check();
    Directories.delete(work); // mapped by now
  }

  private SerialNumber question(Random random) {
    return SerialNumber.of(
        listed.equals("yes")
            ? TestCrls.serial(random.nextInt(ENTRIES))
            : new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS));
  }

  private void check() {
    for (SerialNumber question : questions) {
      if (revoked(snapshot.judge(question, now)) != listed.equals("yes")) {
        throw new IllegalStateException("a wrong status for " + question);
      }
    }
  }

  static boolean revoked(Judgement judgement) {
    return judgement instanceof Judgement.Status status
        && status.status() instanceof CertStatus.Revoked;
  }

  @Benchmark
  public Judgement product() {
    next = (next + 1) & (QUESTIONS - 1);
    return snapshot.judge(questions[next], now);
  }
}
