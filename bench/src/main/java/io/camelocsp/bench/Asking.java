package io.camelocsp.bench;

import io.camelocsp.message.SerialNumber;
import io.camelocsp.testkit.TestCrls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * One thread that looks up serial numbers while a list is loaded, and Flight Recorder beside it:
 * how long the slowest look-up took, and how long the JVM stopped all threads at a time.
 */
final class Asking implements AutoCloseable {
  private static final List<String> PAUSES =
      List.of("jdk.GCPhasePause", "jdk.ExecuteVMOperation", "jdk.SafepointStateSynchronization");
  private static final int SERIALS = 1 << 12;

  private final @Nullable Recording recording;
  private final Thread thread;
  private volatile boolean ended;
  private volatile long slowestNanos;
  private Instant began = Instant.MAX;
  private double longestPauseMillis;
  private boolean closed;

  private Asking(ListLoadRun.Reader reader, @Nullable Recording recording) {
    this.recording = recording;
    Random random = new Random(3);
    SerialNumber[] serials = new SerialNumber[SERIALS];
    for (int i = 0; i < SERIALS; i++) {
      serials[i] = SerialNumber.of(TestCrls.serial(random.nextInt(Integer.MAX_VALUE)));
    }
    thread = new Thread(() -> ask(reader, serials), "asking");
    thread.setDaemon(true);
  }

  /**
   * What notes the pauses; to be made before anything is compiled, because Flight Recorder changes
   * classes of the JDK, by which all that was compiled is thrown away.
   */
  static @Nullable Recording record(boolean wanted) {
    if (!wanted) {
      return null;
    }
    Recording recording = new Recording();
    PAUSES.forEach(event -> recording.enable(event).withThreshold(Duration.ZERO));
    recording.start();
    return recording;
  }

  /** Begins, if there is a recording. */
  static Asking of(ListLoadRun.Reader reader, @Nullable Recording recording) {
    Asking asking = new Asking(reader, recording);
    if (recording != null) {
      asking.began = Instant.now();
      asking.thread.start();
    }
    return asking;
  }

  private void ask(ListLoadRun.Reader reader, SerialNumber[] serials) {
    long slowest = 0;
    int revoked = 0;
    for (int i = 0; !ended; i = (i + 1) % SERIALS) {
      long begin = System.nanoTime();
      revoked += reader.isRevoked(serials[i], serials[i].toBigInteger()) ? 1 : 0;
      slowest = Math.max(slowest, System.nanoTime() - begin);
    }
    slowestNanos = revoked < 0 ? 0 : slowest;
  }

  double slowestMillis() {
    return slowestNanos / 1e6;
  }

  double longestPauseMillis() {
    return longestPauseMillis;
  }

  /** Ends it; what it found can be asked for then. */
  @Override
  public void close() throws IOException {
    if (closed || recording == null) {
      return;
    }
    closed = true;
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Path file = Files.createTempFile("camel-ocsp-asking", ".jfr");
    try {
      recording.stop();
      recording.dump(file);
      recording.close();
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        if (event.getEndTime().isAfter(began)) {
          longestPauseMillis = Math.max(longestPauseMillis, event.getDuration().toNanos() / 1e6);
        }
      }
    } finally {
      Files.delete(file);
    }
  }
}
