package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.operations.Commands;
import io.camelocsp.operations.Operations;
import io.camelocsp.operations.TestCommands;
import io.camelocsp.operations.TraceReport;
import io.camelocsp.operations.TraceText;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.trace.FailedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Error answers have a name by which an operator finds out why; other answers have none. */
class TracedFailuresTest {
  private static final Commands COMMANDS = new TestCommands();

  @TempDir Path directory;
  private TestSite site;

  @BeforeEach
  void makeSite() throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
  }

  private @Nullable String traceOf(byte[] request) throws IOException {
    try (HttpConnection connection = new HttpConnection(site.uri(), Duration.ofSeconds(5))) {
      return connection
          .exchange(HttpConnection.post(site.uri(), request))
          .headers()
          .get("OCSP-Trace");
    }
  }

  private byte[] request() {
    return TestRequests.der(site.ca(), site.good().serial());
  }

  @Test
  void anErrorSaysByWhichNameItIsRemembered() throws Exception {
    try (RunningService running = RunningService.of(site)) {
      String trace = Objects.requireNonNull(traceOf(request()));
      TraceReport report = new Operations(running.service()).explainTrace(trace);
      FailedRequest failed = Objects.requireNonNull(report.request());

      assertThat(failed.responder()).isEqualTo("site");
      assertThat(failed.clientAddress()).isEqualTo("127.0.0.1");
      assertThat(failed.status().label()).isEqualTo("tryLater");
      assertThat(failed.reason()).contains("site");
      assertThat(text(report))
          .contains("was answered tryLater", "client      127.0.0.1")
          .endsWith("what to do about it: camel-ocsp status");
    }
  }

  @Test
  void aRequestThatIsNoneIsRememberedToo() throws Exception {
    try (RunningService running = RunningService.of(site)) {
      String trace = Objects.requireNonNull(traceOf(new byte[] {0x30, 0}));
      TraceReport report = new Operations(running.service()).explainTrace(trace);
      assertThat(Objects.requireNonNull(report.request()).status().label())
          .isEqualTo("malformedRequest");
    }
  }

  @Test
  void answersHaveNone() throws Exception {
    try (RunningService running = RunningService.of(site)) {
      site.drop("first.crl", site.nextCrl().der());
      new io.camelocsp.testkit.Client(running.uri(), site.signer())
          .await("good", site.ca(), site.good().serial());
      assertThat(traceOf(request())).isNull();
    }
  }

  @Test
  void noTwoErrorsHaveTheSameName() throws Exception {
    try (RunningService running = RunningService.of(site)) {
      Set<String> names = new HashSet<>();
      for (int i = 0; i < 50; i++) {
        names.add(Objects.requireNonNull(traceOf(request())));
      }
      assertThat(names).hasSize(50).allMatch(name -> name.matches("[0-9a-f]{24}"));
      assertThat(running.uri()).isEqualTo(site.uri());
    }
  }

  @Test
  void onlyTheLastAreRemembered() throws Exception {
    site.configure("ocsp.trace.keep = 2");
    try (RunningService running = RunningService.of(site)) {
      String first = Objects.requireNonNull(traceOf(request()));
      traceOf(request());
      traceOf(request());
      TraceReport report = new Operations(running.service()).explainTrace(first);
      assertThat(report.request()).isNull();
      assertThat(text(report)).contains("Nothing is known of " + first, "The last 2 failures");
    }
  }

  @Test
  void whereNothingIsRememberedThereIsNoName() throws Exception {
    site.configure("ocsp.trace.keep = 0");
    try (RunningService running = RunningService.of(site)) {
      assertThat(traceOf(request())).isNull();
      assertThat(text(new Operations(running.service()).explainTrace("0")))
          .contains("ocsp.trace.keep is 0");
    }
  }

  private static String text(TraceReport report) {
    return TraceText.of(report, COMMANDS).stream()
        .map(line -> line.text())
        .collect(Collectors.joining("\n"));
  }
}
