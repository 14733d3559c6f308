package io.camelocsp.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class JournalFailureTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void leavesNeitherGapNorDuplicateWhenTheDiskWasFullInMidLine() {
    Disk disk = new Disk(150);
    List<String> expected = new ArrayList<>();
    BillingJournal journal = new BillingJournal("test", disk, 100, SHORT);
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
    Disk disk = new Disk(0);
    BillingJournal journal = new BillingJournal("test", disk, 5, SHORT);
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
      journal = BillingJournal.open(full, 100);
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
    BillingJournal journal = new BillingJournal("test", new HangingDisk(released), 100, SHORT);
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
    Disk disk = new Disk(0);
    disk.grow();
    BillingJournal journal = new BillingJournal("test", disk, 100, SHORT);
    BillingRecord good = Records.named("good");
    journal.append(
        new BillingRecord(
            good.time(),
            good.responder(),
            null,
            null,
            1,
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

  /** Takes so many octets, then says what a full disk says, until it grows. */
  private static final class Disk implements WritableByteChannel {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private int free;

    Disk(int free) {
      this.free = free;
    }

    synchronized void grow() {
      free = Integer.MAX_VALUE;
    }

    synchronized List<String> lines() {
      return content.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public synchronized int write(ByteBuffer source) throws IOException {
      if (free == 0) {
        throw new IOException("No space left on device");
      }
      byte[] octets = new byte[Math.min(free, source.remaining())];
      source.get(octets);
      content.writeBytes(octets);
      free -= octets.length;
      return octets.length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** Never answers, as a network file system does when its server is gone. */
  private static final class HangingDisk implements WritableByteChannel {
    private final CountDownLatch released;

    HangingDisk(CountDownLatch released) {
      this.released = released;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      throw new IOException("stale file handle");
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
