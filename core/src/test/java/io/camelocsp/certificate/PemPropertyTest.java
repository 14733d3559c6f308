package io.camelocsp.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestPem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever stands in a file named for certificates: they are read, or the file and why it is not.
 */
class PemPropertyTest {
  private static final TestCa CA = TestCa.ec("Acme CA");
  private static Path file = Path.of("");
  private static byte[] pem = {};
  private static byte[] der = {};

  @BeforeContainer
  static void createFile() throws IOException, CertificateEncodingException {
    file = Files.createTempFile("any", ".pem");
    pem = Files.readAllBytes(TestPem.write(file, CA.certificate()));
    der = CA.certificate().getEncoded();
  }

  @AfterContainer
  static void deleteFile() throws IOException {
    Files.delete(file);
  }

  @Property(tries = 500)
  void anyOctetsAreReadOrRefused(@ForAll @Size(min = 1, max = 200) byte[] octets)
      throws IOException {
    decide(octets);
  }

  @Property(tries = 1500)
  void anyDamageIsReadOrRefused(
      @ForAll boolean asPem,
      @ForAll @IntRange(max = 1 << 20) int where,
      @ForAll @IntRange(max = 3) int taken,
      @ForAll @Size(max = 3) byte[] inserted)
      throws IOException {
    byte[] good = asPem ? pem : der;
    int at = where % good.length;
    int rest = Math.min(at + taken, good.length);
    ByteArrayOutputStream damaged = new ByteArrayOutputStream();
    damaged.write(good, 0, at);
    damaged.writeBytes(inserted);
    damaged.write(good, rest, good.length - rest);
    decide(damaged.toByteArray());
  }

  private static void decide(byte[] octets) throws IOException {
    Files.write(file, octets);
    try {
      assertThat(Pem.certificates(file)).isNotEmpty();
    } catch (IOException refused) {
      assertThat(refused.getMessage()).startsWith(file.toString()).hasSizeLessThan(2000);
    }
  }
}
