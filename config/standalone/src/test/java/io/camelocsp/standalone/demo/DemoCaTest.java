package io.camelocsp.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.ToolResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the demonstration CA, judged by OpenSSL. */
class DemoCaTest {
  private static final URI RESPONDER = URI.create("http://127.0.0.1:8080/");

  @TempDir private static Path directory;

  @BeforeAll
  static void make() throws Exception {
    DemoCa.create(directory, RESPONDER, Instant.now());
  }

  private static String path(String name) {
    return directory.resolve(name).toString();
  }

  private static String openssl(String... arguments) {
    ToolResult result = OpenSsl.run(arguments);
    assertThat(result.exit()).as(result.output()).isZero();
    return result.output();
  }

  @Test
  void certificatesVerifyAgainstTheirCa() {
    for (String name : new String[] {"good", "revoked", "on-hold", "later"}) {
      openssl(
          "verify", "-x509_strict", "-CAfile", path("pki/ca.pem"), path("certs/" + name + ".pem"));
    }
    openssl(
        "verify", "-x509_strict", "-CAfile", path("pki/foreign-ca.pem"), path("certs/foreign.pem"));
    assertThat(
            OpenSsl.run("verify", "-CAfile", path("pki/ca.pem"), path("certs/foreign.pem")).exit())
        .isNotZero();
  }

  @Test
  void signerIsADelegateOfTheCa() {
    openssl(
        "verify",
        "-purpose",
        "ocsphelper",
        "-CAfile",
        path("pki/ca.pem"),
        path("pki/ocsp-signer.pem"));
    assertThat(openssl("x509", "-noout", "-text", "-in", path("pki/ocsp-signer.pem")))
        .contains("OCSP Signing", "OCSP No Check");
  }

  @Test
  void keyStoreOpensWithThePin() {
    assertThat(
            openssl(
                "pkcs12",
                "-in",
                path("pki/ocsp-signer.p12"),
                "-passin",
                "file:" + path("secrets/pin"),
                "-noenc"))
        .contains("BEGIN PRIVATE KEY", "CN = camel-ocsp demo OCSP signer");
  }

  @Test
  void listsAreByTheCaAndRevokeWhatTheyShould() {
    String first = crl("lists/first.crl");
    assertThat(first).contains("Key Compromise", "Certificate Hold").doesNotContain("Superseded");
    String next = crl("lists/next.crl");
    assertThat(next).contains("Key Compromise", "Certificate Hold", "Superseded");
  }

  private static String crl(String name) {
    String text =
        openssl("crl", "-inform", "DER", "-in", path(name), "-CAfile", path("pki/ca.pem"), "-text");
    assertThat(text).contains("verify OK", "X509v3 CRL Number");
    return text;
  }

  @Test
  void certificatesNameTheResponder() {
    assertThat(openssl("x509", "-noout", "-ocsp_uri", "-in", path("certs/good.pem")))
        .contains(RESPONDER.toString());
  }

  @Test
  void secretsAreTheOwnersAlone() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        String name = each.toString();
        if (name.endsWith(".key") || name.endsWith(".p12") || name.endsWith("pin")) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
              .as(name)
              .isEqualTo("rw-------");
        }
      }
    }
  }

  @Test
  void overwritesNothing() {
    assertThatThrownBy(() -> DemoCa.create(directory, RESPONDER, Instant.now()))
        .isInstanceOf(FileAlreadyExistsException.class);
  }
}
