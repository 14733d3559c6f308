package io.camelocsp.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class JournalFailureTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private static BillingJournal journal(JournalOutput disk, int queue) {
    JournalSettings settings = JournalSettings.of(Path.of("test"), queue);
    return new BillingJournal(
        settings, new JournalNames(settings.file()), InstantSource.system(), disk, SHORT);
  }

  @Test
  void leavesNeitherGapNorDuplicateWhenTheDiskWasFullInMidLine() {
    FakeDisk disk = new FakeDisk(150);
    List<String> expected = new ArrayList<>();
    BillingJournal journal = journal(disk, 100);
    for (int i = 0; i < 10; i++) {
      assertThat(journal.append(Records.named("r" + i))).isTrue();
      expected.add(Records.line("r" + i));
    }
    await().until(journal::failing);
    assertThat(journal.writeErrors()).isPositive();
    assertThat(journal.written()).isZero();

    disk.grow();
    await().until(() -> journal.written() == 10);

    assertThat(journal.failing()).isFalse();
    assertThat(journal.lost()).isZero();
    journal.close();
    assertThat(disk.lines()).isEqualTo(expected);
  }

  @Test
  void losesAndCountsOnlyWhatTheQueueCannotHold() {
    FakeDisk disk = new FakeDisk(0);
    BillingJournal journal = journal(disk, 5);
    for (int i = 0; i < 5; i++) {
      assertThat(journal.append(Records.named("kept" + i))).isTrue();
    }
    assertThat(journal.append(Records.named("lost"))).isFalse();
    assertThat(journal.lost()).isEqualTo(1);
    await().until(journal::failing);
    assertThat(journal.append(Records.named("lost"))).isFalse();

    disk.grow();
    await().until(() -> journal.queued() == 0);
    assertThat(journal.append(Records.named("again"))).isTrue();
    journal.close();

    assertThat(journal.lost()).isEqualTo(2);
    assertThat(journal.written()).isEqualTo(6);
    assertThat(disk.lines()).hasSize(6).last().isEqualTo(Records.line("again"));
  }

  @Test
  void closingOnAFullDiskEndsAndCountsTheLoss() {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.isWritable(full));
    BillingJournal journal;
    try {
      journal = BillingJournal.open(JournalSettings.of(full, 100), InstantSource.system());
    } catch (IOException e) {
      throw new AssertionError("a full disk is no reason not to start", e);
    }
    journal.append(Records.named("a"));
    journal.append(Records.named("b"));
    await().until(journal::failing);

    journal.close();

    assertThat(journal.lost()).isEqualTo(2);
    assertThat(journal.written()).isZero();
    assertThat(journal.queued()).isZero();
  }

  @Test
  void closingIsBoundedWhenTheDiskHangs() {
    CountDownLatch released = new CountDownLatch(1);
    BillingJournal journal = journal(new HangingDisk(released), 100);
    journal.append(Records.named("a"));
    long startedNanos = System.nanoTime();

    journal.close();

    assertThat(Duration.ofNanos(System.nanoTime() - startedNanos))
        .isLessThan(SHORT.multipliedBy(10));
    assertThat(journal.lost()).isEqualTo(1);
    released.countDown();
  }

  @Test
  void writesOnWhenOneRecordCannotBeMadeJson() {
    FakeDisk disk = new FakeDisk(0);
    disk.grow();
    BillingJournal journal = journal(disk, 100);
    BillingRecord good = Records.named("good");
    journal.append(
        new BillingRecord(
            good.time(),
            good.responder(),
            null,
            null,
            1,
            0,
            List.of(),
            "local",
            good.result(),
            // Its nanoseconds overflow a long.
            Duration.ofSeconds(Long.MAX_VALUE)));
    journal.append(good);
    journal.close();

    assertThat(journal.lost()).isEqualTo(1);
    assertThat(journal.written()).isEqualTo(1);
    assertThat(disk.lines()).containsExactly(good.toJson());
  }

  /** Never answers, as a network file system does when its server is gone. */
  private static final class HangingDisk extends FakeDisk {
    private final CountDownLatch released;

    HangingDisk(CountDownLatch released) {
      super(0);
      this.released = released;
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      throw new IOException("stale file handle");
    }
  }
}
