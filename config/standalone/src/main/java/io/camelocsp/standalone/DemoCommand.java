package io.camelocsp.standalone;

import io.camelocsp.client.Durations;
import io.camelocsp.client.SafeText;
import io.camelocsp.standalone.ResponderProcess.RunningResponder;
import io.camelocsp.standalone.demo.Demo;
import io.camelocsp.standalone.demo.Demo.Change;
import io.camelocsp.standalone.demo.Demo.Row;
import io.camelocsp.standalone.demo.DemoCa;
import io.camelocsp.standalone.demo.DemoCertificate;
import io.camelocsp.standalone.demo.Ports;
import io.camelocsp.standalone.support.ExitCode;
import io.camelocsp.standalone.support.SafeFiles;
import io.camelocsp.standalone.support.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code camel-ocsp demo}: shows what camel-ocsp is for, with real clients. */
@Command(
    name = "demo",
    sortOptions = false,
    description =
        "Make a CA on the spot, start a responder for it on loopback, drop its CRL, ask for its"
            + " certificates, revoke one more, and see the answer change.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  camel-ocsp demo                       and try the openssl commands it prints",
      "  camel-ocsp demo --once                for scripts: no serving afterwards",
      "  camel-ocsp demo --once --export pki/  keep a CA and lists for your own tests",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all answers were right",
      "1:some answer was wrong",
      "2:the responder did not start",
      "64:wrong usage"
    })
final class DemoCommand extends BaseCommand {
  private static final int ADMINISTRATION_PORT = 8081;

  private final CommandEnvironment environment;

  @Option(names = "--once", description = "Stop after the show instead of serving until Ctrl-C.")
  private boolean once;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port on loopback; a busy one is replaced. Default: ${DEFAULT-VALUE}.")
  private int port = 8080;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where to make everything, and leave it. Default: a temporary directory, removed at the"
              + " end.")
  private @Nullable Path directory;

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description = "Leave a demo PKI with both CRLs in DIR, for other tests. Must be empty.")
  private @Nullable Path export;

  @Option(
      names = "--patience",
      paramLabel = "DURATION",
      defaultValue = "20s",
      converter = DurationConverter.class,
      description = "How long to wait for a dropped CRL to count. Default: ${DEFAULT-VALUE}.")
  private Duration patience = Duration.ofSeconds(20);

  DemoCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > 65535) {
      throw usage("--port must be between 0 (any) and 65535");
    }
    requireFree(directory, "--dir");
    requireFree(export, "--export");
    try (CloseAtExit atExit = new CloseAtExit()) {
      boolean right = show(atExit);
      if (once) {
        return right ? ExitCode.OK : ExitCode.WARNING;
      }
      terminal().line("Serving until Ctrl-C.");
      atExit.serve();
      return ExitCode.OK;
    }
  }

  private boolean show(CloseAtExit atExit) throws Exception {
    Terminal terminal = terminal();
    URI url = URI.create("http://127.0.0.1:" + choosePort() + "/");
    DemoCa ca = makeCa(atExit, url);
    long start = System.nanoTime();
    RunningResponder running =
        atExit.add(
            environment
                .starter()
                .start(
                    ca.configuration(),
                    Map.of(
                        "ocsp.administration.url",
                        "http://127.0.0.1:" + administrationPort(url) + "/"),
                    false));
    URI responder = running.urls().isEmpty() ? url : running.urls().get(0);
    terminal.line(
        "Responder   " + responder + "  (started in " + Durations.text(since(start)) + ")");
    running
        .administration()
        .ifPresent(
            each ->
                terminal.line("Health      " + each + "health, metrics at " + each + "metrics"));
    Demo demo = new Demo(ca, responder, patience, environment.clock());
    Change first = demo.dropFirstList();
    terminal.line("First CRL   dropped into " + ca.dropDirectory() + "  (" + visible(first) + ")");
    terminal.line();
    List<Row> rows = demo.askAll();
    table(rows);
    commands(ca, responder);
    Change next = demo.dropNextList();
    terminal.line(
        "One more certificate is revoked, and the next CRL dropped: " + visible(next) + ".");
    terminal.line();
    table(List.of(next.row()));
    return rows.stream().allMatch(Row::right) && next.row().right();
  }

  private int choosePort() throws IOException {
    int chosen = Ports.free(port);
    if (port != 0 && chosen != port) {
      terminal()
          .line(terminal().warning("Port " + port + " is busy; taking " + chosen + " instead."));
    }
    return chosen;
  }

  private static int administrationPort(URI responder) throws IOException {
    return Ports.free(responder.getPort() == ADMINISTRATION_PORT ? 0 : ADMINISTRATION_PORT);
  }

  private DemoCa makeCa(CloseAtExit atExit, URI url) throws IOException, GeneralSecurityException {
    Path place = directory;
    if (place == null) {
      Path temporary = Files.createTempDirectory("camel-ocsp-demo-");
      atExit.add(() -> SafeFiles.deleteTree(temporary));
      place = temporary;
    }
    DemoCa ca = DemoCa.create(place.toAbsolutePath().normalize(), url, now());
    terminal().line("CA          " + ca.issuer() + ", with five certificates to ask for");
    if (export != null) {
      DemoCa.create(export, url, now());
      terminal().line("Exported    another one like it to " + export);
    }
    return ca;
  }

  private Instant now() {
    return environment.clock().instant();
  }

  private void requireFree(@Nullable Path place, String option) throws IOException {
    if (place != null && !SafeFiles.isFree(place)) {
      throw usage(option + " " + place + " is not an empty directory: nothing is overwritten");
    }
  }

  private void table(List<Row> rows) {
    Terminal terminal = terminal();
    String format = "  %-12s %-27s %-27s %8s  ";
    terminal.line(
        terminal.strong(
            String.format(format, "certificate", "expected", "answer", "took").stripTrailing()));
    for (Row row : rows) {
      String line =
          String.format(
              format,
              row.certificate(),
              row.expected(),
              SafeText.clean(row.answer()),
              Durations.text(row.took()));
      terminal.line(line + (row.right() ? terminal.good("OK") : terminal.bad("WRONG")));
    }
    terminal.line();
  }

  private void commands(DemoCa ca, URI responder) {
    Terminal terminal = terminal();
    terminal.line("The same with OpenSSL:");
    for (DemoCertificate each : ca.certificates()) {
      terminal.line("  " + Demo.openssl(each, ca, responder));
    }
    terminal.line();
  }

  private static String visible(Change change) {
    return change.row().right()
        ? "in answers after " + Durations.text(change.took())
        : "not in answers after " + Durations.text(change.took());
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
