package io.camelocsp.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.billing.JournalSettings.Keeping;
import io.camelocsp.billing.JournalSettings.Packing;
import io.camelocsp.billing.JournalSettings.Rotation;
import io.camelocsp.testkit.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillingFeedTest {
  private static final Instant NOW = Instant.parse("2020-11-28T16:15:00Z");

  @TempDir Path directory;

  private final MutableClock clock = new MutableClock(NOW);
  private JournalFormat format = JournalFormat.JSON_LINES;
  private long size = 1 << 20;
  private Keeping keeping = Keeping.ALL;
  private final List<String> received = new ArrayList<>();

  private Path active() {
    return directory.resolve("billing" + format.extension());
  }

  private BillingJournal journal() throws IOException {
    return BillingJournal.open(settings(), clock);
  }

  private JournalSettings settings() {
    return new JournalSettings(
        active(),
        format,
        Durability.ASYNC,
        10_000,
        new Rotation(size, Duration.ofDays(1)),
        keeping);
  }

  private BillingFeed feed(BillingJournal journal) throws IOException {
    return BillingFeed.open(
        journal, 2, clock, () -> Duration.between(NOW, clock.instant()).toNanos());
  }

  private static void write(BillingJournal journal, String... names) {
    for (String name : names) {
      assertThat(journal.append(Records.named(name))).isTrue();
    }
    await().until(() -> journal.queued() == 0);
  }

  /** Takes and confirms all there is. */
  private void receive(BillingFeed feed) throws IOException {
    for (Optional<FeedBatch> next = feed.next(); next.isPresent(); next = feed.next()) {
      received.addAll(next.get().text().lines().toList());
      feed.confirm(next.get());
    }
  }

  private List<String> withoutIds() {
    return received.stream().map(line -> line.replaceFirst("\"id\":\"[^\"]+\",", "")).toList();
  }

  private static String[] lines(String... names) {
    return Stream.of(names).map(Records::line).toArray(String[]::new);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(each -> String.valueOf(each.getFileName())).sorted().toList();
    }
  }

  @Test
  void deliversEachRecordInOrderInBoundedMessages() throws Exception {
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      write(journal, "a", "b", "c");
      assertThat(feed.next().orElseThrow().records()).isEqualTo(2);
      receive(feed);
      assertThat(feed.next()).isEmpty();
      write(journal, "d");
      receive(feed);
    }

    assertThat(withoutIds()).containsExactly(lines("a", "b", "c", "d"));
    assertThat(received.get(0)).startsWith("{\"id\":\"first/0\",\"time\":");
    assertThat(received).doesNotHaveDuplicates();
  }

  @Test
  void goesOnAfterARestartWhereItWasWhateverTheFilesAreCalledByNow() throws Exception {
    keeping = new Keeping(Packing.GZIP, OptionalInt.empty(), Optional.empty());
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      write(journal, "a", "b", "c");
      FeedBatch first = feed.next().orElseThrow();
      received.addAll(first.text().lines().toList());
      feed.confirm(first);
    }
    size = 1; // what is there is finished with the next record
    try (BillingJournal journal = journal()) {
      write(journal, "d", "e");
      write(journal, "f");
      await()
          .ignoreExceptions()
          .until(
              () ->
                  Files.size(active()) == 0
                      && files().stream().filter(name -> name.endsWith(".jsonl")).count() == 1);
    }
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      receive(feed);
    }

    assertThat(withoutIds()).containsExactly(lines("a", "b", "c", "d", "e", "f"));
    assertThat(received).doesNotHaveDuplicates();
  }

  @Test
  void whatWasNotConfirmedComesAgainUnderTheSameId() throws Exception {
    FeedBatch before;
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      write(journal, "a", "b");
      before = feed.next().orElseThrow();
      feed.failed("the broker is away");
      assertThat(feed.next()).as("not at once").isEmpty();
      clock.advance(Duration.ofSeconds(1));
      assertThat(feed.next()).contains(before);
    } // killed before it could confirm
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      assertThat(feed.next()).contains(before);
    }
  }

  @Test
  void triesAgainLaterAndLaterButEveryMinute() throws Exception {
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      write(journal, "a");
      for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
        assertThat(feed.next()).isPresent();
        feed.failed("the broker is away");
        clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(feed.next()).isEmpty();
        clock.advance(Duration.ofMillis(1));
      }
      assertThat(feed.report().failingSince()).contains(NOW);
      receive(feed);
      assertThat(feed.report().failingSince()).isEmpty();
      assertThat(feed.report().delivered()).isEqualTo(1);
    }
  }

  @Test
  void aClockThatWasAheadDoesNotKeepAReceiverWaiting() throws Exception {
    AtomicLong nanos = new AtomicLong();
    try (BillingJournal journal = journal();
        BillingFeed feed = BillingFeed.open(journal, 2, clock, nanos::get)) {
      write(journal, "a");
      clock.set(NOW.plus(Duration.ofDays(730)));
      assertThat(feed.next()).isPresent();
      feed.failed("away");
      clock.set(NOW);
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());

      assertThat(feed.report().failingSince()).contains(NOW.minusSeconds(1));
      receive(feed);
    }

    assertThat(withoutIds()).containsExactly(lines("a"));
  }

  @Test
  void filesThatWaitForTheFeedAreThereWhenItOpens() throws Exception {
    size = 1;
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      for (String name : List.of("a", "b", "c")) {
        write(journal, name);
        await().ignoreExceptions().until(() -> Files.size(active()) == 0);
      }
      assertThat(feed.report().delivered()).isZero();
    }
    keeping = new Keeping(Packing.PLAIN, OptionalInt.of(1), Optional.empty());
    try (BillingJournal journal = BillingJournal.openForFeed(settings(), clock);
        BillingFeed feed = feed(journal)) {
      receive(feed);
    }

    assertThat(withoutIds()).containsExactly(lines("a", "b", "c"));
  }

  @Test
  void undeliveredFilesAreNeitherPackedNorDeleted() throws Exception {
    size = 1;
    keeping = new Keeping(Packing.GZIP, OptionalInt.of(1), Optional.of(Duration.ofDays(1)));
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      for (String name : List.of("a", "b", "c", "d")) {
        write(journal, name);
        await().ignoreExceptions().until(() -> Files.size(active()) == 0);
        clock.advance(Duration.ofDays(2));
      }
      write(journal, "e");
      await().until(() -> files().size() == 6);
      assertThat(files()).noneMatch(name -> name.endsWith(".gz"));
      receive(feed);
      await().until(() -> files().size() == 3); // the newest, the active one, the position
    }

    assertThat(withoutIds()).containsExactly(lines("a", "b", "c", "d", "e"));
  }

  @Test
  void halfALineThatIsBeingWrittenWaits() throws Exception {
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      write(journal, "a");
      Files.writeString(active(), "{\"time\":\"20", StandardOpenOption.APPEND);
      receive(feed);
    }

    assertThat(withoutIds()).containsExactly(lines("a"));
  }

  @Test
  void aDamagedLineIsPassedOver() throws Exception {
    Files.writeString(active(), Records.line("a") + "\n\u0000\u0000\n" + Records.line("b") + "\n");
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      receive(feed);
    }

    assertThat(withoutIds()).containsExactly(lines("a", "b"));
  }

  @Test
  void rowsOfATableAreDeliveredAsJson() throws Exception {
    format = JournalFormat.CSV;
    size = 600;
    String[] names = IntStream.range(0, 20).mapToObj(i -> "a, \"b\" " + i).toArray(String[]::new);
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      for (String name : names) {
        write(journal, name);
      }
      receive(feed);
    }

    assertThat(withoutIds()).containsExactly(lines(names));
    assertThat(files().size()).isGreaterThan(3);
  }

  @Test
  void aDamagedPositionDeliversAllOnceMore() throws Exception {
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      write(journal, "a");
      receive(feed);
    }
    Files.writeString(directory.resolve("billing.feed"), "after all\n");
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      receive(feed);
    }

    assertThat(withoutIds()).containsExactly(lines("a", "a"));
  }

  @Test
  void anotherFileInThePlaceOfTheOneThatWasBegunIsDeliveredFromItsBeginning() throws Exception {
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      write(journal, "a", "b");
      receive(feed);
    }
    Files.delete(active());
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      write(journal, "c", "d", "e");
      receive(feed);
    }

    assertThat(withoutIds()).containsExactly(lines("a", "b", "c", "d", "e"));
  }

  @Test
  void whatALossOfPowerTookOfADeliveredFileDoesNotHideWhatComesNext() throws Exception {
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      write(journal, "a", "b", "c");
      receive(feed);
    }
    Files.writeString(active(), Records.line("a") + "\n");
    try (BillingJournal journal = journal();
        BillingFeed feed = feed(journal)) {
      write(journal, "d", "e", "f");
      receive(feed);
    }

    assertThat(withoutIds()).containsExactly(lines("a", "b", "c", "d", "e", "f"));
    assertThat(received).doesNotHaveDuplicates();
  }

  @Test
  void missesNothingWhileFilesAreFinishedUnderIt() throws Exception {
    size = 2_000;
    int records = 3_000;
    List<String> expected = new ArrayList<>();
    try (BillingJournal journal = journal();
        BillingFeed feed = BillingFeed.open(journal, 7, clock, System::nanoTime)) {
      for (int i = 0; i < records; i++) {
        assertThat(journal.append(Records.named("r" + i))).isTrue();
        expected.add(Records.line("r" + i));
        if (i % 50 == 0) {
          receive(feed);
        }
        if (i % 400 == 0) {
          await().until(() -> journal.queued() == 0);
        }
      }
      await().until(() -> journal.queued() == 0);
      receive(feed);
    }

    assertThat(withoutIds()).isEqualTo(expected);
  }
}
