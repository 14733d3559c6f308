package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestPem;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckGetTest {
  private static final TestCa CA = TestCa.ec("CN=Acme CA");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  /** Enough serial numbers that '+' and '/' surely occur in some base64. */
  @Test
  void percentEncodesWhatBase64HoldsBeyondLettersAndDigits(@TempDir Path directory)
      throws IOException {
    Path caFile = TestPem.write(directory.resolve("ca.pem"), CA.certificate());
    SecureRandom random = new SecureRandom();
    try (CannedServer server = new CannedServer()) {
      URI url = server.ocsp("/some/path", new CannedAnswer(CA, NOW));
      TestCli cli = new TestCli().clock(() -> NOW);
      for (int i = 0; i < 20; i++) {
        String serial = new BigInteger(150, random).toString(16);
        TestCli.Result result =
            cli.run(
                "check",
                "--method=get",
                "--hash=sha256",
                "--url",
                url,
                "--issuer",
                caFile,
                "--serial",
                serial);
        assertThat(result.exit()).as(result.out()).isZero();
      }
      assertThat(server.requests())
          .hasSize(20)
          .allMatch(line -> line.matches("GET /some/path/[A-Za-z0-9%]+"))
          .anyMatch(line -> line.contains("%2F") || line.contains("%2B"));
    }
  }
}
