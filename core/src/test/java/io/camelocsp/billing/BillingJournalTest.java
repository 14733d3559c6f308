package io.camelocsp.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillingJournalTest {
  @TempDir Path directory;

  @Test
  void makesFileAndDirectoriesNotReadableForEveryone() throws IOException {
    Path file = directory.resolve("data/billing/billing.jsonl");

    Records.journal(file).close();

    assertThat(file).isEmptyFile();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).endsWith("---");
  }

  @Test
  void losesNothingOnAnOrderlyStopUnderConcurrentAppends() throws Exception {
    Path file = directory.resolve("billing.jsonl");
    int threads = 4;
    int each = 5_000;
    List<String> expected = new ArrayList<>();
    BillingJournal journal = Records.journal(file);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> work = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      String prefix = t + "-";
      for (int i = 0; i < each; i++) {
        expected.add(Records.line(prefix + i));
      }
      work.add(pool.submit(() -> appendAll(journal, prefix, each)));
    }
    for (Future<?> future : work) {
      future.get();
    }
    pool.shutdown();
    journal.close();
    assertThat(journal.written()).isEqualTo((long) threads * each);
    assertThat(journal.lost()).isZero();
    assertThat(journal.queued()).isZero();
    assertThat(Files.readAllLines(file)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void keepsTheOrderOfOneThread() throws Exception {
    Path file = directory.resolve("billing.jsonl");
    List<String> expected = new ArrayList<>();
    try (BillingJournal journal = Records.journal(file)) {
      for (int i = 0; i < 2_000; i++) {
        journal.append(Records.named("r" + i));
        expected.add(Records.line("r" + i));
      }
    }

    assertThat(Files.readAllLines(file)).isEqualTo(expected);
  }

  @Test
  void writesWithinASecondWithoutBeingClosed() throws Exception {
    Path file = directory.resolve("billing.jsonl");
    try (BillingJournal journal = Records.journal(file)) {
      journal.append(Records.named("soon"));

      await()
          .atMost(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(Files.readAllLines(file)).hasSize(1));
      await().atMost(Duration.ofSeconds(1)).until(() -> journal.queued() == 0);
    }
  }

  @Test
  void appendsToWhatIsThere() throws Exception {
    Path file = directory.resolve("billing.jsonl");
    for (String requestor : List.of("first", "second")) {
      try (BillingJournal journal = Records.journal(file)) {
        journal.append(Records.named(requestor));
      }
    }

    assertThat(Files.readAllLines(file))
        .containsExactly(Records.line("first"), Records.line("second"));
  }

  @Test
  void startsOnANewLineAfterAHalfOne() throws Exception {
    Path file = directory.resolve("billing.jsonl");
    String whole = Records.line("whole");
    String half = Records.line("half").substring(0, 20);
    Files.writeString(file, whole + "\n" + half);

    try (BillingJournal journal = Records.journal(file)) {
      journal.append(Records.named("next"));
    }

    assertThat(Files.readAllLines(file)).containsExactly(whole, Records.line("next"));
  }

  @Test
  void countsWhatComesAfterClosingAsLost() throws Exception {
    Path file = directory.resolve("billing.jsonl");
    BillingJournal journal = Records.journal(file);
    journal.close();
    journal.close();

    assertThat(journal.append(Records.named("late"))).isFalse();
    assertThat(journal.lost()).isEqualTo(1);
    assertThat(file).isEmptyFile();
  }

  @Test
  void refusesToOpenWhatIsNoFile() {
    assertThatIOException().isThrownBy(() -> Records.journal(directory));
  }

  private static void appendAll(BillingJournal journal, String prefix, int count) {
    for (int i = 0; i < count; i++) {
      journal.append(Records.named(prefix + i));
    }
  }
}
