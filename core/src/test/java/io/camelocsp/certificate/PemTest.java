package io.camelocsp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestPem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemTest {
  private static final X509Certificate ACME = TestCa.ec("Acme CA").certificate();
  private static final X509Certificate BANK = TestCa.ec("Bank CA").certificate();

  @TempDir Path directory;

  @Test
  void readsDer() throws IOException, CertificateEncodingException {
    Path file = Files.write(directory.resolve("ca.der"), ACME.getEncoded());

    assertThat(Pem.certificate(file)).isEqualTo(ACME);
  }

  @Test
  void readsSeveralInTheOrderOfTheFile() throws IOException {
    Path file = TestPem.write(directory.resolve("cas.pem"), ACME, BANK);

    assertThat(Pem.certificates(file)).containsExactly(ACME, BANK);
  }

  @Test
  void refusesSeveralWhereOneIsExpectedAndListsThem() throws IOException {
    Path file = TestPem.write(directory.resolve("cas.pem"), ACME, BANK);

    assertThatIOException()
        .isThrownBy(() -> Pem.certificate(file))
        .withMessageContainingAll("cas.pem", "2 certificates", "CN=Acme CA", "CN=Bank CA");
  }

  @Test
  void readsWindowsLineEndsAndByteOrderMark() throws IOException {
    String text = TestPem.encode(ACME).replace("\n", "\r\n");
    Path file = Files.writeString(directory.resolve("ca.pem"), "\uFEFF" + text);

    assertThat(Pem.certificate(file)).isEqualTo(ACME);
  }

  @Test
  void passesOverTextAndOtherBlocks() throws IOException {
    String text =
        "Certificate:\n    Data:\n"
            + TestPem.encode("X509 CRL", new byte[] {0x30, 0})
            + TestPem.encode(ACME);
    Path file = Files.writeString(directory.resolve("ca.pem"), text, StandardCharsets.US_ASCII);

    assertThat(Pem.certificate(file)).isEqualTo(ACME);
  }

  @Test
  void readsWhatOpensslWrites() throws IOException {
    Assumptions.assumeTrue(OpenSsl.available());
    Path plain = TestPem.write(directory.resolve("plain.pem"), ACME);
    Path text = directory.resolve("text.pem");
    Path der = directory.resolve("ca.cer");
    OpenSsl.run("x509", "-in", plain.toString(), "-text", "-out", text.toString());
    OpenSsl.run("x509", "-in", plain.toString(), "-outform", "DER", "-out", der.toString());

    assertThat(Files.size(text)).isGreaterThan(Files.size(plain));
    assertThat(Pem.certificate(text)).isEqualTo(ACME);
    assertThat(Pem.certificate(der)).isEqualTo(ACME);
  }
}
