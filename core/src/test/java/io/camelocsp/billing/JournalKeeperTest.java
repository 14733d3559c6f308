package io.camelocsp.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.billing.JournalSettings.Keeping;
import io.camelocsp.billing.JournalSettings.Packing;
import io.camelocsp.testkit.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of finished files, and when. */
class JournalKeeperTest {
  private static final Instant NOW = Instant.parse("2020-11-28T16:15:00Z");
  private static final Keeping TWO_DAYS =
      new Keeping(Packing.PLAIN, OptionalInt.empty(), Optional.of(Duration.ofDays(2)));

  @TempDir Path directory;

  private final MutableClock clock = new MutableClock(NOW);
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger looks = new AtomicInteger();

  private JournalKeeper keeper(Keeping keeping) {
    return new JournalKeeper(
        new JournalNames(directory.resolve("billing.jsonl")), keeping, clock, nanos::get);
  }

  /** Lets it look through the files, and waits for that. */
  private void look(JournalKeeper keeper) {
    int before = looks.get();
    keeper.start(
        stamp -> {
          looks.incrementAndGet();
          return true;
        });
    await().until(() -> looks.get() > before);
    keeper.awaitIdle();
  }

  private void later(Duration time) {
    nanos.addAndGet(time.toNanos());
    clock.advance(time);
  }

  private Path file(String stamp) throws IOException {
    return Files.writeString(directory.resolve("billing-" + stamp + ".jsonl"), "x");
  }

  @Test
  void aFileIsDeletedWhenItHasBeenTooOldForAnHour() throws Exception {
    Path old = file("20201126T161459999Z");
    Path packed = Files.writeString(directory.resolve("billing-20201126T161459000Z.jsonl.gz"), "x");
    Path young = file("20201127T161500000Z");
    try (JournalKeeper keeper = keeper(TWO_DAYS)) {
      look(keeper);
      later(Duration.ofMinutes(59));
      look(keeper);
      assertThat(old).exists();

      later(Duration.ofMinutes(1));
      look(keeper);
      assertThat(old).doesNotExist();
      assertThat(packed).doesNotExist();
      assertThat(young).exists();
    }
  }

  @Test
  void aClockThatIsAheadForLessThanAnHourDeletesNothing() throws Exception {
    Path young = file("20201127T161500000Z");
    try (JournalKeeper keeper = keeper(TWO_DAYS)) {
      clock.set(NOW.plus(Duration.ofDays(730)));
      look(keeper);
      nanos.addAndGet(Duration.ofMinutes(50).toNanos());
      clock.set(NOW.plus(Duration.ofMinutes(50)));
      look(keeper);
      nanos.addAndGet(Duration.ofMinutes(50).toNanos());
      clock.set(NOW.plus(Duration.ofDays(730)));
      look(keeper);

      assertThat(young).exists();
    }
  }

  @Test
  void nothingIsDeletedBeforeTheFeedIsOpen() throws Exception {
    Path undelivered = file("20201126T000000000Z");
    file("20201127T000000000Z");
    try (JournalKeeper keeper =
        keeper(new Keeping(Packing.PLAIN, OptionalInt.of(1), Optional.empty()))) {
      keeper.tidy();
      keeper.awaitIdle();
      assertThat(undelivered).exists();

      look(keeper);
      assertThat(undelivered).doesNotExist();
    }
  }

  @Test
  void whatCannotBePackedLeavesNothingBehind() throws Exception {
    Path plain = file("20201126T000000000Z");
    Path inTheWay = directory.resolve("billing-20201126T000000000Z.jsonl.gz");
    Files.createSymbolicLink(inTheWay, directory.resolve("nowhere"));
    try (JournalKeeper keeper =
        keeper(new Keeping(Packing.GZIP, OptionalInt.empty(), Optional.empty()))) {
      look(keeper);

      assertThat(plain).exists();
      assertThat(directory.resolve("." + inTheWay.getFileName() + ".tmp")).doesNotExist();
    }
  }
}
