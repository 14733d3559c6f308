package io.camelocsp.bench;

import io.camelocsp.testkit.HttpConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process to measure, begun at {@link #startedNanos}. Its output goes to a file. */
final class Launched implements AutoCloseable {
  private static final String OPTIONS = "CAMEL_OCSP_OPTS";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long BETWEEN_POLLS_NANOS = 5_000_000;

  private final Process process;
  private final Path output;
  private final long startedNanos;

  private Launched(Process process, Path output, long startedNanos) {
    this.process = process;
    this.output = output;
    this.startedNanos = startedNanos;
  }

  static Launched start(Path output, List<String> command) throws IOException {
    return start(output, new ProcessBuilder(command));
  }

  private static Launched start(Path output, ProcessBuilder builder) throws IOException {
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    long startedNanos = System.nanoTime();
    return new Launched(builder.start(), output, startedNanos);
  }

  /**
   * Starts the launcher that {@code CAMEL_OCSP} names, else this checkout's.
   *
   * @param options for its JVM, besides those of {@code CAMEL_OCSP_OPTS}
   */
  static Launched camelOcsp(Path configuration, String... options) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(launcher(), "run", "--config", configuration.toString());
    builder.environment().put(OPTIONS, options() + " " + String.join(" ", options));
    return start(configuration.resolveSibling("run.log"), builder);
  }

  /** What the environment says about options for the measured JVM. */
  static String options() {
    return Objects.requireNonNullElse(System.getenv(OPTIONS), "").strip();
  }

  static String launcher() {
    return Objects.requireNonNullElse(System.getenv("CAMEL_OCSP"), "bin/camel-ocsp");
  }

  long pid() {
    return process.pid();
  }

  long startedNanos() {
    return startedNanos;
  }

  /** Waits for its end; returns the time from its start. */
  Duration untilExit() throws InterruptedException {
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException("exit code " + code + ", see " + output);
    }
    return sinceStart();
  }

  /** Asks until something is connected to; returns the time from the start. */
  Duration untilItAccepts(URI uri) throws IOException {
    while (true) {
      try {
        new HttpConnection(uri, LIMIT).close();
        return sinceStart();
      } catch (IOException e) {
        pause(e.toString());
      }
    }
  }

  /** Asks until the answer is right; returns the time from the start. */
  Duration untilFirstAnswer(URI uri, Question question, AnswerCheck check) throws IOException {
    byte[] request = HttpConnection.post(uri, question.der());
    while (true) {
      try (HttpConnection connection = new HttpConnection(uri, LIMIT)) {
        while (true) {
          HttpConnection.Response response = connection.exchange(request);
          Duration time = sinceStart();
          try {
            check.signature(check.status(question, response));
            return time;
          } catch (AnswerCheck.WrongAnswerException e) {
            pause(String.valueOf(e.getMessage()));
          }
        }
      } catch (IOException e) {
        pause(e.toString());
      }
    }
  }

  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  private void pause(String why) throws IOException {
    if (!process.isAlive() || sinceStart().compareTo(LIMIT) > 0) {
      throw new IllegalStateException(
          "no answer (" + why + "); its output: " + Files.readString(output));
    }
    LockSupport.parkNanos(BETWEEN_POLLS_NANOS);
  }

  /** Stops it as an operator does, or at once if that does not help. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(20, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
