package io.camelocsp.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    assertThat(lists.path()).isEqualTo(folder.path("drop"));
    assertThat(lists.isWatchedDirectory()).isTrue();
    assertThat(lists.pollInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(lists.include()).containsExactly("*.crl", "*.cil", "*.der", "*.pem");
  }

  @Test
  void readsAnIndexTxtEveryTenSeconds() throws Exception {
    ListsSettings lists =
        lists(
            "index",
            "ocsp.lists.index.from = ca/index.txt",
            "ocsp.lists.index.issuer = acme",
            "ocsp.lists.index.validity = 1h");

    assertThat(lists.contentOrDefault()).isEqualTo(ListsContent.INDEX_TXT);
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
        .isEqualTo("it counts only for what is read in place: a list says itself whose it is");
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
  void takesMirrorsAndNamesWithCommas() throws Exception {
    ListsFrom web =
        lists("w", "ocsp.lists.w.from = http://a.example/c.crl, https://b.example/c").from();
    ListsFrom ldap = lists("l", "ocsp.lists.l.from = ldap://dir.example/cn=CA,o=A%20B,c=SE").from();

    assertThat(web)
        .isEqualTo(
            new ListsFrom.Remote(
                List.of(URI.create("http://a.example/c.crl"), URI.create("https://b.example/c"))));
    assertThat(ldap.toString()).isEqualTo("ldap://dir.example/cn=CA,o=A%20B,c=SE");
    assertThat(((ListsFrom.Remote) ldap).isLdap()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://h/c.crl | 'ftp:' is no source of lists by itself",
        "http://user:pin@h/c.crl | a URL here has no user or password",
        "http:///c.crl | no host can be read from it",
        "http://h/c.crl#x | a URL here has no '#'",
        "ldap://h/ | it does not name the entry that holds the lists",
        "ldap://h/cn=x?certificateRevocationList | an ldap URL here has no '?'",
        "http://h/a b | not a URL",
        "http://h/c, ldap://h/cn=x | mirrors are all web servers or all directory servers",
      })
  void refusesUrlsThatNothingIsFetchedFrom(String from, String reason) {
    assertThat(folder.error(ConfigurationFolder.oneCa("ocsp.lists.l.from = " + from)).reason())
        .isEqualTo(reason);
  }

  @Test
  void refusesKeysThatCountOnlyForAnotherSource() {
    assertThat(
            folder
                .refusal(
                    ConfigurationFolder.oneCa(
                        "ocsp.lists.drop.username = x",
                        "ocsp.lists.drop.max-size = 1m",
                        "ocsp.lists.drop.publishers = pki/acme-ca.pem",
                        "ocsp.lists.w.from = http://127.0.0.1/c",
                        "ocsp.lists.w.attributes = a",
                        "ocsp.lists.w.trusted-certificates = pki/acme-ca.pem",
                        "ocsp.lists.w.content = serials",
                        "ocsp.lists.w.issuer = acme"))
                .errors())
        .extracting(ConfigurationProblem::key)
        .containsExactlyInAnyOrder(
            "ocsp.lists.drop.username",
            "ocsp.lists.drop.max-size",
            "ocsp.lists.drop.publishers",
            "ocsp.lists.w.attributes",
            "ocsp.lists.w.trusted-certificates",
            "ocsp.lists.w.content",
            "ocsp.lists.w.issuer");
  }

  @Test
  void aPushNeedsAListenerAndSomebodyWhoMay() {
    assertThat(folder.refusal(ConfigurationFolder.oneCa("ocsp.lists.gov.from = push")).errors())
        .extracting(ConfigurationProblem::key)
        .containsExactly("ocsp.lists.gov.from", "ocsp.lists.gov.publishers");
  }

  @Test
  void aUserNeedsAPasswordAndAPasswordAUser() {
    assertThat(
            folder
                .refusal(
                    ConfigurationFolder.oneCa(
                        "ocsp.lists.a.from = https://h/c",
                        "ocsp.lists.a.username = me",
                        "ocsp.lists.b.from = https://h/d",
                        "ocsp.lists.b.password = secret"))
                .errors())
        .extracting(ConfigurationProblem::key)
        .containsExactlyInAnyOrder("ocsp.lists.a.password-file", "ocsp.lists.b.password");
  }

  @Test
  void warnsOfAPasswordThatTravelsUnprotected() throws Exception {
    assertThat(
            folder
                .load(
                    ConfigurationFolder.oneCa(
                        "ocsp.lists.a.from = http://h.example/c",
                        "ocsp.lists.a.username = me",
                        "ocsp.lists.a.password = secret"))
                .warnings())
        .extracting(ConfigurationProblem::reason)
        .contains("the password travels unprotected to h.example");
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
