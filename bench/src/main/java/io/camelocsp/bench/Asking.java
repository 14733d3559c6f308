package io.camelocsp.bench;

import io.camelocsp.message.SerialNumber;
import io.camelocsp.testkit.TestCrls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * One thread that looks up serial numbers while a list is loaded, and Flight Recorder beside it:
 * how long the slowest look-up took, and how long the JVM stopped all threads at a time.
 */
final class Asking implements AutoCloseable {
  private static final List<String> PAUSES =
      List.of("jdk.GCPhasePause", "jdk.ExecuteVMOperation", "jdk.SafepointStateSynchronization");
  private static final int SERIALS = 1 << 12;

  private final Recording recording = new Recording();
  private final Thread thread;
  private volatile boolean ended;
  private volatile long slowestNanos;
  private double longestPauseMillis;
  private boolean closed;

  private Asking(ListLoadRun.Reader reader) {
    Random random = new Random(3);
    SerialNumber[] serials = new SerialNumber[SERIALS];
    for (int i = 0; i < SERIALS; i++) {
      serials[i] = SerialNumber.of(TestCrls.serial(random.nextInt(Integer.MAX_VALUE)));
    }
    thread = new Thread(() -> ask(reader, serials), "asking");
    thread.setDaemon(true);
  }

  /** Begins if that is wanted. */
  static Asking of(ListLoadRun.Reader reader, boolean wanted) {
    Asking asking = new Asking(reader);
    if (wanted) {
      PAUSES.forEach(event -> asking.recording.enable(event).withThreshold(Duration.ZERO));
      asking.recording.start();
      asking.thread.start();
    } else {
      asking.closed = true;
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
    if (closed) {
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
        longestPauseMillis = Math.max(longestPauseMillis, event.getDuration().toNanos() / 1e6);
      }
    } finally {
      Files.delete(file);
    }
  }
}
