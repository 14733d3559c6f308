package io.camelocsp.bench;

import io.camelocsp.testkit.KeyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Where a server's time and memory go: Flight Recorder's samples of one server of {@link HttpLoad}
 * under its load, put together by {@link FlightRecording}. Printed, not kept: it helps to find what
 * to mend and is no figure to compare.
 *
 * <p>Size: one server, its warm-up and 20 s. Command: {@code bench/run Profile
 * raw|route|basic|unbilled|rsa [SECONDS]}
 */
final class Profile {
  private static final int CONNECTIONS = 64;
  private static final int DEFAULT_SECONDS = 20;

  private Profile() {}

  public static void main(String[] args) throws Exception {
    Path work = Directories.work("profile");
    Server server = server(args.length > 0 ? args[0] : "basic", work);
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_SECONDS;
    Path file = Files.createDirectories(Path.of("bench", "target")).resolve("profile.jfr");
    long answers;
    ProcessCpu used;
    Instant begin;
    // From the start: what is instrumented later throws all compiled code away.
    String recording = "-XX:StartFlightRecording:name=bench,settings=" + settings(work);
    try (Launched process = server.start(recording);
        ClosedLoop load =
            ClosedLoop.begin(
                server.uri(), server.requests(), CONNECTIONS, ClosedLoop.Connections.KEPT)) {
      WarmUp.run(load, process.pid());
      begin = Instant.now();
      ProcessCpu before = ProcessCpu.of(process.pid());
      answers = load.run(Duration.ofSeconds(seconds)).answers();
      used = ProcessCpu.of(process.pid()).since(before);
      jcmd(process.pid(), "JFR.stop", "name=bench", "filename=" + file.toAbsolutePath());
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %,d answers in %d s; %.1f µs of CPU each, %.1f of it in the kernel (profiled)%n%n",
        server.name(),
        answers,
        seconds,
        (double) used.totalMicros() / answers,
        (double) used.systemMicros() / answers);
    System.out.println(new FlightRecording(file, begin).describe(answers));
    System.out.println("The recording is in " + file);
    Directories.delete(work);
  }

  private static Server server(String name, Path work) throws IOException {
    BasicServer basic =
        BasicServer.prepare(
            name,
            work.resolve("site"),
            name.equals("rsa") ? KeyKind.RSA_2048 : KeyKind.EC_P256,
            "ocsp.billing.enabled = " + !name.equals("unbilled"));
    Path log = work.resolve("reference.log");
    return switch (name) {
      case "raw" -> new ReferenceServer(name, RawNetty.class, log, basic.ders());
      case "route" -> new ReferenceServer(name, ConstantRoute.class, log, basic.ders());
      case "basic", "unbilled", "rsa" -> basic;
      default -> throw new IllegalArgumentException("no server is called " + name);
    };
  }

  /** Of the JDK's own settings those that count here, sampling four times as often. */
  private static Path settings(Path work) throws IOException {
    return Files.writeString(
        work.resolve("bench.jfc"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <configuration version="2.0">
          <event name="jdk.ExecutionSample">
            <setting name="enabled">true</setting>
            <setting name="period">5 ms</setting>
          </event>
          <event name="jdk.NativeMethodSample">
            <setting name="enabled">true</setting>
            <setting name="period">5 ms</setting>
          </event>
          <event name="jdk.JavaExceptionThrow">
            <setting name="enabled">true</setting>
            <setting name="stackTrace">true</setting>
          </event>
          <event name="jdk.ObjectAllocationSample">
            <setting name="enabled">true</setting>
            <setting name="throttle">2000/s</setting>
            <setting name="stackTrace">true</setting>
          </event>
        </configuration>
        """);
  }

  private static void jcmd(long pid, String... command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    ProcessBuilder builder = new ProcessBuilder(jcmd.toString(), Long.toString(pid));
    builder.command().addAll(List.of(command));
    Process process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("jcmd " + Objects.toString(List.of(command)) + " failed");
    }
  }
}
