package io.camelocsp.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.testkit.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal on a real file system that is full. */
class FullDiskTest {
  private SmallDisk disk;
  private Path file;

  @BeforeEach
  void mount(@TempDir Path directory) {
    disk = SmallDisk.mount(directory, 1024);
    file = disk.directory().resolve("billing.jsonl");
  }

  @AfterEach
  void unmount() {
    if (disk != null) {
      disk.close();
    }
  }

  private BillingJournal journal(Durability durability, int queue) throws Exception {
    JournalSettings usual = JournalSettings.of(file, queue);
    return BillingJournal.open(
        new JournalSettings(
            file, usual.format(), durability, queue, usual.rotation(), usual.keeping()),
        InstantSource.system());
  }

  @Test
  void withoutDurabilityWhatTheQueueHoldsIsWrittenWhenThereIsSpaceAgain() throws Exception {
    List<String> expected = new ArrayList<>();
    try (BillingJournal journal = journal(Durability.ASYNC, 100)) {
      journal.append(Records.named("before"));
      expected.add(Records.line("before"));
      await().until(() -> journal.queued() == 0);
      disk.fill();
      for (int i = 0; i < 100; i++) {
        assertThat(journal.append(Records.named("r" + i))).isTrue();
        expected.add(Records.line("r" + i));
      }
      await().until(journal::failing);
      assertThat(journal.append(Records.named("lost"))).isFalse();
      assertThat(journal.report().problem().orElseThrow()).contains("No space left");

      disk.free();
      await().until(() -> !journal.failing() && journal.queued() == 0);

      assertThat(journal.report().lost()).isEqualTo(1);
      assertThat(journal.report().lastLoss()).isPresent();
    }
    assertThat(Files.readAllLines(file)).isEqualTo(expected);
  }

  @Test
  void withDurabilityThereIsALineForEachRecordThatWasKeptAndForNoOther() throws Exception {
    List<String> kept = new ArrayList<>();
    try (BillingJournal journal = journal(Durability.SYNC, 100)) {
      for (int i = 0; i < 2_000; i++) {
        if (i == 500) {
          disk.fill();
        }
        if (i == 1_500) {
          disk.free();
        }
        if (journal.appendDurably(Records.named("r" + i)).get() == BillingFate.KEPT) {
          kept.add(Records.line("r" + i));
        }
        if (i == 1_499) {
          assertThat(journal.failing()).isTrue();
        }
      }
      assertThat(journal.failing()).isFalse();
    }

    assertThat(kept.size()).isBetween(500, 1_999);
    assertThat(Files.readAllLines(file)).isEqualTo(kept);
  }
}
