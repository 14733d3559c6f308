package io.camelocsp.certificate;

import static org.assertj.core.api.Assertions.assertThatIOException;

import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestPem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemRefusalTest {
  private static final TestCa CA = TestCa.ec("Acme CA");

  @TempDir Path directory;

  @Test
  void refusesMissingFile() {
    assertRefused(directory.resolve("none.pem"), "none.pem", "no such file");
  }

  @Test
  void refusesDirectory() {
    assertRefused(directory, "is a directory");
  }

  @Test
  void refusesEmptyFile() throws IOException {
    assertRefused(file(new byte[0]), "is empty");
  }

  @Test
  void refusesPrivateKeyInstead() throws IOException {
    Path file = TestPem.writeKey(directory.resolve("key.pem"), CA.key());

    assertRefused(file, "key.pem", "private key instead of a certificate");
  }

  @Test
  void refusesDerPrivateKeyInstead() throws IOException {
    assertRefused(file(CA.key().getEncoded()), "looks like a private key");
  }

  @Test
  void refusesListInstead() throws IOException {
    assertRefused(file(CA.crl().number(1).pem().getBytes(StandardCharsets.US_ASCII)), "X509 CRL");
  }

  @Test
  void refusesDerListInstead() throws IOException {
    assertRefused(file(CA.crl().number(1).der()), "is not an X.509 certificate");
  }

  @Test
  void refusesText() throws IOException {
    assertRefused(file("hello".getBytes(StandardCharsets.US_ASCII)), "neither PEM nor");
  }

  @Test
  void refusesDerTrailingBytes() throws IOException, CertificateEncodingException {
    byte[] der = CA.certificate().getEncoded();

    assertRefused(file(Arrays.copyOf(der, der.length + 2)), "2 bytes too many");
  }

  @Test
  void refusesTrailingBytesInsideBlock() throws IOException, CertificateEncodingException {
    byte[] der = CA.certificate().getEncoded();
    String pem = TestPem.encode("CERTIFICATE", Arrays.copyOf(der, der.length + 1));

    assertRefused(file(pem.getBytes(StandardCharsets.US_ASCII)), "line 1", "1 bytes too many");
  }

  @Test
  void refusesDerCutOff() throws IOException, CertificateEncodingException {
    byte[] der = CA.certificate().getEncoded();

    assertRefused(file(Arrays.copyOf(der, der.length - 1)), "cut off");
  }

  @Test
  void refusesBlockWithoutEnd() throws IOException {
    String pem = TestPem.encode(CA.certificate());

    assertRefused(
        file(pem.substring(0, pem.length() - 30).getBytes(StandardCharsets.US_ASCII)),
        "line 1",
        "no END line");
  }

  @Test
  void refusesBrokenBase64() throws IOException {
    String pem = TestPem.encode(CA.certificate()).replaceFirst("MII", "M!I");

    assertRefused(file(pem.getBytes(StandardCharsets.US_ASCII)), "line 1", "not base64");
  }

  @Test
  void refusesOneBrokenCertificateAmongGoodOnes() throws IOException {
    String pem =
        TestPem.encode(CA.certificate())
            + TestPem.encode("CERTIFICATE", new byte[] {0x30, 3, 2, 1, 5});

    assertRefused(file(pem.getBytes(StandardCharsets.US_ASCII)), "not an X.509 certificate");
  }

  @Test
  void stopsReadingAtItsLimit() {
    Path endless = Path.of("/dev/zero");
    Assumptions.assumeTrue(Files.isReadable(endless));

    assertRefused(endless, "larger than");
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(directory.resolve("ca.pem"), content);
  }

  private static void assertRefused(Path file, String... words) {
    assertThatIOException()
        .isThrownBy(() -> Pem.certificates(file))
        .withMessageStartingWith(file + ": ")
        .withMessageContainingAll(words);
  }
}
