package io.camelocsp.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    FakeDisk disk =
        new FakeDisk(Integer.MAX_VALUE) {
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
        };
    List<CompletableFuture<BillingFate>> fates = new ArrayList<>();
    try (BillingJournal journal = journal(disk)) {
      fates.add(journal.appendDurably(Records.named("first")));
      busy.await();
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
    CountDownLatch busy = new CountDownLatch(1);
    FakeDisk disk =
        new FakeDisk(Integer.MAX_VALUE) {
          @Override
          public void force() throws IOException {
            busy.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    try (BillingJournal journal = journal(disk, 2)) {
      CompletableFuture<BillingFate> first = journal.appendDurably(Records.named("a"));
      busy.await();
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
        new FakeDisk(Integer.MAX_VALUE) {
          @Override
          public void force() throws IOException {
            try {
              hangs.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
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
