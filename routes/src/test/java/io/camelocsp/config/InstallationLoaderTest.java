package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.camelocsp.config.InstallationLoader.SignerMode;
import io.camelocsp.revocation.ExpiredEvidencePolicy;
import io.camelocsp.signing.ResponseSigner;
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

  private static Installation reload(LoadedConfiguration configuration, Installation running)
      throws Exception {
    return new InstallationLoader(configuration, SignerMode.CONFIGURED, Instant.now())
        .load(running)
        .installation();
  }

  @Test
  void aReloadKeepsTheListsOfAnIssuerAndASignerThatIsTheSame() throws Exception {
    Installation running = load(configuration());

    Installation next =
        reload(configuration("ocsp.issuer.acme.when-evidence-expires = unknown"), running);

    assertThat(next.issuers().get(0).data()).isSameAs(running.issuers().get(0).data());
    assertThat(next.issuers().get(0).whenEvidenceExpires())
        .isEqualTo(ExpiredEvidencePolicy.UNKNOWN);
    assertThat(running.issuers().get(0).whenEvidenceExpires())
        .as("the running one is left as it is")
        .isEqualTo(ExpiredEvidencePolicy.TRY_LATER);
    assertThat(next.signers().all().get(0)).isSameAs(running.signers().all().get(0));
  }

  @Test
  void aReloadReadsAKeyStoreAnewThatWasReplacedUnderTheSamePath() throws Exception {
    LoadedConfiguration configuration = withDefaultSigner();
    Installation running = load(configuration);
    keystore("demo.P12");

    Installation next = reload(configuration, running);

    ResponseSigner signer = next.signers().all().get(0);
    assertThat(signer.certificate()).isNotEqualTo(running.signers().all().get(0).certificate());
    assertThat(next.responder("public").authority().defaultSigner()).isSameAs(signer);
    assertThat(ConfigurationChange.between(configuration, running, configuration, next).text())
        .startsWith("ocsp.signers.directory: signer demo has another certificate, CN=demo.P12 #")
        .endsWith(" (live)");
  }

  @Test
  void aReloadSeesWhatCameIntoAndWentFromTheDirectoryOfSigners() throws Exception {
    LoadedConfiguration configuration = configuration();
    Installation running = load(configuration);
    keystore("next.p12");
    Installation both = reload(configuration, running);
    Files.delete(folder.path("signers/demo.P12"));
    Installation one = reload(configuration, both);

    assertThat(ConfigurationChange.between(configuration, running, configuration, both).text())
        .startsWith("ocsp.signers.directory: signer next is there now, CN=next.p12 #");
    assertThat(ConfigurationChange.between(configuration, both, configuration, one).text())
        .startsWith("ocsp.signers.directory: signer demo is gone, CN=demo.P12 #");
  }

  @Test
  void anIssuerWithAnotherCertificateDoesNotGetTheListsOfTheOldOne() throws Exception {
    LoadedConfiguration configuration = configuration();
    Installation running = load(configuration);
    TestCa next = CA.withNewKey();
    TestPem.write(folder.path("pki/acme-ca.pem"), next.certificate());
    TestKeyStores.pkcs12(
        folder.path("signers/demo.P12"),
        next.ocspSigner("CN=next", KeyKind.EC_P256),
        "hush".toCharArray());

    Installation loaded = reload(configuration, running);

    assertThat(loaded.issuers().get(0).data()).isNotSameAs(running.issuers().get(0).data());
    assertThat(
            ConfigurationChange.between(configuration, running, configuration, loaded)
                .keysThatNeedARestart())
        .containsExactly("ocsp.issuer.acme.certificate");
  }

  @Test
  void aTrialKeepsItsThrowAwaySigner() throws Exception {
    LoadedConfiguration configuration = configuration();
    InstallationLoader first =
        new InstallationLoader(configuration, SignerMode.TRIAL, Instant.now());
    Installation running = first.load().installation();

    Installation next =
        new InstallationLoader(configuration, SignerMode.TRIAL, Instant.now())
            .load(running)
            .installation();

    assertThat(next.signers().all()).hasSize(1).isEqualTo(running.signers().all());
  }

  @Test
  void aCaWithANewKeyIsAnotherIssuer() throws Exception {
    TestPem.write(folder.path("pki/new-ca.pem"), CA.withNewKey().certificate());

    assertThat(load(configuration("ocsp.issuer.new.certificate = pki/new-ca.pem")).issuers())
        .hasSize(2);
  }
}
