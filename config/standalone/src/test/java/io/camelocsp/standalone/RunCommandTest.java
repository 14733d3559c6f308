package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.standalone.ResponderProcess.RunningResponder;
import io.camelocsp.standalone.TestCli.Result;
import io.camelocsp.standalone.support.CommandFailure;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  @TempDir private Path directory;
  private Path config;

  @BeforeEach
  void write() throws IOException {
    config = Files.writeString(directory.resolve("ocsp.properties"), "");
  }

  private record Started(Path config, Map<String, String> overrides, boolean trial) {}

  private record Running(AtomicBoolean closed) implements RunningResponder {
    @Override
    public List<URI> urls() {
      return List.of(URI.create("http://127.0.0.1:8080/ocsp"));
    }

    @Override
    public List<ResponseSigner> signers() {
      return List.of();
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }

  @Test
  void servesUntilStoppedAndThenCloses() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    AtomicReference<@Nullable Started> started = new AtomicReference<>();
    StringWriter out = new StringWriter();
    TestCli cli =
        new TestCli()
            .out(out)
            .starter(
                (file, overrides, trial) -> {
                  started.set(new Started(file, overrides, trial));
                  return new Running(closed);
                });
    Thread serving =
        new Thread(
            () -> cli.run("run", "--config", config, "--set", "a=b=c", "--set=d=", "--trial"));
    serving.start();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> out.toString().contains("Answering at http://127.0.0.1:8080/ocsp"));
    assertThat(closed).isFalse();
    serving.interrupt();
    serving.join(10_000);
    assertThat(closed).isTrue();
    assertThat(started.get()).isEqualTo(new Started(config, Map.of("a", "b=c", "d", ""), true));
  }

  @Test
  void whatKeepsItFromStartingIsShownWithoutStackTrace() {
    Result result = failing().run("run", "--config", config);
    assertThat(result.err()).isEqualTo("port 8080 is taken\nby pid 7\n");
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void stackTracesAreForThoseWhoAsk() {
    assertThat(failing().run("--stacktrace", "run", "--config", config).err())
        .contains("at io.camelocsp.");
    assertThat(failing().run("run", "--config", config, "--stacktrace").err())
        .contains("at io.camelocsp.");
  }

  private static TestCli failing() {
    return new TestCli()
        .starter(
            (file, overrides, trial) -> {
              throw new CommandFailure(2, "port 8080 is taken", "by pid 7");
            });
  }

  @Test
  void defectsAreCalledSo() {
    Result result =
        new TestCli()
            .starter(
                (file, overrides, trial) -> {
                  throw new IllegalStateException("oops");
                })
            .run("run", "--config", config);
    assertThat(result.err()).contains("should not have happened", "oops", "--stacktrace");
    assertThat(result.err()).doesNotContain("\tat ");
    assertThat(result.exit()).isEqualTo(70);
  }

  @Test
  void usageErrorsExitWith64() {
    List<Result> results = new ArrayList<>();
    results.add(new TestCli().run("run"));
    results.add(new TestCli().run("run", "--config", directory.resolve("nothing")));
    results.add(new TestCli().run("run", "--config", config, "--set", "novalue"));
    results.add(new TestCli().run("walk"));
    assertThat(results).extracting(Result::exit).containsOnly(64);
    assertThat(results.get(0).err()).contains("--config", "run --help");
  }
}
