package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeFileTest {
  private static final TestCa CA = TestCa.ec("Acme CA");
  private static final byte[] DER = CA.crl().der();
  private static final String PEM = CA.crl().pem();

  @TempDir Path directory;

  private WholeFile check(byte[] content) throws IOException {
    return WholeFile.check(Files.write(directory.resolve("file"), content));
  }

  private WholeFile check(String content) throws IOException {
    return check(content.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void waitsForEveryPrefixOfDer() throws IOException {
    for (int length = 0; length < DER.length; length++) {
      assertThat(check(Arrays.copyOf(DER, length))).isEqualTo(WholeFile.INCOMPLETE);
    }
    assertThat(check(DER)).isEqualTo(WholeFile.COMPLETE);
  }

  @Test
  void waitsForEveryPrefixOfPem() throws IOException {
    int needed = PEM.indexOf(ListEncoding.END) + ListEncoding.END.length();
    for (int length = 0; length < needed; length++) {
      assertThat(check(PEM.substring(0, length))).isEqualTo(WholeFile.INCOMPLETE);
    }
    assertThat(check(PEM.substring(0, needed))).isEqualTo(WholeFile.COMPLETE);
    assertThat(check(PEM)).isEqualTo(WholeFile.COMPLETE);
  }

  @Test
  void waitsForPemBehindText() throws IOException {
    String text = "Certificate Revocation List (CRL):\n        Version 2 (0x1)\n";
    assertThat(check(text)).isEqualTo(WholeFile.INCOMPLETE);
    assertThat(check(text + PEM)).isEqualTo(WholeFile.COMPLETE);
    assertThat(check("any words\n" + PEM)).isEqualTo(WholeFile.COMPLETE);
  }

  @Test
  void waitsForReservedSpaceToBeFilled() throws IOException {
    assertThat(check(new byte[DER.length])).isEqualTo(WholeFile.INCOMPLETE);
  }

  @Test
  void leavesOctetsAfterTheEndToTheReader() throws IOException {
    assertThat(check(Arrays.copyOf(DER, DER.length + 1))).isEqualTo(WholeFile.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "-----BEGIN CERTIFICATE-----\nMII",
        "\u001F\u008B\b",
        "0\u0080",
        "0\u0085\u0001"
      })
  void knowsWhatWillNeverBeAList(String content) throws IOException {
    assertThat(check(content)).isEqualTo(WholeFile.NOT_A_LIST);
  }
}
