package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.SerialNumber;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/**
 * Whatever lists a CA publishes, and in whatever order they come, restarts in between: in the end
 * the answers are what the CA has issued.
 */
class IssuancePropertyTest {
  private static final TestCa CA = TestCa.ec("Orderly CA");
  private static final int SERIALS = 60;

  /** What a CA does next. */
  enum Step {
    ISSUE,
    TAKE_BACK,
    DELTA,
    FILL_UP,
    SIGN_FULL_ANEW,
    CUT_ANEW
  }

  /** A CA with its lists; each step ends with lists that say all of it. */
  private static final class Issuing {
    private final Random random;
    private final List<byte[]> published = new ArrayList<>();
    private final List<Set<Integer>> full = new ArrayList<>();
    private final Set<Integer> open = new TreeSet<>();
    private Set<Integer> openBase = Set.of();
    private long openNumber;
    private long version = 1;
    private long number;

    Issuing(Random random) {
      this.random = random;
      publishOpen();
    }

    void take(Step step) {
      switch (step) {
        case ISSUE -> {
          issue();
          publishOpen();
        }
        case TAKE_BACK -> {
          open.removeIf(each -> random.nextInt(4) == 0);
          publishOpen();
        }
        case DELTA -> {
          issue();
          open.removeIf(each -> random.nextInt(6) == 0);
          publishDelta();
        }
        case FILL_UP -> {
          publish(full.size() + 1, true, open);
          full.add(new TreeSet<>(open));
          open.clear();
          publishOpen();
        }
        case SIGN_FULL_ANEW -> {
          if (!full.isEmpty()) {
            int which = random.nextInt(full.size());
            publish(which + 1, true, full.get(which));
          }
        }
        case CUT_ANEW -> {
          version++;
          full.forEach(open::addAll);
          full.clear();
          open.removeIf(each -> random.nextInt(5) == 0);
          publishOpen();
        }
      }
    }

    private void issue() {
      int serial = 1 + random.nextInt(SERIALS);
      if (full.stream().noneMatch(each -> each.contains(serial))) {
        open.add(serial);
      }
    }

    private ListSegment segment(int segmentNumber, boolean isFull) {
      return new ListSegment(version, segmentNumber, isFull);
    }

    private void publish(int segmentNumber, boolean isFull, Set<Integer> serials) {
      number++;
      published.add(IssuanceLists.list(CA, number, segment(segmentNumber, isFull), serials).der());
    }

    private void publishOpen() {
      publish(full.size() + 1, false, open);
      openNumber = number;
      openBase = new TreeSet<>(open);
    }

    private void publishDelta() {
      number++;
      CrlBuilder delta =
          IssuanceLists.delta(CA, number, openNumber, segment(full.size() + 1, false));
      for (int serial = 1; serial <= SERIALS; serial++) {
        if (open.contains(serial) && !openBase.contains(serial)) {
          delta.revoke(BigInteger.valueOf(serial), IntakeFixture.NOW);
        } else if (!open.contains(serial) && openBase.contains(serial)) {
          IssuanceLists.removed(delta, serial);
        }
      }
      published.add(delta.der());
    }

    boolean hasIssued(int serial) {
      return open.contains(serial) || full.stream().anyMatch(each -> each.contains(serial));
    }
  }

  @Property(tries = 60)
  void inAnyOrderTheAnswersAreWhatTheCaHasIssued(
      @ForAll @Size(max = 12) List<Step> steps, @ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Issuing ca = new Issuing(random);
    steps.forEach(ca::take);
    List<byte[]> arriving = new ArrayList<>(ca.published);
    Collections.shuffle(arriving, random);
    int restartBefore = random.nextInt(arriving.size() + 1);
    Path directory = Files.createTempDirectory("issuance");
    try {
      IntakeFixture fixture = new IntakeFixture(directory).issuer("acme", CA);
      ListIntake intake = fixture.start();
      for (int i = 0; i < arriving.size(); i++) {
        if (i == restartBefore) {
          intake = fixture.start();
          assertThat(intake.restore().messages()).isEmpty();
        }
        offer(intake, fixture, arriving.get(i));
      }
      assertAnswers(fixture, ca);
      fixture.start().restore();
      assertAnswers(fixture, ca);
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static void offer(ListIntake intake, IntakeFixture fixture, byte[] list)
      throws IOException {
    try {
      intake.accept(fixture.drop(list));
    } catch (ListRefusedException e) {
      // What came too late says nothing that a newer list does not say.
      assertThat(e.reason())
          .isIn(
              ListRefusedException.Reason.OLDER,
              ListRefusedException.Reason.SAME_NUMBER_OTHER_CONTENT);
    }
  }

  private static void assertAnswers(IntakeFixture fixture, Issuing ca) {
    IssuerData.Snapshot snapshot = fixture.data("acme").snapshot();
    for (int serial = 1; serial <= SERIALS; serial++) {
      IssuanceJudgement judgement =
          snapshot.judgeIssuance(
              SerialNumber.of(BigInteger.valueOf(serial)), fixture.clock.instant());
      assertThat(judgement)
          .as("serial %s", serial)
          .isInstanceOf(
              ca.hasIssued(serial)
                  ? IssuanceJudgement.Issued.class
                  : IssuanceJudgement.NeverIssued.class);
    }
  }
}
