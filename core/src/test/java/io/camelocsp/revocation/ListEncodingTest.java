package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.revocation.ListRefusedException.Reason;
import io.camelocsp.testkit.TestPem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListEncodingTest {

  private static byte[] decode(String file) throws IOException, ListRefusedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ListEncoding.copyDer(new ByteArrayInputStream(file.getBytes(StandardCharsets.ISO_8859_1)), out);
    return out.toByteArray();
  }

  private static Reason refusal(String file) {
    return catchThrowableOfType(ListRefusedException.class, () -> decode(file)).reason();
  }

  private static byte[] octets(int length) {
    byte[] octets = new byte[length];
    new Random(length).nextBytes(octets);
    return octets;
  }

  private static String pem(byte[] content) {
    return TestPem.encode("X509 CRL", content);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000, 24_575, 24_576, 24_577, 49_152, 100_001})
  void decodesPemOfAnySize(int length) throws Exception {
    assertThat(decode(pem(octets(length)))).isEqualTo(octets(length));
  }

  @Test
  void decodesOneLongLineAndWindowsLines() throws Exception {
    byte[] content = octets(50_000);
    String line = Base64.getEncoder().encodeToString(content);
    assertThat(decode(ListEncoding.BEGIN + "\n" + line + "\n" + ListEncoding.END))
        .isEqualTo(content);
    assertThat(decode(pem(content).replace("\n", "\r\n"))).isEqualTo(content);
  }

  @Test
  void skipsTextAroundPem() throws Exception {
    String text = "Certificate Revocation List (CRL):\n ---- -----BEGIN X509\n-";
    assertThat(decode(text + pem(octets(100)) + "\nend of file\n")).isEqualTo(octets(100));
  }

  @Test
  void copiesDerAsItIs() throws Exception {
    byte[] der = octets(300_000);
    der[0] = 0x30;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ListEncoding.copyDer(new ByteArrayInputStream(der), out);
    assertThat(out.toByteArray()).isEqualTo(der);
  }

  @Test
  void refusesTwoListsInOneFile() {
    assertThat(refusal(pem(octets(10)) + pem(octets(10)))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void refusesCutOffPem() {
    String pem = pem(octets(100_000));
    int body = ListEncoding.BEGIN.length();
    int end = pem.indexOf(ListEncoding.END) + ListEncoding.END.length();
    for (int length = body; length < end; length += 997) {
      assertThat(refusal(pem.substring(0, length))).isEqualTo(Reason.TRUNCATED);
    }
    assertThat(refusal(pem.substring(0, end - 1))).isEqualTo(Reason.TRUNCATED);
    assertThat(refusal("")).isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void refusesWhatIsNotBase64() {
    String pem = pem(octets(100));
    assertThat(refusal(pem.replace('A', '*'))).isEqualTo(Reason.MALFORMED);
    assertThat(refusal(ListEncoding.BEGIN + "\nMII=\nMIIB\n" + ListEncoding.END))
        .isEqualTo(Reason.MALFORMED);
    assertThat(refusal(pem.replace("END X509 CRL", "END CERTIFIC"))).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "\u001F\u008B\b", "-----BEGIN CERTIFICATE-----\nMIIB"})
  void refusesWhatIsNeitherDerNorPem(String file) {
    assertThat(refusal(file)).isEqualTo(Reason.NOT_A_LIST);
  }

  @Test
  void refusesMoreThan64KibibytesOfTextBeforePem() {
    assertThat(refusal(" ".repeat(ListEncoding.MAX_TEXT_BEFORE) + pem(octets(10))))
        .isEqualTo(Reason.NOT_A_LIST);
  }
}
