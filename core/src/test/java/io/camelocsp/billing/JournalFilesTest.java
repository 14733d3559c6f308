package io.camelocsp.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.billing.JournalSettings.Keeping;
import io.camelocsp.billing.JournalSettings.Packing;
import io.camelocsp.billing.JournalSettings.Rotation;
import io.camelocsp.testkit.MutableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a journal: when one is finished, what it is called, what becomes of it. */
class JournalFilesTest {
  private static final Instant NOW = Instant.parse("2020-11-28T16:15:00Z");

  @TempDir Path directory;

  private final MutableClock clock = new MutableClock(NOW);
  private JournalFormat format = JournalFormat.JSON_LINES;
  private Rotation rotation = new Rotation(1 << 20, Duration.ofDays(1));
  private Keeping keeping = Keeping.ALL;

  private Path active() {
    return directory.resolve("billing" + format.extension());
  }

  private BillingJournal open() throws IOException {
    return BillingJournal.open(
        new JournalSettings(active(), format, Durability.ASYNC, 10_000, rotation, keeping), clock);
  }

  /** Appends and waits until it is written. */
  private static void write(BillingJournal journal, String name) {
    assertThat(journal.append(Records.named(name))).isTrue();
    await().until(() -> journal.queued() == 0);
  }

  /** Appends what makes the file large enough, and waits until it is finished. */
  private void writeAndFinish(BillingJournal journal, String name) {
    write(journal, name);
    await().ignoreExceptions().until(() -> Files.size(active()) == 0);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(each -> String.valueOf(each.getFileName())).sorted().toList();
    }
  }

  private List<String> allLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : names()) {
      try (var in = JournalStream.open(directory.resolve(name))) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
      }
    }
    return lines;
  }

  @Test
  void aFileThatIsLargeEnoughIsFinishedUnderTheTimeOfThatMoment() throws Exception {
    rotation = new Rotation(Records.line("one").length(), Duration.ofDays(1));
    try (BillingJournal journal = open()) {
      writeAndFinish(journal, "one");
      writeAndFinish(journal, "two");
    }

    assertThat(names())
        .containsExactly(
            "billing-20201128T161500000Z.jsonl",
            "billing-20201128T161500001Z.jsonl",
            "billing.jsonl");
    assertThat(allLines()).containsExactly(Records.line("one"), Records.line("two"));
  }

  @Test
  void noNameIsUsedTwiceAndOrderHoldsWhenTheClockIsSetBack() throws Exception {
    rotation = new Rotation(1, Duration.ofDays(1));
    List<String> expected = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      try (BillingJournal journal = open()) {
        for (int i = 0; i < 4; i++) {
          writeAndFinish(journal, "r" + run + i);
          expected.add(Records.line("r" + run + i));
          clock.set(NOW.minus(Duration.ofHours(i)));
        }
      }
    }

    assertThat(names()).hasSize(9).doesNotHaveDuplicates();
    assertThat(allLines()).isEqualTo(expected);
  }

  @Test
  void aFileEndsWithItsPeriodInUtc() throws Exception {
    rotation = new Rotation(1 << 20, Duration.ofHours(1));
    try (BillingJournal journal = open()) {
      write(journal, "16h");
      clock.set(Instant.parse("2020-11-28T16:59:59.999Z"));
      write(journal, "16h too");
      clock.set(Instant.parse("2020-11-28T17:00:00Z"));
      write(journal, "17h");
    }

    assertThat(names()).containsExactly("billing-20201128T170000000Z.jsonl", "billing.jsonl");
    assertThat(Files.readAllLines(active())).containsExactly(Records.line("17h"));
  }

  @Test
  void aPeriodThatEndedWhileNobodyRanIsFinishedAtTheNextStart() throws Exception {
    try (BillingJournal journal = open()) {
      write(journal, "yesterday");
    }
    Files.setLastModifiedTime(active(), FileTime.from(NOW.minus(Duration.ofDays(1))));

    try (BillingJournal journal = open()) {
      write(journal, "today");
    }

    assertThat(Files.readAllLines(active())).containsExactly(Records.line("today"));
    assertThat(allLines()).hasSize(2);
  }

  @Test
  void anEmptyFileIsNeverFinished() throws Exception {
    rotation = new Rotation(1, Duration.ofHours(1));
    open().close();
    clock.set(NOW.plus(Duration.ofDays(3)));
    open().close();

    assertThat(names()).containsExactly("billing.jsonl");
  }

  @Test
  void finishedFilesArePackedAndKeepTheirLines() throws Exception {
    rotation = new Rotation(1, Duration.ofDays(1));
    keeping = new Keeping(Packing.GZIP, OptionalInt.empty(), Optional.empty());
    try (BillingJournal journal = open()) {
      writeAndFinish(journal, "one");
      writeAndFinish(journal, "two");
      await()
          .until(
              () ->
                  names()
                      .equals(
                          List.of(
                              "billing-20201128T161500000Z.jsonl.gz",
                              "billing-20201128T161500001Z.jsonl.gz",
                              "billing.jsonl")));
    }

    assertThat(allLines()).containsExactly(Records.line("one"), Records.line("two"));
    assertThat(Files.getPosixFilePermissions(directory.resolve(names().get(0))))
        .isEqualTo(Files.getPosixFilePermissions(active()));
  }

  @Test
  void whatAKilledProcessLeftHalfPackedIsPackedAtTheNextStart() throws Exception {
    Path half = directory.resolve(".billing-20201128T161500000Z.jsonl.gz.tmp");
    Path plain = directory.resolve("billing-20201128T161500000Z.jsonl");
    Files.writeString(half, "half");
    Files.writeString(plain, Records.line("one") + "\n");
    keeping = new Keeping(Packing.GZIP, OptionalInt.empty(), Optional.empty());

    try (BillingJournal journal = open()) {
      await().until(() -> !Files.exists(plain));
      assertThat(journal.failing()).isFalse();
    }

    assertThat(names()).containsExactly("billing-20201128T161500000Z.jsonl.gz", "billing.jsonl");
    assertThat(allLines()).containsExactly(Records.line("one"));
  }

  @Test
  void onlyTheNewestFilesAreKeptWhereThatIsAsked() throws Exception {
    rotation = new Rotation(1, Duration.ofDays(1));
    keeping = new Keeping(Packing.PLAIN, OptionalInt.of(2), Optional.empty());
    Path other = Files.writeString(directory.resolve("billing-2025.jsonl"), "not ours");
    try (BillingJournal journal = open()) {
      for (int i = 0; i < 5; i++) {
        writeAndFinish(journal, "r" + i);
      }
      await().until(() -> names().size() == 4);
    }

    assertThat(other).exists();
    Files.delete(other);
    assertThat(allLines()).containsExactly(Records.line("r3"), Records.line("r4"));
  }

  @Test
  void aTableHasOneHeaderInEachFile() throws Exception {
    format = JournalFormat.CSV;
    rotation = new Rotation(JournalFormat.CSV.header().length + 1L, Duration.ofDays(1));
    try (BillingJournal journal = open()) {
      writeAndFinish(journal, "one");
      writeAndFinish(journal, "two");
    }
    rotation = new Rotation(1 << 20, Duration.ofDays(1));
    try (BillingJournal journal = open()) {
      write(journal, "three");
    }

    String header = CsvRow.HEADER + "\r\n";
    assertThat(names()).hasSize(3);
    assertThat(Files.readString(directory.resolve(names().get(0))))
        .startsWith(header + "1970-01-01T00:00:00Z,public,192.0.2.1,one,1,0,,,,local,successful,0")
        .endsWith("\r\n");
    assertThat(Files.readString(active())).startsWith(header).containsOnlyOnce("time,");
    assertThat(Files.readAllLines(active())).hasSize(2);
  }

  @Test
  void aFileOfAnotherFormatIsFinishedFirst() throws Exception {
    try (BillingJournal journal = open()) {
      write(journal, "json");
    }
    format = JournalFormat.CSV;
    try (BillingJournal journal = open()) {
      write(journal, "csv");
    }

    assertThat(names()).containsExactly("billing-20201128T161500000Z.jsonl", "billing.csv");
    assertThat(Files.readAllLines(directory.resolve(names().get(0))))
        .containsExactly(Records.line("json"));
  }

  @Test
  void aTableOfSomebodyElseIsLeftAlone() throws Exception {
    Path other = Files.writeString(directory.resolve("billing.csv"), "a,b\r\n1,2\r\n");
    open().close();

    assertThat(other).exists();
    assertThat(names()).hasSize(2);
  }

  @Test
  void aFileOfAnotherFormatUnderTheSameNameIsFinishedToo() throws Exception {
    Files.writeString(active(), "a,b\r\n1,2\r\n");
    try (BillingJournal journal = open()) {
      write(journal, "json");
    }

    assertThat(Files.readAllLines(active())).containsExactly(Records.line("json"));
    assertThat(names()).hasSize(2);
  }

  @Test
  void aLongHalfLineIsCutOff() throws Exception {
    Files.writeString(active(), Records.line("whole") + "\n{" + "x".repeat(20_000));
    try (BillingJournal journal = open()) {
      write(journal, "next");
    }

    assertThat(allLines()).containsExactly(Records.line("whole"), Records.line("next"));
  }
}
