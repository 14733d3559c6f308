package io.camelocsp.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileErrorsTest {
  @TempDir Path directory;

  private ConfigurationFolder folder;

  @BeforeEach
  void oneCa() throws IOException {
    folder = ConfigurationFolder.ofOneCa(directory);
  }

  @Test
  void namesEveryMissingFileByItsAbsolutePath() {
    ConfigurationException refusal =
        folder.refusal(
            "ocsp.issuer.acme.certificate = a.pem",
            "ocsp.signer.acme.keystore = b.p12",
            "ocsp.signer.acme.password-file = c",
            "ocsp.signers.directory = d",
            "ocsp.signers.password-file = e",
            "ocsp.lists.drop.from = f");

    assertThat(refusal.errors())
        .extracting(ConfigurationProblem::reason)
        .containsExactly(
            folder.path("a.pem") + " does not exist",
            folder.path("b.p12") + " does not exist",
            folder.path("c") + " does not exist",
            folder.path("d") + " does not exist",
            folder.path("e") + " does not exist",
            folder.path("f") + " does not exist");
  }

  @Test
  void refusesADirectoryWhereAFileBelongs() {
    assertThat(folder.error("ocsp.issuer.acme.certificate = pki").reason())
        .isEqualTo(folder.path("pki") + " is a directory");
  }

  @Test
  void refusesAFileWhereADirectoryBelongs() {
    assertThat(
            folder
                .error(
                    "ocsp.issuer.acme.certificate = pki/acme-ca.pem",
                    "ocsp.signers.directory = pki/acme-ca.pem",
                    "ocsp.signers.password = 1")
                .reason())
        .isEqualTo(folder.path("pki/acme-ca.pem") + " is not a directory");
  }

  @Test
  void refusesAnEmptyPasswordFile() throws IOException {
    folder.withSecret("secrets/acme-pin", "\n1234");

    assertThat(folder.error(ConfigurationFolder.oneCa()).reason())
        .isEqualTo("no password can be read from the file");
  }

  @Test
  void warnsOfAPasswordFileWithMoreLines() throws Exception {
    folder.withSecret("secrets/acme-pin", "1234\n5678\n");

    assertThat(folder.load(ConfigurationFolder.oneCa()).warnings())
        .extracting(ConfigurationProblem::reason)
        .containsExactly("the file has more than one line; only the first counts");
  }

  @Test
  void warnsOfAPasswordFileThatOthersMayRead() throws Exception {
    for (String permissions : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
      Files.setPosixFilePermissions(
          folder.path("secrets/acme-pin"), PosixFilePermissions.fromString(permissions));

      assertThat(folder.load(ConfigurationFolder.oneCa()).warnings())
          .extracting(ConfigurationProblem::advice)
          .containsExactly("run chmod 600 on it, as the user of camel-ocsp");
    }
  }

  @Test
  void readsThePasswordFromTheFirstLine() throws Exception {
    folder.withSecret("secrets/acme-pin", "pässword \r\n");
    SignerSettings signer =
        folder.load(ConfigurationFolder.oneCa()).configuration().signers().get("acme");

    requireNonNull(signer);
    assertThat(signer.readPassword()).isEqualTo("pässword ".toCharArray());
  }

  @Test
  void warnsOfAnEmptySignersDirectory() throws Exception {
    folder.withDirectory("signers");

    assertThat(
            folder
                .load(
                    ConfigurationFolder.oneCa(
                        "ocsp.signers.directory = signers", "ocsp.signers.password = 1"))
                .warnings())
        .extracting(ConfigurationProblem::reason)
        .containsExactly(folder.path("signers") + " has no file that ends with .p12 or .pfx");
  }

  @Test
  void refusesAConfigurationFileThatIsNotThere() {
    ConfigurationException refusal =
        assertThrows(
            ConfigurationException.class,
            () ->
                ConfigurationLoader.loadFile(
                    directory.resolve("other.properties"), List.of(), ValueResolver.NONE));

    assertThat(refusal.getMessage()).contains("other.properties: error", "does not exist");
  }
}
