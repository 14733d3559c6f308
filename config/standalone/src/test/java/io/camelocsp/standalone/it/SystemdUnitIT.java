package io.camelocsp.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.standalone.it.Distribution.Told;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.SystemdAnalyze;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The systemd unit of the distribution: judged by systemd, its commands run as it has them. */
class SystemdUnitIT {
  /** Tenths of what systemd calls exposure, of 100. A service without any protection has 96. */
  private static final String MOST_EXPOSURE = "15";

  private static final int SIGTERM = 143;

  @TempDir private static Path place;
  private static Distribution distribution;

  @TempDir private Path directory;
  private TestSite site;
  private InstalledPaths paths;
  private String unit;

  @BeforeAll
  static void unpack() throws Exception {
    distribution = Distribution.unpackInto(place);
  }

  @BeforeEach
  void layOut() throws IOException {
    site = new TestSite(Files.createDirectory(directory.resolve("etc")), KeyKind.EC_P256);
    paths = InstalledPaths.link(directory, distribution, site.directory());
    unit = paths.here(distribution.text("config/systemd/camel-ocsp.service"));
  }

  private Path installed(String text) throws IOException {
    return Files.writeString(directory.resolve("camel-ocsp.service"), text);
  }

  /** The only line that says this. */
  private String value(String name) {
    List<String> lines = unit.lines().filter(line -> line.startsWith(name + "=")).toList();
    assertThat(lines).as(name).hasSize(1);
    return lines.get(0).substring(name.length() + 1);
  }

  private static ToolResult verify(Path file) {
    return SystemdAnalyze.run("verify", "--man=no", file.toString());
  }

  @Test
  void systemdFindsNothingToSayAboutIt() throws Exception {
    RequiredClients.systemdAnalyze();

    ToolResult verified = verify(installed(unit));

    assertThat(verified.exit()).as(verified.stderr()).isZero();
    assertThat(verified.output()).isEmpty();
  }

  @Test
  void systemdWouldSayIfACommandWereNotThere() throws Exception {
    RequiredClients.systemdAnalyze();

    ToolResult verified = verify(installed(unit.replace("bin/camel-ocsp", "bin/no-such")));

    assertThat(verified.exit()).isNotZero();
    assertThat(verified.stderr()).contains("no-such");
  }

  @Test
  void itIsAlmostUnexposed() throws Exception {
    RequiredClients.systemdAnalyze();

    ToolResult judged =
        SystemdAnalyze.run(
            "security",
            "--no-pager",
            "--offline=true",
            "--threshold=" + MOST_EXPOSURE,
            installed(unit).toString());

    assertThat(judged.exit()).as(judged.stdout()).isZero();
    assertThat(judged.stdout()).contains("Overall exposure level for camel-ocsp.service");
  }

  /** With the PIN where systemd puts it, and a configuration that says so. */
  @Test
  void itsCommandsCheckRunReloadAndStop() throws Exception {
    String credential = value("LoadCredential");
    assertThat(credential).startsWith("signer-pin:" + site.directory());
    Path credentials = Files.createDirectory(directory.resolve("credentials"));
    Files.move(site.path("pin"), credentials.resolve("signer-pin"));
    Files.setPosixFilePermissions(
        credentials.resolve("signer-pin"), PosixFilePermissions.fromString("r--------"));
    Files.writeString(
        site.configuration(),
        Files.readString(site.configuration())
                .replace("= pin\n", "= {{env:CREDENTIALS_DIRECTORY}}/signer-pin\n")
            + "ocsp.data.directory = "
            + directory.resolve("var")
            + "\n");
    Map<String, String> environment = Map.of("CREDENTIALS_DIRECTORY", credentials.toString());

    Told checked = run(environment, value("ExecStartPre"));
    assertThat(checked.exit()).as(checked.output()).isZero();

    try (RunningProcess service =
        RunningProcess.start(directory, environment, paths.words(value("ExecStart")))) {
      service.awaitPing(site.uri());
      site.configure("ocsp.issuer.site.when-evidence-expires = unknown");
      Told reloaded = run(environment, value("ExecReload"));
      assertThat(reloaded.exit()).as(reloaded.output()).isZero();
      assertThat(reloaded.output()).contains("1 change counts from now on");
      assertThat(Answers.ask(site.uri(), site.ca(), site.good().serial())).isEqualTo("unknown");

      ProcessHandle.of(service.pid()).orElseThrow().destroy();
      assertThat(service.exitCode(Duration.ofSeconds(40))).isEqualTo(SIGTERM);
      assertThat(value("SuccessExitStatus")).isEqualTo(String.valueOf(SIGTERM));
    }
  }

  /** What the page shows, with the files where it has them put. */
  @Test
  void theConfigurationOfTheInstallationPageCanRun() throws Exception {
    Files.createDirectories(site.path("pki"));
    Files.move(site.path("ca.pem"), site.path("pki/acme-ca.pem"));
    Files.move(site.path("signer.p12"), site.path("pki/acme-ocsp.p12"));
    Path credentials = Files.createDirectory(directory.resolve("credentials"));
    Files.move(site.path("pin"), credentials.resolve("signer-pin"));
    String page = distribution.text("docs/install.md");
    String begin = "```properties\n";
    int start = page.indexOf(begin) + begin.length();
    Files.writeString(site.configuration(), page.substring(start, page.indexOf("```", start)));

    Told checked =
        run(Map.of("CREDENTIALS_DIRECTORY", credentials.toString()), value("ExecStartPre"));

    assertThat(checked.exit()).as(checked.output()).isZero();
    assertThat(checked.output())
        .contains("Responder public answers for acme", "It can run.")
        .doesNotContain("warning");
  }

  /** A warning must not keep a service from starting that answers well; an error must. */
  @Test
  void aConfigurationWithWarningsStartsAndOneWithErrorsDoesNot() throws Exception {
    site.configure("ocsp.warn.list-expiry = 2h", "ocsp.warn.list-expiry = 3h");
    assertThat(run(Map.of(), value("ExecStartPre")).exit()).isZero();

    site.configure("ocsp.warn.list-expiry = never");
    Told refused = run(Map.of(), value("ExecStartPre"));
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.output()).contains("error: ocsp.warn.list-expiry = never");
  }

  private Told run(Map<String, String> environment, String command)
      throws IOException, InterruptedException {
    return Distribution.run(directory, environment, paths.words(command).toArray(String[]::new));
  }
}
