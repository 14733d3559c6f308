package io.camelocsp.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignerChecksTest {
  @TempDir Path directory;

  private ConfigurationFolder folder;

  @BeforeEach
  void oneCa() throws IOException {
    folder = ConfigurationFolder.ofOneCa(directory);
  }

  @Test
  void needsAPassword() {
    ConfigurationProblem error =
        folder.error(
            "ocsp.issuer.acme.certificate = pki/acme-ca.pem",
            "ocsp.signer.acme.keystore = pki/acme-ocsp.p12");

    assertThat(error.text())
        .startsWith(folder.path("ocsp.properties") + ":2: error: ocsp.signer.acme.password-file\n")
        .contains("add ocsp.signer.acme.password-file = secrets/pin");
  }

  @Test
  void needsOnlyOnePassword() {
    ConfigurationProblem error =
        folder.error(ConfigurationFolder.oneCa("ocsp.signer.acme.password = hush"));

    assertThat(error.key()).isEqualTo("ocsp.signer.acme.password-file");
    assertThat(error.reason()).isEqualTo("ocsp.signer.acme.password is written as well");
    assertThat(error.text()).doesNotContain("hush");
  }

  @Test
  void aDirectoryOfSignersNeedsAPasswordToo() {
    ConfigurationProblem error =
        folder.error(ConfigurationFolder.oneCa("ocsp.signers.directory = pki"));

    assertThat(error.key()).isEqualTo("ocsp.signers.password-file");
  }

  @Test
  void aPasswordForADirectoryNeedsTheDirectory() {
    ConfigurationProblem error =
        folder.error(ConfigurationFolder.oneCa("ocsp.signers.password = hush"));

    assertThat(error.text())
        .contains("ocsp.signers.directory\n", "add ocsp.signers.directory = pki/signers");
  }

  @Test
  void onlyALocallyTrustedSignerIsGivenIssuers() {
    ConfigurationProblem error =
        folder.error(ConfigurationFolder.oneCa("ocsp.signer.acme.issuers = acme"));

    assertThat(error.advice()).isEqualTo("remove the line, or add ocsp.signer.acme.trust = local");
  }

  @Test
  void aBadTrustIsNotToldTwice() {
    ConfigurationProblem error =
        folder.error(
            ConfigurationFolder.oneCa(
                "ocsp.signer.acme.issuers = acme", "ocsp.signer.acme.trust = loca"));

    assertThat(error.advice()).isEqualTo("write certificate or local");
  }

  @Test
  void aLocallyTrustedSignerMaySpeakForAllIssuers() throws Exception {
    SignerSettings signer =
        folder
            .load(ConfigurationFolder.oneCa("ocsp.signer.acme.trust = local"))
            .configuration()
            .signers()
            .get("acme");

    requireNonNull(signer);
    assertThat(signer.trust()).isEqualTo(DeclaredTrust.LOCAL);
    assertThat(signer.issuers()).isEmpty();
  }

  @Test
  void warnsOfWhiteSpaceAfterAPasswordAndKeepsIt() throws Exception {
    LoadedConfiguration loaded =
        folder.load(
            "ocsp.issuer.acme.certificate = pki/acme-ca.pem",
            "ocsp.signer.acme.keystore = pki/acme-ocsp.p12",
            "ocsp.signer.acme.password = hush ",
            "ocsp.lists.drop.from = drop");

    assertThat(loaded.warnings())
        .extracting(ConfigurationProblem::reason)
        .containsExactly("the password ends with white space");
    SignerSettings signer = loaded.configuration().signers().get("acme");
    requireNonNull(signer);
    assertThat(signer.readPassword()).isEqualTo("hush ".toCharArray());
    assertThat(loaded.configuration().toString()).doesNotContain("hush").contains("(hidden)");
  }

  @Test
  void namesASignersDirectoryAfterItsFiles() throws Exception {
    folder.with("signers/bank.p12").with("signers/gov.PFX").with("signers/readme.txt");
    LoadedConfiguration loaded =
        folder.load(
            ConfigurationFolder.oneCa(
                "ocsp.signers.directory = signers",
                "ocsp.signers.password = x",
                "ocsp.responder.public.foreign-issuers = unknown",
                "ocsp.responder.public.default-signer = gov"));

    SignersDirectory signers = loaded.configuration().signersDirectory();
    requireNonNull(signers);
    assertThat(signers.keystores()).containsOnlyKeys("bank", "gov");
    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void twoSignersNeedTwoNames() throws Exception {
    folder.with("signers/acme.p12");

    assertThat(
            folder
                .error(
                    ConfigurationFolder.oneCa(
                        "ocsp.signers.directory = signers", "ocsp.signers.password = x"))
                .reason())
        .isEqualTo("a file in it has the name of ocsp.signer.acme");
  }

  @Test
  void warnsWhenNobodySigns() throws Exception {
    assertThat(
            folder
                .load(
                    "ocsp.issuer.acme.certificate = pki/acme-ca.pem", "ocsp.lists.drop.from = drop")
                .warnings())
        .extracting(ConfigurationProblem::key)
        .containsExactly("ocsp.signer.NAME.keystore");
  }
}
