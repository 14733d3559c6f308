package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.standalone.TestCli.Result;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestPem;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListsInspectCommandTest {
  private static final TestCa CA = TestCa.ec("CN=Acme CA");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path directory;

  private Result inspect(byte[] list, TestCa issuer) throws IOException {
    Path file = Files.write(directory.resolve("ca.crl"), list);
    Path ca = TestPem.write(directory.resolve("ca.pem"), issuer.certificate());
    return new TestCli().clock(() -> NOW).run("lists", "inspect", file, "--issuer", ca);
  }

  private static byte[] list(int daysLeft) {
    return CA.crl()
        .thisUpdate(NOW.minusSeconds(86400))
        .nextUpdate(NOW.plusSeconds(daysLeft * 86400L))
        .number(42)
        .revoke(BigInteger.valueOf(4711), NOW.minusSeconds(90000), 1)
        .der();
  }

  @Test
  void showsWhatTheListSays() throws IOException {
    Result result = inspect(list(7), CA);
    assertThat(result.out())
        .contains("list        complete CRL, version 2, DER")
        .contains("issuer      CN=Acme CA")
        .contains("number      42")
        .contains("nextUpdate  2026-03-08T12:00:00Z  (in 7 d)")
        .contains("entries     1")
        .contains("extension   cRLNumber")
        .contains("signature   SHA256withECDSA, valid")
        .doesNotContain("refused");
    assertThat(result.exit()).isZero();
  }

  @Test
  void knowsIssuanceListsByAnotherOid() throws IOException {
    byte[] segment = {0x30, 9, 2, 1, 1, 2, 1, 3, 1, 1, 0};
    byte[] list =
        CA.crl()
            .thisUpdate(NOW.minusSeconds(86400))
            .nextUpdate(NOW.plusSeconds(7 * 86400L))
            .number(42)
            .extension("2.25.4711", true, segment)
            .der();
    Path file = Files.write(directory.resolve("ca.cil"), list);
    Path ca = TestPem.write(directory.resolve("ca.pem"), CA.certificate());
    Path config =
        Files.writeString(
            directory.resolve("ocsp.properties"), "ocsp.issuance-list-oid = 2.25.4711\n");
    TestCli cli = new TestCli().clock(() -> NOW);

    assertThat(cli.run("lists", "inspect", file, "--issuer", ca).exit()).isEqualTo(2);
    for (Result known :
        new Result[] {
          cli.run("lists", "inspect", file, "--issuer", ca, "--issuance-oid", "2.25.4711"),
          cli.run("lists", "inspect", file, "--issuer", ca, "--config", config)
        }) {
      assertThat(known.out()).contains("segment     3 of version 1, open");
      assertThat(known.exit()).isZero();
    }
    assertThat(cli.run("lists", "inspect", file, "--issuance-oid", "x.1").exit()).isEqualTo(64);
  }

  @Test
  void warnsWhenItEndsWithinADay() throws IOException {
    assertThat(inspect(list(0), CA).exit()).isNotZero();
    assertThat(inspect(list(1), CA).exit()).isZero();
  }

  @Test
  void warnsWhenTheSignatureIsNotChecked() throws IOException {
    Path file = Files.write(directory.resolve("ca.crl"), list(7));
    Result result = new TestCli().clock(() -> NOW).run("lists", "inspect", file);
    assertThat(result.out()).contains("not checked: give --issuer");
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void saysForWhatItWouldBeRefused() throws IOException {
    Result result = inspect(list(7), TestCa.ec("CN=Acme CA"));
    assertThat(result.out()).contains("not valid", "refused: the given issuer's key");
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void whatIsNoListIsSaidToBeNone() throws IOException {
    Result result = inspect(new byte[] {'h', 'i'}, CA);
    assertThat(result.err()).contains("ca.crl: ").doesNotContain("should not have happened");
    assertThat(result.exit()).isEqualTo(2);
  }
}
