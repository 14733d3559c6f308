package io.camelocsp.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/try-it.md} tells a new user to type. */
class InitThenRunIT {
  private final TestCa ca = TestCa.root("Try it CA", KeyKind.RSA_2048);

  @TempDir private Path directory;
  private URI uri;
  private String url;
  private String administration;

  @BeforeEach
  void init() throws Exception {
    TestPem.write(directory.resolve("ca.pem"), ca.certificate());
    TestPem.writeKey(directory.resolve("ca.key"), ca.key());
    Files.write(
        directory.resolve("ca.crl"),
        ca.crl().revoke(BigInteger.TEN, Instant.now().minusSeconds(99)).der());
    uri = URI.create("http://127.0.0.1:" + TestSite.freePort() + "/");
    try (RunningProcess init =
        RunningProcess.camelOcsp(
            directory, "init", "--issuer", "ca.pem", "--crl", "ca.crl", "--dir", "acme")) {
      assertThat(init.exitCode(Duration.ofSeconds(20))).as(init.output()).isZero();
      assertThat(init.output()).contains("Next:", "signer assemble", "--trial");
    }
    String name =
        Files.readAllLines(directory.resolve("acme/ocsp.properties")).stream()
            .filter(line -> line.startsWith("ocsp.responder."))
            .map(line -> line.substring(0, line.indexOf(" =")))
            .findFirst()
            .orElseThrow();
    url = name + "=" + uri;
    administration = "ocsp.administration.url=http://127.0.0.1:" + TestSite.freePort() + "/";
  }

  @Test
  void aTrialAnswersAtOnceWithASignerThatMustBeTrustedExplicitly() throws Exception {
    try (RunningProcess trial =
        RunningProcess.camelOcsp(
            directory,
            "run",
            "--config",
            "acme/ocsp.properties",
            "--set",
            url,
            "--set",
            administration,
            "--trial")) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(Answers.ask(uri, ca, BigInteger.TEN)).isEqualTo("revoked"));
      assertThat(Answers.ask(uri, ca, BigInteger.ONE)).isEqualTo("good");
      assertThat(trial.output()).contains("-VAfile").doesNotContain("WARN");
    }
  }

  @Test
  void theIssuedSignerIsAssembledCheckedAndServed() throws Exception {
    RequiredClients.openssl();
    assertThat(
            OpenSsl.run(
                    "x509",
                    "-req",
                    "-in",
                    directory.resolve("acme/pki/ocsp-signer.csr").toString(),
                    "-CA",
                    directory.resolve("ca.pem").toString(),
                    "-CAkey",
                    directory.resolve("ca.key").toString(),
                    "-days",
                    "90",
                    "-set_serial",
                    "0x4711",
                    "-extfile",
                    directory.resolve("acme/pki/ocsp-signer.ext").toString(),
                    "-out",
                    directory.resolve("acme/pki/ocsp-signer.pem").toString())
                .exit())
        .isZero();
    assertThat(
            command(
                "signer",
                "assemble",
                "--key",
                "acme/pki/ocsp-signer.key",
                "--cert",
                "acme/pki/ocsp-signer.pem",
                "--password-file",
                "acme/secrets/pin",
                "--out",
                "acme/pki/ocsp-signer.p12"))
        .isZero();
    assertThat(command("check-config", "acme/ocsp.properties")).isZero();
    try (RunningProcess run =
        RunningProcess.camelOcsp(
            directory,
            "run",
            "--config",
            "acme/ocsp.properties",
            "--set",
            url,
            "--set",
            administration)) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(Answers.ask(uri, ca, BigInteger.TEN)).isEqualTo("revoked"));
      // exit 1: revoked, and acceptable to a client that trusts the CA only
      assertThat(command("check", "--url", uri.toString(), "--issuer", "ca.pem", "--serial", "0A"))
          .as(run.output())
          .isEqualTo(1);
    }
  }

  private int command(String... arguments) throws Exception {
    try (RunningProcess process = RunningProcess.camelOcsp(directory, arguments)) {
      int exit = process.exitCode(Duration.ofSeconds(20));
      if (exit != 0) {
        System.err.println(process.output());
      }
      return exit;
    }
  }
}
