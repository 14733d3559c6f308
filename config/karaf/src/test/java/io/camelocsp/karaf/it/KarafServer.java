package io.camelocsp.karaf.it;

import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The real Apache Karaf, unpacked into a directory of its own and run by {@code bin/karaf server}.
 * It listens on loopback only, on ports that were free, and resolves artifacts from the repository
 * that the build assembled and from nowhere else. For one thread.
 */
final class KarafServer implements AutoCloseable {
  private static final int LAST_OF_LOG = 20_000;

  private static final String USER = "tester";
  private static final String PASSWORD = "only-on-loopback";

  private final Path home;
  private final int sshPort;
  private final Map<String, String> environment;
  private Process process;

  private KarafServer(Path home, int sshPort, Map<String, String> environment) throws IOException {
    this.home = home;
    this.sshPort = sshPort;
    this.environment = environment;
    process = launch();
  }

  /**
   * Unpacks and starts; returns when the shell can be used.
   *
   * @param environment variables for Karaf's process beside those of this one
   */
  static KarafServer start(Path home, Map<String, String> environment) throws IOException {
    Files.createDirectories(home);
    run(
        Duration.ofMinutes(1),
        List.of(
            "tar",
            "xzf",
            System.getProperty("karaf.archive"),
            "-C",
            home.toString(),
            "--strip-components=1"));
    int sshPort = TestSite.freePort();
    configure(home, sshPort);
    return new KarafServer(home, sshPort, environment).orStopped(KarafServer::awaitShell);
  }

  /** As {@link #start}, with the feature installed and nothing configured yet. */
  static KarafServer installed(Path home) throws IOException {
    return start(home, Map.of())
        .orStopped(
            server ->
                server.shell(
                    "feature:repo-add " + System.getProperty("karaf.features"),
                    "feature:repo-add " + System.getProperty("ocsp.features"),
                    "feature:install camel-ocsp"));
  }

  private interface Step {
    void with(KarafServer server) throws IOException;
  }

  /** Nobody else would end a process whose start has failed. */
  private KarafServer orStopped(Step step) throws IOException {
    boolean done = false;
    try {
      step.with(this);
      done = true;
      return this;
    } finally {
      if (!done) {
        stop();
      }
    }
  }

  private static void configure(Path home, int sshPort) throws IOException {
    set(
        home,
        "org.apache.karaf.shell.cfg",
        Map.of("sshPort", Integer.toString(sshPort), "sshHost", "127.0.0.1"));
    set(
        home,
        "org.apache.karaf.management.cfg",
        Map.of(
            "rmiRegistryPort",
            Integer.toString(TestSite.freePort()),
            "rmiServerPort",
            Integer.toString(TestSite.freePort())));
    set(
        home,
        "org.ops4j.pax.url.mvn.cfg",
        Map.of(
            "org.ops4j.pax.url.mvn.repositories",
            Path.of(System.getProperty("karaf.repository")).toUri() + "@id=built@snapshots",
            "org.ops4j.pax.url.mvn.localRepository",
            home.resolve("m2").toString()));
    append(
        home.resolve("etc/users.properties"),
        USER + " = " + PASSWORD + ",group,admin,manager,viewer,systembundles,ssh\n");
  }

  /** The last of equal keys counts, continuation lines of the first included. */
  private static void set(Path home, String file, Map<String, String> values) throws IOException {
    StringBuilder lines = new StringBuilder("\n");
    values.forEach((key, value) -> lines.append(key).append(" = ").append(value).append('\n'));
    append(home.resolve("etc").resolve(file), lines.toString());
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private Process launch() throws IOException {
    return command(home.resolve("bin/karaf").toString(), "server")
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("console.log").toFile())
        .start();
  }

  private ProcessBuilder command(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_MAX_MEM", "512m");
    // As for the tests' own process: it ends before the better compiler pays.
    builder.environment().put("EXTRA_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    return builder;
  }

  private void awaitShell() {
    Awaitility.await("Karaf's shell; log in " + home)
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> tryShell("version").contains("4."));
  }

  /** The text of a cfg with these keys. */
  static String cfg(Map<String, String> keys) {
    return keys.entrySet().stream()
        .map(each -> each.getKey() + " = " + each.getValue())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Whether nobody listens there. */
  static boolean isFree(URI uri) {
    try (Socket ignored = new Socket(uri.getHost(), uri.getPort())) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** A file of {@code etc/}. */
  Path etc(String name) {
    return home.resolve("etc").resolve(name);
  }

  Path home() {
    return home;
  }

  /** Writes a cfg as a careful editor does: whole, then renamed. */
  void write(String name, String text) throws IOException {
    Path temporary = home.resolve("edit.tmp");
    Files.writeString(temporary, text);
    Files.move(
        temporary, etc(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** All that Karaf logged so far. */
  String log() throws IOException {
    return Files.readString(home.resolve("data/log/karaf.log"), StandardCharsets.UTF_8);
  }

  /** The end of it, for the message of a test that failed. */
  String lastOfLog() throws IOException {
    String log = log();
    return log.substring(Math.max(0, log.length() - LAST_OF_LOG));
  }

  /** What it logs from now on holds all of these within a time. */
  LogWatch watchLog() throws IOException {
    return new LogWatch(log().length());
  }

  /** The log from one moment on. */
  final class LogWatch {
    private final int start;

    private LogWatch(int start) {
      this.start = start;
    }

    String text() throws IOException {
      return log().substring(start);
    }

    void await(String... parts) {
      Awaitility.await("the log to say " + List.of(parts) + "; see " + home)
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                String text = text();
                return Stream.of(parts).allMatch(text::contains);
              });
    }
  }

  /**
   * Runs shell commands, one for each line, and returns what they printed.
   *
   * @throws IllegalStateException if the shell cannot be reached, with what the client said
   */
  String shell(String... commands) throws IOException {
    String printed = tryShell(commands);
    if (printed.contains("Failed to get the session") || printed.contains("Error executing")) {
      throw new IllegalStateException(String.join("; ", commands) + ": " + printed);
    }
    return printed;
  }

  private String tryShell(String... commands) throws IOException {
    Path script = Files.createTempFile(home, "commands", ".txt");
    Files.writeString(script, String.join("\n", commands) + "\n");
    Path output = Files.createTempFile(home, "printed", ".txt");
    Process client =
        command(
                home.resolve("bin/client").toString(),
                "-h",
                "127.0.0.1",
                "-a",
                Integer.toString(sshPort),
                "-u",
                USER,
                "-p",
                PASSWORD,
                "-b")
            .redirectInput(script.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    await(client, Duration.ofMinutes(2));
    return Files.readString(output, StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;]*m", "");
  }

  /** The names of all threads that are alive in Karaf's Java process. */
  List<String> threads() throws IOException {
    Path output = Files.createTempFile(home, "threads", ".txt");
    run(
        Duration.ofSeconds(30),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(javaProcess()),
            "Thread.print"),
        output);
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(output)) {
      if (line.startsWith("\"")) {
        names.add(line.substring(1, line.indexOf('"', 1)));
      }
    }
    return names;
  }

  /** Whether the Java process has mapped a file whose path holds this, such as a native library. */
  boolean hasMapped(String part) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(javaProcess()), "maps")).contains(part);
  }

  /** The launcher is a shell script; the Java process is a child of it. */
  private long javaProcess() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(each -> each.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  /** Stops Karaf and starts it again as it is; returns when the shell can be used. */
  void restart() throws IOException {
    stop();
    process = launch();
    awaitShell();
  }

  private void stop() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle each : all) {
      try {
        each.onExit().get(60, TimeUnit.SECONDS);
      } catch (Exception e) {
        each.destroyForcibly();
      }
    }
  }

  /** Stops it; its log is left in {@code target/karaf/karaf.log}. */
  @Override
  public void close() {
    stop();
    try {
      Files.copy(
          home.resolve("data/log/karaf.log"),
          Path.of(System.getProperty("karaf.archive")).resolveSibling("karaf.log"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(Duration limit, List<String> command) throws IOException {
    run(limit, command, Files.createTempFile("karaf", ".out"));
  }

  private static void run(Duration limit, List<String> command, Path output) throws IOException {
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    await(started, limit);
    if (started.exitValue() != 0) {
      throw new IOException(command + ": " + Files.readString(output));
    }
  }

  private static void await(Process started, Duration limit) {
    try {
      if (!started.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        started.destroyForcibly();
        throw new IllegalStateException(started.info() + " did not end within " + limit);
      }
    } catch (InterruptedException e) {
      started.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
