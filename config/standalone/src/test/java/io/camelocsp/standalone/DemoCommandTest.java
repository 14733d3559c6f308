package io.camelocsp.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.standalone.ResponderProcess.ResponderStarter;
import io.camelocsp.standalone.TestCli.Result;
import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.ToolResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir private Path directory;
  private final AtomicReference<@Nullable FakeResponder> responder = new AtomicReference<>();
  private final AtomicReference<@Nullable Path> served = new AtomicReference<>();

  private ResponderStarter starter(boolean broken) {
    return (config, overrides, trial) -> {
      FakeResponder started = new FakeResponder(config, broken);
      responder.set(started);
      served.set(config);
      return started;
    };
  }

  private Result demo(Object... arguments) {
    return new TestCli().starter(starter(false)).run(arguments);
  }

  @Test
  void showsEveryAnswerAndTheChange() {
    Result result = demo("demo", "--once", "--port", "0");
    assertThat(result.out())
        .containsPattern("good +good +good +\\S+ m?s +OK")
        .containsPattern("revoked +revoked \\(keyCompromise\\) +revoked \\(keyCompromise\\) .*OK")
        .containsPattern("on-hold +revoked \\(certificateHold\\) +revoked \\(certificateHold\\)")
        .containsPattern("foreign +error unauthorized +error unauthorized .*OK")
        .containsPattern("the next CRL dropped: in answers after [0-9]+ m?s")
        .containsPattern("later +revoked \\(superseded\\) +revoked \\(superseded\\) .*OK")
        .doesNotContain("WRONG");
    assertThat(result.exit()).as(result.err()).isZero();
  }

  @Test
  void stopsTheResponderAndRemovesItsTemporaryDirectory() {
    demo("demo", "--once", "--port", "0");
    assertThat(requireNonNull(responder.get()).isClosed()).isTrue();
    assertThat(requireNonNull(served.get())).doesNotExist();
    assertThat(requireNonNull(served.get()).getParent()).doesNotExist();
  }

  @Test
  void wrongAnswersAreShownAndExitWithOne() {
    Result result =
        new TestCli().starter(starter(true)).run("demo", "--once", "--port=0", "--patience=300ms");
    assertThat(result.out())
        .containsPattern("revoked +revoked \\(keyCompromise\\) +good .*WRONG")
        .contains("not in answers after 3");
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void printedOpensslCommandsAskTheSameUntilCtrlC() throws Exception {
    StringWriter out = new StringWriter();
    TestCli cli = new TestCli().starter(starter(false)).out(out);
    Path place = directory.resolve("it's here");
    Thread serving = new Thread(() -> cli.run("demo", "--port", "0", "--dir", place));
    serving.start();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> out.toString().contains("Serving until Ctrl-C"));
    List<String> answers =
        Pattern.compile("^  (openssl ocsp .*)$", Pattern.MULTILINE)
            .matcher(out.toString())
            .results()
            .map(match -> shell(match.group(1)))
            .toList();
    serving.interrupt();
    serving.join(10_000);
    assertThat(answers).hasSize(5);
    assertThat(answers.get(0)).contains("Response verify OK", "good.pem: good");
    assertThat(answers.get(1)).contains("revoked.pem: revoked", "keyCompromise");
    assertThat(answers.get(2)).contains("on-hold.pem: revoked", "certificateHold");
    assertThat(answers.get(3)).contains("later.pem: revoked", "superseded");
    assertThat(answers.get(4)).contains("Responder Error: unauthorized");
    assertThat(requireNonNull(responder.get()).isClosed()).isTrue();
    assertThat(place.resolve("ocsp.properties")).exists();
  }

  private static String shell(String command) {
    try {
      Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void replacesABusyPortAndSaysSo() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Result result = demo("demo", "--once", "--port", busy.getLocalPort());
      assertThat(result.out()).contains("Port " + busy.getLocalPort() + " is busy; taking ");
      assertThat(result.exit()).isZero();
    }
  }

  @Test
  void exportLeavesAPki() {
    Path place = directory.resolve("pki");
    assertThat(demo("demo", "--once", "--port", "0", "--export", place).exit()).isZero();
    assertThat(place.resolve("lists/next.crl")).exists();
    ToolResult verified =
        OpenSsl.run("verify", "-CAfile", place + "/pki/ca.pem", place + "/certs/good.pem");
    assertThat(verified.exit()).isZero();
  }

  @Test
  void refusesADirectoryThatIsNotEmpty() throws IOException {
    Files.writeString(directory.resolve("precious"), "");
    for (String option : List.of("--export", "--dir")) {
      Result result = demo("demo", "--once", option, directory);
      assertThat(result.err()).contains("is not an empty directory: nothing is overwritten");
      assertThat(result.exit()).isEqualTo(64);
    }
    assertThat(directory).isDirectoryContaining(each -> each.endsWith("precious"));
    assertThat(responder.get()).isNull();
  }
}
