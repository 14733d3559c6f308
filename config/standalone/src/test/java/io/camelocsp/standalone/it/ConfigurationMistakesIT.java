package io.camelocsp.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationMistakesIT {
  private static final List<String> MISTAKES =
      List.of(
          "ocsp.issuer.acme.certificate = nowhere/acme.pem",
          "ocsp.issuer.acme.certifcate = ca.pem",
          "ocsp.issuer.site.max-list-age = 20",
          "ocsp.issuer.site.when-evidence-expires = good",
          "ocsp.signer.other.keystore = signer.p12",
          "ocsp.lists.more.from = not-there/",
          "ocsp.responder.two.url = ftp://127.0.0.1/",
          "ocsp.responder.two.type = cashed",
          "ocsp.responder.two.max-single-requests = many",
          "ocsp.clock-skew = soon");

  @Test
  void tenMistakesArePrintedAtOnceAndNothingStarts(@TempDir Path directory) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256, MISTAKES.toArray(String[]::new));
    List<String> lines = Files.readAllLines(site.configuration());

    for (String command : List.of("run", "check-config")) {
      try (RunningProcess process =
          command.equals("run")
              ? RunningProcess.camelOcsp(
                  directory, "run", "--config", site.configuration().toString())
              : RunningProcess.camelOcsp(
                  directory, "check-config", site.configuration().toString())) {
        assertThat(process.exitCode(Duration.ofSeconds(20))).isNotZero();
        for (String mistake : MISTAKES) {
          int line = lines.indexOf(mistake) + 1;
          String entry = mistake.substring(0, mistake.lastIndexOf('.', mistake.indexOf(" = ")));
          assertThat(process.output()).contains("ocsp.properties:" + line + ": error: " + entry);
        }
        assertThat(process.output())
            .contains(
                "10 errors", "write ocsp.issuer.acme.certificate", "write basic", "write tryLater");
      }
      assertThat(HttpConnection.pings(site.uri())).as("%s must start nothing", command).isFalse();
    }
  }

  @Test
  void aBusyPortIsToldInOneLineWithoutStackTrace(@TempDir Path directory) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    try (ServerSocket busy =
            new ServerSocket(site.uri().getPort(), 1, InetAddress.getLoopbackAddress());
        RunningProcess process =
            RunningProcess.camelOcsp(
                directory, "run", "--config", site.configuration().toString())) {
      assertThat(process.exitCode(Duration.ofSeconds(20))).isEqualTo(2);
      assertThat(process.output())
          .contains("cannot listen at " + site.uri(), "ocsp.responder.NAME.url")
          .doesNotContain("\tat ");
      assertThat(busy.isBound()).isTrue();
    }
  }
}
