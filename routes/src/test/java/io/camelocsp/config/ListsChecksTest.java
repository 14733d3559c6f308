package io.camelocsp.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListsChecksTest {
  @TempDir Path directory;

  private ConfigurationFolder folder;

  @BeforeEach
  void oneCa() throws IOException {
    folder = ConfigurationFolder.ofOneCa(directory).with("ca/index.txt").with("drop/acme.crl");
  }

  @Test
  void watchesADirectoryEverySecond() throws Exception {
    ListsSettings lists = lists("drop");

    assertThat(lists.from()).isEqualTo(folder.path("drop"));
    assertThat(lists.isIndexTxt()).isFalse();
    assertThat(lists.pollInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(lists.include()).containsExactly("*.crl", "*.der", "*.pem");
  }

  @Test
  void readsAnIndexTxtEveryTenSeconds() throws Exception {
    ListsSettings lists =
        lists(
            "index",
            "ocsp.lists.index.from = ca/index.txt",
            "ocsp.lists.index.issuer = acme",
            "ocsp.lists.index.validity = 1h");

    assertThat(lists.isIndexTxt()).isTrue();
    assertThat(lists.pollInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(lists.issuer()).isEqualTo("acme");
    assertThat(lists.validity()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void anIndexTxtNeedsIssuerAndValidity() {
    ConfigurationException refusal =
        folder.refusal(ConfigurationFolder.oneCa("ocsp.lists.index.from = ca/index.txt"));

    assertThat(refusal.errors())
        .extracting(ConfigurationProblem::advice)
        .containsExactly(
            "add ocsp.lists.index.issuer = acme", "add ocsp.lists.index.validity = 1h");
  }

  @Test
  void aDirectoryIsGivenNoIssuer() {
    assertThat(folder.error(ConfigurationFolder.oneCa("ocsp.lists.drop.issuer = acme")).reason())
        .isEqualTo("it counts only for an index.txt: a list says itself whose it is");
  }

  @Test
  void aListIsWatchedByItsDirectory() {
    ConfigurationProblem error =
        folder.error(ConfigurationFolder.oneCa("ocsp.lists.one.from = drop/acme.crl"));

    assertThat(error.advice())
        .isEqualTo("write the directory that holds it: " + folder.path("drop"));
  }

  @Test
  void oneDirectoryHasOneReader() {
    ConfigurationProblem error =
        folder.error(ConfigurationFolder.oneCa("ocsp.lists.again.from = ca/../drop"));

    assertThat(error.reason()).isEqualTo("it is already taken by ocsp.lists.drop.from");
  }

  @Test
  void refusesADirectoryThatCannotBeWatched() throws Exception {
    folder.withDirectory("a\\b");

    ConfigurationProblem error =
        folder.error(ConfigurationFolder.oneCa("ocsp.lists.odd.from = a\\\\b"));

    assertThat(error.key()).isEqualTo("ocsp.lists.odd.from");
    assertThat(error.reason())
        .isEqualTo("a directory that is watched cannot have a backslash in its path");
    assertThat(error.advice()).isEqualTo("rename the directory");
  }

  @Test
  void refusesLaterSourcesOfLists() {
    assertThat(
            folder.error(ConfigurationFolder.oneCa("ocsp.lists.l.from = ldap://dir/cn=x")).reason())
        .startsWith("'ldap:' does not start a path; this version reads local files");
  }

  @Test
  void refusesPatternsThatCouldLeaveTheDirectory() {
    ConfigurationProblem error =
        folder.error(ConfigurationFolder.oneCa("ocsp.lists.drop.include = *.crl, ../*.der&x=y"));

    assertThat(error.reason()).isEqualTo("'../*.der&x=y' is no pattern for file names");
  }

  @Test
  void warnsWithoutAnyLists() throws Exception {
    assertThat(
            folder
                .load(
                    "ocsp.issuer.acme.certificate = pki/acme-ca.pem",
                    "ocsp.signer.acme.keystore = pki/acme-ocsp.p12",
                    "ocsp.signer.acme.password-file = secrets/acme-pin")
                .warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.key()).isEqualTo("ocsp.lists.NAME.from");
              assertThat(warning.reason()).contains("direct:ocsp-list");
            });
  }

  private ListsSettings lists(String name, String... lines) throws Exception {
    ListsSettings lists =
        folder.load(ConfigurationFolder.oneCa(lines)).configuration().lists().get(name);
    requireNonNull(lists);
    return lists;
  }
}
