package io.camelocsp.audit;

import static io.camelocsp.audit.AuditFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.ToolResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A log can be checked without camel-ocsp; and its key may be made without it. */
@EnabledIf("io.camelocsp.testkit.OpenSsl#available")
class OpenSslAuditTest {
  @TempDir Path temporary;
  private AuditFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new AuditFixture(temporary);
  }

  @Test
  void opensslAgreesAboutHashesAndSignatures() throws IOException {
    try (AuditLog log = fixture.open()) {
      log.write(event("crl acme#1"));
    }
    String previous = AuditLine.NOTHING;
    int signatures = 0;
    for (String line : fixture.lines()) {
      int end = line.lastIndexOf(",\"hash\":\"");
      String hash = line.substring(end + 9, line.length() - 2);
      assertThat(digest(previous + line.substring(0, end))).isEqualTo(hash);
      int signature = line.lastIndexOf(",\"signature\":\"");
      if (signature >= 0) {
        String base64 = line.substring(signature + 14, end - 1);
        assertThat(verify(previous + line.substring(0, signature), base64).output())
            .contains("Verified OK");
        signatures++;
      }
      previous = hash;
    }
    assertThat(signatures).isEqualTo(2);
  }

  @Test
  void aKeyStoreOfOpensslSigns() throws IOException {
    AuditSigner signer = AuditSigner.ofKeyStore(keyStore("P-256"), "secret".toCharArray());
    try (AuditLog log = fixture.open(signer)) {
      log.write(event("crl acme#1"));
    }
    assertThat(Files.exists(fixture.directory.resolve(AuditFiles.KEY))).isFalse();
    assertThat(fixture.verify().isIntact()).isTrue();
    assertThat(fixture.last(AuditKind.CHECKPOINT).text("key")).isEqualTo(signer.fingerprint());
  }

  @Test
  void aKeyOnAnotherCurveIsRefused() throws IOException {
    Path store = keyStore("P-384");
    assertThatThrownBy(() -> AuditSigner.ofKeyStore(store, "secret".toCharArray()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("audit.p12: holds a key of another kind");
  }

  @Test
  void aWrongPasswordIsSaid() throws IOException {
    Path store = keyStore("P-256");
    assertThatThrownBy(() -> AuditSigner.ofKeyStore(store, "wrong".toCharArray()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("audit.p12: the password does not open it")
        .hasMessageNotContaining("wrong");
  }

  private String digest(String text) throws IOException {
    Path file = Files.writeString(temporary.resolve("hashed"), text, StandardCharsets.US_ASCII);
    ToolResult result = OpenSsl.run("dgst", "-sha256", "-r", file.toString());
    return List.of(result.stdout().split(" ")).get(0);
  }

  private ToolResult verify(String text, String base64) throws IOException {
    Path file = Files.writeString(temporary.resolve("signed"), text, StandardCharsets.US_ASCII);
    Path signature =
        Files.write(temporary.resolve("signature"), Base64.getDecoder().decode(base64));
    return OpenSsl.run(
        "dgst",
        "-sha256",
        "-verify",
        Objects.toString(fixture.directory.resolve(AuditFiles.PUBLIC_KEY)),
        "-signature",
        signature.toString(),
        file.toString());
  }

  private Path keyStore(String curve) {
    String key = temporary.resolve("key.pem").toString();
    String certificate = temporary.resolve("certificate.pem").toString();
    Path store = temporary.resolve("audit.p12");
    OpenSsl.run(
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:" + curve,
        "-nodes",
        "-keyout",
        key,
        "-out",
        certificate,
        "-subj",
        "/CN=audit",
        "-days",
        "30");
    OpenSsl.run(
        "pkcs12",
        "-export",
        "-inkey",
        key,
        "-in",
        certificate,
        "-out",
        store.toString(),
        "-passout",
        "pass:secret");
    return store;
  }
}
