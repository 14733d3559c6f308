package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.config.InstallationLoader.SignerMode;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestPem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in the audit log's key store are told before a start. */
class AuditFilesCheckTest {
  private static final TestCa CA = TestCa.ec("Acme CA");

  @TempDir Path directory;
  private ConfigurationFolder folder;

  @BeforeEach
  void oneCaAndAKeyStoreForTheAuditLog() throws IOException {
    folder =
        new ConfigurationFolder(directory)
            .withDirectory("pki")
            .withSecret("secrets/pin", "hush\n")
            .withSecret("secrets/wrong", "loud\n");
    TestPem.write(folder.path("pki/acme-ca.pem"), CA.certificate());
    keystore("pki/acme.p12", KeyKind.EC_P256);
    keystore("pki/audit.p12", KeyKind.EC_P256);
  }

  private void keystore(String name, KeyKind kind) throws IOException {
    TestKeyStores.pkcs12(folder.path(name), CA.ocspSigner("CN=x", kind), "hush".toCharArray());
  }

  private List<ConfigurationProblem> errors(String... more) throws Exception {
    String[] lines = {
      "ocsp.issuer.acme.certificate = pki/acme-ca.pem",
      "ocsp.signer.acme.keystore = pki/acme.p12",
      "ocsp.signer.acme.password-file = secrets/pin",
      "ocsp.audit.keystore = pki/audit.p12"
    };
    LoadedConfiguration loaded =
        folder.load((String.join("\n", lines) + "\n" + String.join("\n", more)).split("\n"));
    ConfigurationException refused =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> new InstallationLoader(loaded, SignerMode.CONFIGURED, Instant.now()).load());
    return refused == null ? List.of() : refused.errors();
  }

  private static void assertTold(List<ConfigurationProblem> errors, String key, String reason) {
    assertThat(errors)
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.key()).isEqualTo(key);
              assertThat(told.text()).contains(reason).doesNotContain("hush", "loud");
            });
  }

  @Test
  void aKeyStoreThatOpensIsNotComplainedOf() throws Exception {
    assertThat(errors("ocsp.audit.password-file = secrets/pin")).isEmpty();
  }

  @Test
  void aWrongPasswordIsTold() throws Exception {
    assertTold(
        errors("ocsp.audit.password-file = secrets/wrong"),
        "ocsp.audit.keystore",
        "the password does not open it");
  }

  @Test
  void aKeyOfAnotherKindIsTold() throws Exception {
    keystore("pki/audit.p12", KeyKind.RSA_2048);
    assertTold(errors("ocsp.audit.password-file = secrets/pin"), "ocsp.audit.keystore", "P-256");
  }

  @Test
  void aFileThatIsNoKeyStoreIsTold() throws Exception {
    Files.write(folder.path("pki/audit.p12"), "none".getBytes(StandardCharsets.US_ASCII));
    assertTold(
        errors("ocsp.audit.password-file = secrets/pin"), "ocsp.audit.keystore", "audit.p12");
  }

  @Test
  void aLogThatIsSwitchedOffNeedsNoKey() throws Exception {
    assertThat(errors("ocsp.audit.password-file = secrets/wrong", "ocsp.audit.enabled = false"))
        .isEmpty();
  }
}
