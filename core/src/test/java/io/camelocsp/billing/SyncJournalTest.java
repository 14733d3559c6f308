package io.camelocsp.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.billing.JournalSettings.Rotation;
import io.camelocsp.testkit.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code durability = sync}: an answer waits until its record is on the disk. */
@Timeout(30)
class SyncJournalTest {
  private static BillingJournal journal(JournalOutput disk) {
    return journal(disk, 1_000);
  }

  private static BillingJournal journal(JournalOutput disk, int queue) {
    JournalSettings usual = JournalSettings.of(Path.of("test"), queue);
    JournalSettings settings =
        new JournalSettings(
            usual.file(),
            usual.format(),
            Durability.SYNC,
            queue,
            usual.rotation(),
            usual.keeping());
    return new BillingJournal(
        settings,
        new JournalNames(settings.file()),
        InstantSource.system(),
        disk,
        Duration.ofMillis(500));
  }

  /** Does not answer before it may. */
  private static class HangingDisk extends FakeDisk {
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch goOn;

    HangingDisk(CountDownLatch goOn) {
      super(Integer.MAX_VALUE);
      this.goOn = goOn;
    }

    void awaitBusy() throws InterruptedException {
      busy.await();
    }

    @Override
    public void force() throws IOException {
      busy.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      super.force();
    }
  }

  private static FakeDisk endless() {
    FakeDisk disk = new FakeDisk(0);
    disk.grow();
    return disk;
  }

  /** One that comes while the disk is just failing shares the fate of what was tried. */
  private static void awaitKept(BillingJournal journal, String name) {
    await().until(() -> journal.appendDurably(Records.named(name)).get() == BillingFate.KEPT);
  }

  @Test
  void tellsOfARecordWhenItIsOnTheDisk() throws Exception {
    FakeDisk disk = endless();
    try (BillingJournal journal = journal(disk)) {
      assertThat(journal.appendDurably(Records.named("a")).get()).isEqualTo(BillingFate.KEPT);

      assertThat(disk.lines()).containsExactly(Records.line("a"));
      assertThat(disk.forces()).isEqualTo(1);
    }
  }

  @Test
  void recordsThatComeWhileTheDiskIsBusyShareTheNextWrite() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    HangingDisk disk = new HangingDisk(goOn);
    List<CompletableFuture<BillingFate>> fates = new ArrayList<>();
    try (BillingJournal journal = journal(disk)) {
      fates.add(journal.appendDurably(Records.named("first")));
      disk.awaitBusy();
      for (int i = 0; i < 50; i++) {
        fates.add(journal.appendDurably(Records.named("r" + i)));
      }
      assertThat(fates).noneMatch(CompletableFuture::isDone);
      goOn.countDown();

      for (CompletableFuture<BillingFate> fate : fates) {
        assertThat(fate.get()).isEqualTo(BillingFate.KEPT);
      }
      assertThat(disk.forces()).isEqualTo(2);
      assertThat(disk.lines()).hasSize(51);
    }
  }

  @Test
  void nothingStaysOfABatchThatAFullDiskCut() throws Exception {
    FakeDisk disk = new FakeDisk(Records.line("kept").length() + 40);
    try (BillingJournal journal = journal(disk)) {
      assertThat(journal.appendDurably(Records.named("kept")).get()).isEqualTo(BillingFate.KEPT);

      assertThat(journal.appendDurably(Records.named("cut")).get()).isEqualTo(BillingFate.NOT_KEPT);

      await().until(() -> disk.lines().equals(List.of(Records.line("kept"))));
      assertThat(journal.failing()).isTrue();
      assertThat(journal.lost()).as("nobody was answered").isZero();
    }
  }

  @Test
  void recoversWithTheNextRecordWhenThereIsSpaceAgain() throws Exception {
    FakeDisk disk = new FakeDisk(0);
    try (BillingJournal journal = journal(disk)) {
      assertThat(journal.appendDurably(Records.named("a")).get()).isEqualTo(BillingFate.NOT_KEPT);
      disk.grow();

      awaitKept(journal, "b");

      assertThat(journal.failing()).isFalse();
      assertThat(disk.lines()).containsExactly(Records.line("b"));
    }
  }

  @Test
  void recoversWithoutARequestToo() throws Exception {
    FakeDisk disk = new FakeDisk(0);
    try (BillingJournal journal = journal(disk)) {
      assertThat(journal.appendDurably(Records.named("a")).get()).isEqualTo(BillingFate.NOT_KEPT);
      assertThat(journal.failing()).isTrue();
      disk.grow();

      await().until(() -> !journal.failing());
      assertThat(disk.lines()).as("what was tried is taken back").isEmpty();
    }
  }

  @Test
  void aDiskThatTakesOctetsAndLosesThemKeepsNothing() throws Exception {
    FakeDisk disk = endless();
    try (BillingJournal journal = journal(disk)) {
      disk.forceFails(true);
      assertThat(journal.appendDurably(Records.named("a")).get()).isEqualTo(BillingFate.NOT_KEPT);
      disk.forceFails(false);
      awaitKept(journal, "b");

      assertThat(disk.lines()).containsExactly(Records.line("b"));
    }
  }

  @Test
  void nobodyIsAnsweredWhileTheNextFileCannotBeBegun() throws Exception {
    AtomicBoolean full = new AtomicBoolean(true);
    FakeDisk disk =
        new FakeDisk(Integer.MAX_VALUE) {
          @Override
          public void ready() throws IOException {
            if (full.get()) {
              throw new IOException("No space left on device");
            }
          }
        };
    try (BillingJournal journal = journal(disk)) {
      assertThat(journal.appendDurably(Records.named("a")).get()).isEqualTo(BillingFate.NOT_KEPT);
      assertThat(journal.failing()).isTrue();
      full.set(false);
      awaitKept(journal, "b");

      assertThat(disk.lines()).containsExactly(Records.line("b"));
    }
  }

  @Test
  void aDirectoryThatIsAwayWhileAFileIsToBeFinishedCostsNothingThatWasKept(@TempDir Path base)
      throws Exception {
    Path directory = Files.createDirectory(base.resolve("billing"));
    MutableClock clock = new MutableClock(Instant.parse("2020-11-28T16:15:00Z"));
    JournalSettings usual = JournalSettings.of(directory.resolve("billing.jsonl"), 1_000);
    JournalSettings hourly =
        new JournalSettings(
            usual.file(),
            usual.format(),
            Durability.SYNC,
            1_000,
            new Rotation(1 << 20, Duration.ofHours(1)),
            usual.keeping());
    try (BillingJournal journal = BillingJournal.open(hourly, clock)) {
      awaitKept(journal, "a");
      Path away = Files.move(directory, base.resolve("away"));
      clock.advance(Duration.ofHours(1));
      assertThat(journal.appendDurably(Records.named("b")).get()).isEqualTo(BillingFate.NOT_KEPT);
      Files.move(away, directory);
      awaitKept(journal, "c");
    }

    assertThat(Files.readAllLines(usual.file()))
        .containsExactly(Records.line("a"), Records.line("c"));
  }

  @Test
  void aDiskThatDoesNotAnswerIsAFailureToo() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    HangingDisk disk = new HangingDisk(hangs);
    try (BillingJournal journal = journal(disk)) {
      CompletableFuture<BillingFate> fate = journal.appendDurably(Records.named("a"));
      assertThat(journal.failing()).isFalse();
      await().atMost(Duration.ofSeconds(9)).until(journal::failing);
      assertThat(journal.report().problem()).contains("the disk does not answer");
      hangs.countDown();

      assertThat(fate.get()).isEqualTo(BillingFate.KEPT);
      await().until(() -> !journal.failing());
    }
  }

  @Test
  void whoeverBlocksInTheThreadThatToldHimHoldsUpNobodyElse() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (BillingJournal journal = journal(new HangingDisk(waits))) {
      CompletableFuture<Void> blocks =
          journal
              .appendDurably(Records.named("a"))
              .thenAccept(
                  fate -> {
                    try {
                      goOn.await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      waits.countDown(); // told only now, and so not in this thread

      assertThat(journal.appendDurably(Records.named("b")).get()).isEqualTo(BillingFate.KEPT);
      assertThat(blocks).isNotDone();
      goOn.countDown();
      blocks.get();
    }
  }

  @Test
  void nobodyIsAnsweredWhileWhatFailedCannotBeCutOff() throws Exception {
    FakeDisk disk = endless();
    try (BillingJournal journal = journal(disk)) {
      disk.forceFails(true);
      disk.truncateFails(true);
      assertThat(journal.appendDurably(Records.named("a")).get()).isEqualTo(BillingFate.NOT_KEPT);
      disk.forceFails(false);
      assertThat(journal.appendDurably(Records.named("b")).get()).isEqualTo(BillingFate.NOT_KEPT);
      disk.truncateFails(false);
      awaitKept(journal, "c");

      assertThat(disk.lines()).containsExactly(Records.line("c"));
    }
  }

  @Test
  void whatTheQueueCannotHoldIsRefusedAtOnce() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    HangingDisk disk = new HangingDisk(goOn);
    try (BillingJournal journal = journal(disk, 2)) {
      CompletableFuture<BillingFate> first = journal.appendDurably(Records.named("a"));
      disk.awaitBusy();
      CompletableFuture<BillingFate> second = journal.appendDurably(Records.named("b"));

      assertThat(journal.appendDurably(Records.named("c")).getNow(BillingFate.KEPT))
          .isEqualTo(BillingFate.NOT_KEPT);
      goOn.countDown();
      assertThat(first.get()).isEqualTo(BillingFate.KEPT);
      assertThat(second.get()).isEqualTo(BillingFate.KEPT);
    }
  }

  @Test
  void closingTellsEveryoneWhoWaits() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    FakeDisk disk =
        new HangingDisk(hangs) {
          @Override
          public void force() throws IOException {
            super.force();
            throw new IOException("stale file handle");
          }
        };
    BillingJournal journal = journal(disk);
    CompletableFuture<BillingFate> inBatch = journal.appendDurably(Records.named("a"));
    await().until(() -> disk.lines().size() == 1);
    CompletableFuture<BillingFate> queued = journal.appendDurably(Records.named("b"));
    journal.close();

    assertThat(queued.get(1, TimeUnit.SECONDS)).isEqualTo(BillingFate.NOT_KEPT);
    hangs.countDown();
    assertThat(inBatch.get(5, TimeUnit.SECONDS)).isEqualTo(BillingFate.NOT_KEPT);
    assertThat(journal.appendDurably(Records.named("late")).get()).isEqualTo(BillingFate.NOT_KEPT);
  }
}
