package io.camelocsp.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a process that keeps records durably, at random moments. */
class JournalKillTest {
  private static final int KILLS = 5;
  private static final int CLIENTS = 8;
  private static final int MOST_TOLD = 2_000;

  @TempDir Path directory;

  private Path file() {
    return directory.resolve("billing.jsonl");
  }

  private static JournalSettings settings(Path file) {
    JournalSettings usual = JournalSettings.of(file, 1_000);
    return new JournalSettings(
        file,
        usual.format(),
        Durability.SYNC,
        usual.queue(),
        new JournalSettings.Rotation(20_000, Duration.ofDays(1)),
        usual.keeping());
  }

  @Test
  void everyRecordThatWasToldToBeKeptIsThereOnceAndNoLineIsHalf() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> told = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      int before = told.size();
      Process writer = start("k" + kill + "-");
      int enough = 1 + random.nextInt(MOST_TOLD);
      try (BufferedReader kept = writer.inputReader(StandardCharsets.UTF_8)) {
        String name = kept.readLine();
        while (name != null) {
          told.add(name);
          if (told.size() - before == enough) {
            writer.toHandle().destroyForcibly(); // what it told can still be read
          }
          name = kept.readLine(); // what it told before it was killed
        }
      } finally {
        writer.destroyForcibly();
      }
      assertThat(told.size()).isGreaterThanOrEqualTo(before + enough);
    }
    BillingJournal.open(settings(file()), InstantSource.system()).close();
    List<String> kept = kept();

    assertThat(kept).as("seed " + seed).doesNotHaveDuplicates();
    assertThat(new HashSet<>(kept)).as("seed " + seed).containsAll(told);
    assertThat(kept.size() - told.size()).as("in flight at a kill").isBetween(0, KILLS * CLIENTS);
  }

  private Process start(String prefix) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            file().toString(),
            prefix)
        .redirectError(Files.createTempFile(directory, "writer", ".err").toFile())
        .start();
  }

  private List<String> kept() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path each : JournalReader.filesIn(directory)) {
      new JournalReader()
          .read(
              each,
              new JournalReader.Sink() {
                @Override
                public void record(BillingRecord billingRecord) {
                  names.add(String.valueOf(billingRecord.requestor()));
                }

                @Override
                public void damaged(long line, String reason) {
                  throw new AssertionError(each + ", line " + line + ": " + reason);
                }

                @Override
                public void unfinished(long octets) {
                  throw new AssertionError(each + " ends in half a line");
                }
              });
    }
    return names;
  }

  /** The process that is killed: it tells each record that was kept, as an answer would. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      BillingJournal journal =
          BillingJournal.open(settings(Path.of(arguments[0])), InstantSource.system());
      AtomicInteger number = new AtomicInteger();
      PrintStream told = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      for (int client = 0; client < CLIENTS; client++) {
        new Thread(
                () -> {
                  while (true) {
                    String name = arguments[1] + number.incrementAndGet();
                    if (journal.appendDurably(Records.named(name)).join() == BillingFate.KEPT) {
                      told.print(name + "\n");
                      told.flush();
                    }
                  }
                })
            .start();
      }
    }
  }
}
