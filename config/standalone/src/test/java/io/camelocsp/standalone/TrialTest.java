package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.ResponderId;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SignerTrust;
import io.camelocsp.signing.SigningCost;
import io.camelocsp.standalone.ResponderProcess.RunningResponder;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestPem;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run --trial} tells its user to copy. */
class TrialTest {
  private static final TestCa CA = TestCa.ec("CN=Acme CA");
  private static final TestCertificate SIGNER =
      TestCa.ec("CN=Nobody").ocspSigner("CN=trial", KeyKind.EC_P256);

  @TempDir private Path directory;

  private record Trial(List<URI> urls, List<ResponseSigner> signers) implements RunningResponder {
    @Override
    public void close() {}
  }

  private static ResponseSigner signer() {
    return new ResponseSigner(
        "trial",
        SIGNER.certificate(),
        List.of(new Issuer("acme", CA.certificate())),
        SignerTrust.LOCAL,
        new byte[0],
        ResponderId.byKey(new byte[20]),
        ResponderId.byName(new byte[0]),
        List.of(),
        SigningCost.CHEAP,
        tbs -> tbs);
  }

  @Test
  void thePrintedCommandsTrustTheTrialsSigner() throws Exception {
    Path config = Files.writeString(directory.resolve("ocsp.properties"), "");
    Path alice = TestPem.write(directory.resolve("alice.pem"), CA.issue("CN=alice").certificate());
    try (CannedServer server = new CannedServer()) {
      URI url = server.ocsp("/", new CannedAnswer(CA, Instant.now()).signer(SIGNER));
      StringWriter out = new StringWriter();
      TestCli cli =
          new TestCli()
              .out(out)
              .starter((file, set, trial) -> new Trial(List.of(url), List.of(signer())));
      Thread serving = new Thread(() -> cli.run("run", "--config", config, "--trial"));
      serving.start();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> out.toString().contains("camel-ocsp check"));
      String openssl =
          find("openssl ocsp .*", out.toString()).replace("CERT.pem", alice.toString());
      String check =
          find("(?<=camel-ocsp )check .*", out.toString()).replace("CERT.pem", alice.toString());
      assertThat(shell(openssl)).contains("Response verify OK", "alice.pem: good");
      assertThat(new TestCli().run((Object[]) check.split(" ")).out())
          .contains("alice.pem: good", "explicitly trusted");
      serving.interrupt();
      serving.join(10_000);
      assertThat(Path.of(find("(?<=-VAfile )\\S+", openssl))).doesNotExist();
    }
  }

  private static String find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group();
  }

  private static String shell(String command) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
