package io.camelocsp.administration.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.administration.Query;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.operations.Question;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestPem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainQueryTest {
  private static final X509Certificate CERTIFICATE =
      TestCa.ec("Explained CA").issue("CN=asked").certificate();

  @TempDir Path directory;

  private static Question asked(String query) {
    return ExplainQuery.question(Query.of(query));
  }

  private static Question askedOf(String certificate) {
    return asked("certificate=" + URLEncoder.encode(certificate, StandardCharsets.UTF_8));
  }

  private String pem() throws Exception {
    Path file = directory.resolve("asked.pem");
    TestPem.write(file, CERTIFICATE);
    return Files.readString(file);
  }

  @Test
  void aCertificateIsTakenInPemWithTextAround() throws Exception {
    assertThat(askedOf(pem())).isEqualTo(new Question.Certificate(CERTIFICATE));
    assertThat(askedOf("subject=CN = asked\r\n\r\n" + pem().replace("\n", "\r\n") + "\r\n"))
        .isEqualTo(new Question.Certificate(CERTIFICATE));
  }

  @Test
  void theCertificateIsFoundBehindAKey() throws Exception {
    String key = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    assertThat(askedOf(key + pem())).isEqualTo(new Question.Certificate(CERTIFICATE));
  }

  @Test
  void aCertificateIsTakenInBase64AndBase64Url() throws Exception {
    byte[] der = CERTIFICATE.getEncoded();
    assertThat(askedOf(Base64.getMimeEncoder().encodeToString(der)))
        .isEqualTo(new Question.Certificate(CERTIFICATE));
    assertThat(asked("certificate=" + Base64.getUrlEncoder().withoutPadding().encodeToString(der)))
        .isEqualTo(new Question.Certificate(CERTIFICATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1a2b", "1A2B", "0x1a2b", "1a%3A2b", "+1a2b"})
  void aSerialNumberIsTakenAsPeopleCopyIt(String serial) {
    assertThat(asked("issuer=acme&serial=" + serial))
        .isEqualTo(new Question.Serial("acme", SerialNumber.ofHex("1a2b")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "issuer=acme", "serial=1a", "certificate=AA&serial=1a", "question=anything"})
  void halfAQuestionIsToldHowToAsk(String query) {
    assertThatThrownBy(() -> asked(query)).hasMessageContaining("issuer=NAME and serial=HEX");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xyz", "-1", "0x", "12 34"})
  void whatIsNoSerialNumberIsSaidSo(String serial) {
    assertThatThrownBy(
            () -> asked("issuer=acme&serial=" + URLEncoder.encode(serial, StandardCharsets.UTF_8)))
        .hasMessageContaining("'" + serial + "' is no serial number in hexadecimal");
  }

  @Test
  void aSerialNumberOfAnyLengthIsNotWorkedOn() {
    assertThatThrownBy(() -> asked("issuer=acme&serial=" + "f".repeat(129)))
        .hasMessageContaining("no serial number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AA==", "not base64!", "MIIB"})
  void whatIsNoCertificateIsSaidSo(String certificate) {
    assertThatThrownBy(() -> askedOf(certificate)).hasMessageContaining("It is no certificate");
  }

  @Test
  void aKeyIsNamedButNotShown() {
    assertThatThrownBy(
            () -> askedOf("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n"))
        .hasMessage("It is a PRIVATE KEY, not a CERTIFICATE");
  }

  @Test
  void halfAPemBlockIsSaidSo() throws Exception {
    String half = pem().substring(0, 200);
    assertThatThrownBy(() -> askedOf(half)).hasMessageContaining("has no end");
  }
}
