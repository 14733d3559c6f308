package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.config.InstallationLoader.SignerMode;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestPem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in the files of the list intake and of fetched sources are told before a start. */
class ListsFilesCheckTest {
  private static final TestCa CA = TestCa.ec("Acme CA");
  private final Instant now = Instant.now();

  @TempDir Path directory;
  private ConfigurationFolder folder;
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void oneCaThatIsPushed() throws IOException {
    folder =
        new ConfigurationFolder(directory)
            .withDirectory("pki")
            .withSecret("secrets/pin", "hush\n")
            .withSecret("secrets/push", "word\n");
    TestPem.write(folder.path("pki/acme-ca.pem"), CA.certificate());
    TestKeyStores.pkcs12(
        folder.path("pki/acme.p12"),
        CA.ocspSigner("CN=acme", KeyKind.EC_P256),
        "hush".toCharArray());
    TestKeyStores.pkcs12(
        folder.path("pki/intake.p12"), CA.issue("CN=intake"), "hush".toCharArray());
    TestPem.write(folder.path("pki/publisher.pem"), CA.issue("CN=publisher").certificate());
    lines.addAll(
        List.of(
            "ocsp.issuer.acme.certificate = pki/acme-ca.pem",
            "ocsp.signer.acme.keystore = pki/acme.p12",
            "ocsp.signer.acme.password-file = secrets/pin",
            "ocsp.intake.url = https://127.0.0.1:8444/lists",
            "ocsp.intake.keystore = pki/intake.p12",
            "ocsp.intake.password-file = secrets/pin",
            "ocsp.lists.gov.from = push",
            "ocsp.lists.gov.publishers = pki/publisher.pem"));
  }

  private List<ConfigurationProblem> problems() throws Exception {
    LoadedConfiguration loaded = folder.load(lines.toArray(String[]::new));
    List<LoadedInstallation> installed = new ArrayList<>();
    ConfigurationException refused =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> installed.add(new InstallationLoader(loaded, SignerMode.CONFIGURED, now).load()));
    return refused == null ? installed.get(0).warnings() : refused.errors();
  }

  private void assertTold(String key, String reason, boolean isError) throws Exception {
    assertThat(problems())
        .filteredOn(each -> key.equals(each.key()))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.isError()).isEqualTo(isError);
              assertThat(told.text()).contains(reason).doesNotContain("hush");
            });
  }

  @Test
  void whatIsRightIsNotComplainedOf() throws Exception {
    assertThat(problems()).noneMatch(each -> each.text().contains("intake"));
  }

  @Test
  void aKeyStoreThatIsNoneIsAnError() throws Exception {
    folder.with("pki/intake.p12");
    assertTold("ocsp.intake.keystore", "cannot be read as PKCS#12", true);
  }

  @Test
  void anotherPasswordThanTheKeyStoresIsAnError() throws Exception {
    folder.withSecret("secrets/other", "rush\n");
    lines.set(5, "ocsp.intake.password-file = secrets/other");
    assertTold("ocsp.intake.keystore", "password", true);
  }

  @Test
  void aCertificateThatEndedIsAWarning() throws Exception {
    TestKeyStores.pkcs12(
        folder.path("pki/intake.p12"),
        CA.certificateFor("CN=intake")
            .valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)))
            .issue(),
        "hush".toCharArray());
    assertTold("ocsp.intake.keystore", "publishers refuse to connect", false);
  }

  @Test
  void aFileOfPublishersWithoutCertificateIsAnError() throws Exception {
    folder.with("pki/publisher.pem");
    assertTold("ocsp.lists.gov.publishers", "publisher.pem", true);
  }

  @Test
  void aUserNameThatHttpCannotCarryIsAnError() throws Exception {
    lines.set(7, "ocsp.lists.gov.username = a:b\nocsp.lists.gov.password-file = secrets/push");
    assertTold("ocsp.lists.gov.username", "no colon", true);
  }

  @Test
  void whatIsReadForEachConnectionIsOnlyWarnedOf() throws Exception {
    folder.with("pki/tls-ca.pem").with("pki/client.p12");
    lines.add("ocsp.lists.web.from = https://crl.acme.example/acme.crl");
    lines.add("ocsp.lists.web.trusted-certificates = pki/tls-ca.pem");
    lines.add("ocsp.lists.web.client-keystore = pki/client.p12");
    lines.add("ocsp.lists.web.client-password-file = secrets/pin");
    assertTold("ocsp.lists.web.trusted-certificates", "no server will be trusted", false);
    assertTold("ocsp.lists.web.client-keystore", "no connection will be made", false);
    assertThat(Files.exists(folder.path("pki/client.p12"))).isTrue();
  }
}
