package io.camelocsp.standalone.it;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** {@code bin/camel-ocsp} as a process of its own, ended with the test. */
final class RunningProcess implements AutoCloseable {
  /** Most tests start it for some seconds, which are over before the better compiler pays. */
  private static final Map<String, String> QUICKLY =
      Map.of("CAMEL_OCSP_OPTS", "-XX:TieredStopAtLevel=1");

  private final Process process;
  private final Path output;

  private RunningProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code camel-ocsp} with these arguments; output goes to a file. */
  static RunningProcess camelOcsp(Path directory, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(launcher().toString());
    command.addAll(List.of(arguments));
    return start(directory, QUICKLY, command);
  }

  /**
   * Starts a program.
   *
   * @param directory where it is started, and where its output goes
   * @param environment what is different for it
   */
  static RunningProcess start(Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    Path output = Files.createTempFile(directory, "camel-ocsp", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return new RunningProcess(builder.start(), output);
  }

  /** Starts the site's responder and waits until it answers pings. */
  static RunningProcess run(TestSite site) throws IOException {
    RunningProcess running =
        camelOcsp(site.directory(), "run", "--config", site.configuration().toString());
    try {
      running.awaitPing(site.uri());
    } catch (RuntimeException e) {
      running.close(); // nobody else knows it
      throw e;
    }
    return running;
  }

  static Path launcher() {
    return Path.of("..", "..", "bin", "camel-ocsp").toAbsolutePath().normalize();
  }

  /** Waits until it answers pings there. */
  void awaitPing(URI uri) {
    Awaitility.await("a ping answered by " + uri)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("camel-ocsp ended: " + output());
              }
              return HttpConnection.pings(uri);
            });
  }

  /** Waits until the site's list is visible: {@code revoked} is no longer answered tryLater. */
  void awaitList(TestSite site) {
    byte[] request = TestRequests.der(site.ca(), site.revoked().serial());
    Awaitility.await("the first list to become visible; so far: " + output)
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              try (HttpConnection connection =
                  new HttpConnection(site.uri(), Duration.ofSeconds(5))) {
                byte[] answer =
                    connection.exchange(HttpConnection.post(site.uri(), request)).body();
                return answer.length > 5;
              }
            });
  }

  /** What it printed so far. */
  String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  /** The process, which the launcher has become. */
  long pid() {
    return process.pid();
  }

  /** Waits for its end and returns the exit code. */
  int exitCode(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("camel-ocsp did not end within " + limit);
    }
    return process.exitValue();
  }

  /** SIGKILL, this long from now. */
  void killAfter(Duration delay) throws InterruptedException {
    process.waitFor(delay.toMillis(), TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM, and the exit code; a process that takes longer than it may is an error. */
  int stop(Duration limit) throws InterruptedException {
    process.destroy();
    return exitCode(limit);
  }

  /** SIGTERM; SIGKILL if that takes too long. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
