package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.camelocsp.config.InstallationLoader.SignerMode;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.workflow.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found on the disk only once certificates and keys are loaded. */
class InstallationLoaderTest {
  private static final TestCa CA = TestCa.ec("Acme CA");

  @TempDir Path directory;

  private ConfigurationFolder folder;

  @BeforeEach
  void oneCaWithADirectoryOfSigners() throws IOException {
    folder =
        new ConfigurationFolder(directory)
            .withDirectory("pki")
            .withDirectory("drop")
            .withDirectory("signers");
    TestPem.write(folder.path("pki/acme-ca.pem"), CA.certificate());
    keystore("demo.P12");
  }

  private void keystore(String name) throws IOException {
    TestKeyStores.pkcs12(
        folder.path("signers/" + name),
        CA.ocspSigner("CN=" + name, KeyKind.EC_P256),
        "hush".toCharArray());
  }

  private LoadedConfiguration configuration(String... more) throws Exception {
    String[] lines = {
      "ocsp.issuer.acme.certificate = pki/acme-ca.pem",
      "ocsp.lists.drop.from = drop",
      "ocsp.signers.directory = signers",
      "ocsp.signers.password = hush",
      String.join("\n", more)
    };
    return folder.load(lines);
  }

  private LoadedConfiguration withDefaultSigner() throws Exception {
    return configuration(
        "ocsp.responder.public.foreign-issuers = unknown",
        "ocsp.responder.public.default-signer = demo");
  }

  private static Installation load(LoadedConfiguration configuration) throws Exception {
    return new InstallationLoader(configuration, SignerMode.CONFIGURED, Instant.now())
        .load()
        .installation();
  }

  private static ConfigurationProblem error(LoadedConfiguration configuration) {
    ConfigurationException refusal =
        assertThrows(ConfigurationException.class, () -> load(configuration));
    assertThat(refusal.errors()).hasSize(1);
    return refusal.errors().get(0);
  }

  @Test
  void takesFromASignersDirectoryWhatTheChecksSawThere() throws Exception {
    folder.withDirectory("signers/folder.p12");
    keystore("both.p12");
    Files.writeString(folder.path("signers/both.pfx"), "no key store");

    Installation installation = load(withDefaultSigner());

    assertThat(installation.signers().all())
        .extracting(signer -> signer.name())
        .containsExactlyInAnyOrder("both", "demo");
    assertThat(installation.responder("public").name()).isEqualTo("public");
  }

  @Test
  void aDefaultSignerThatIsGoneByNowIsAnErrorOfItsResponder() throws Exception {
    LoadedConfiguration configuration = withDefaultSigner();
    Files.delete(folder.path("signers/demo.P12"));

    ConfigurationProblem error = error(configuration);

    assertThat(error.key()).isEqualTo("ocsp.responder.public.default-signer");
    assertThat(error.value()).isEqualTo("demo");
    assertThat(error.reason()).isEqualTo("there is no signer 'demo'");
  }

  @Test
  void aDefaultSignerThatIsRefusedIsToldOnce() throws Exception {
    Files.writeString(folder.path("signers/demo.P12"), "no key store");

    ConfigurationProblem error = error(withDefaultSigner());

    assertThat(error.key()).isEqualTo("ocsp.signers.directory");
    assertThat(error.text()).contains("demo.P12");
  }

  @Test
  void oneCaIsOneIssuer() throws Exception {
    TestPem.write(folder.path("pki/same-ca.pem"), CA.certificate());

    ConfigurationProblem error =
        error(configuration("ocsp.issuer.again.certificate = pki/same-ca.pem"));

    assertThat(error.key()).isEqualTo("ocsp.issuer.again.certificate");
    assertThat(error.reason())
        .isEqualTo("it has the name and the key of ocsp.issuer.acme.certificate");
    assertThat(error.advice()).isEqualTo("remove the issuer acme or the issuer again");
  }

  @Test
  void aCaWithANewKeyIsAnotherIssuer() throws Exception {
    TestPem.write(folder.path("pki/new-ca.pem"), CA.withNewKey().certificate());

    assertThat(load(configuration("ocsp.issuer.new.certificate = pki/new-ca.pem")).issuers())
        .hasSize(2);
  }
}
