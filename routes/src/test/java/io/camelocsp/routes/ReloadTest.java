package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.camelocsp.config.ConfigurationChange;
import io.camelocsp.config.ConfigurationException;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.DropDirectory;
import io.camelocsp.testkit.Judged;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.workflow.ExpiryWatch;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edit of the configuration does to a service that runs. */
class ReloadTest {
  private static final BigInteger SERIAL = BigInteger.valueOf(77);
  private static final char[] PIN = "pin".toCharArray();

  private final TestCa otherCa = TestCa.ec("Other CA");
  private final TestCertificate otherSigner = otherCa.ocspSigner("CN=other", KeyKind.EC_P256);
  private TestSite site;
  private String original;
  private RunningService running;
  private Client client;

  @BeforeEach
  void startWithTwoIssuersAndOneSigner(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256, "ocsp.issuer.other.certificate = other-ca.pem");
    TestPem.write(site.path("other-ca.pem"), otherCa.certificate());
    TestKeyStores.pkcs12(site.path("other.p12"), otherSigner, PIN);
    original = Files.readString(site.configuration());
    running = RunningService.of(site);
    client = new Client(running.uri(), site.signer());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private void dropLists() throws Exception {
    site.dropNextCrl();
    site.drop("other.crl", otherCa.crl().der());
    client.await("good", site.ca(), SERIAL);
    new DropDirectory(site).awaitEmpty();
  }

  private ConfigurationChange reloadWith(String... lines) throws Exception {
    Files.writeString(site.configuration(), original + String.join("\n", lines) + "\n");
    return running.reload(site);
  }

  private TestCertificate replaceSigner() throws IOException {
    TestCertificate next = site.ca().ocspSigner("CN=next", KeyKind.EC_P256);
    replaceSigner(next);
    return next;
  }

  private void replaceSigner(TestCertificate next) throws IOException {
    Path file = TestKeyStores.pkcs12(site.path("next"), next, "a test pin".toCharArray());
    Files.move(file, site.path("signer.p12"), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void anotherPolicyOfAnIssuerCountsWithTheNextRequest() throws Exception {
    assertThat(client.status(site.ca(), SERIAL)).isEqualTo("error 3");

    ConfigurationChange change = reloadWith("ocsp.issuer.site.when-evidence-expires = unknown");

    assertThat(change.text())
        .isEqualTo("ocsp.issuer.site.when-evidence-expires: default tryLater -> unknown (live)");
    assertThat(client.status(site.ca(), SERIAL)).isEqualTo("unknown");
  }

  @Test
  void anotherRuleForListsCountsForTheNextList() throws Exception {
    DropDirectory drop = new DropDirectory(site);
    byte[] endless = site.nextCrl().nextUpdate(null).der();
    site.drop("endless.crl", endless);
    drop.awaitRefused("endless.crl");

    reloadWith("ocsp.issuer.site.max-list-age = 1d");
    site.drop("again.crl", endless);

    client.await("good", site.ca(), SERIAL);
  }

  @Test
  void listsStayVisibleAndTheNextOneArrives() throws Exception {
    dropLists();

    reloadWith("ocsp.warn.list-expiry = 2h");
    assertThat(client.status(site.ca(), site.revoked().serial())).isEqualTo("revoked 1");
    site.drop("next.crl", site.nextCrlRevoking(SERIAL).der());

    client.await("revoked 4", site.ca(), SERIAL);
  }

  @Test
  void aKeyStoreReplacedUnderTheSamePathSignsFromTheNextRequestOn() throws Exception {
    dropLists();
    TestCertificate next = replaceSigner();

    ConfigurationChange change = reloadWith();

    assertThat(change.text())
        .isEqualTo(
            "ocsp.signer.site.keystore: has another certificate, CN=Site OCSP signer EC_P256 #"
                + site.signer().serial().toString(16)
                + " -> CN=next #"
                + next.serial().toString(16)
                + " (live)");
    assertThat(new Client(running.uri(), next).status(site.ca(), SERIAL)).isEqualTo("good");
  }

  @Test
  void aSignerComesAndGoes() throws Exception {
    dropLists();
    Client other = new Client(running.uri(), otherSigner);
    assertThat(other.status(otherCa, SERIAL)).isEqualTo("error 6");

    reloadWith("ocsp.signer.other.keystore = other.p12", "ocsp.signer.other.password = pin");
    assertThat(other.status(otherCa, SERIAL)).isEqualTo("good");

    reloadWith();
    assertThat(other.status(otherCa, SERIAL)).isEqualTo("error 6");
  }

  @Test
  void aRespondersIssuersLimitsAndCertificatesFollow() throws Exception {
    dropLists();

    reloadWith("ocsp.responder.site.max-single-requests = 1");
    assertThat(client.status(site.ca(), SERIAL, BigInteger.ONE)).isEqualTo("error 1");

    reloadWith("ocsp.responder.site.issuers = other");
    assertThat(client.status(site.ca(), SERIAL)).isEqualTo("error 6");

    reloadWith("ocsp.responder.site.certificates = none");
    byte[] request = TestRequests.der(site.ca(), SERIAL, BigInteger.ONE);
    assertThat(Judged.of(client.post(request)).basic().getCerts()).isEmpty();
  }

  @Test
  void aClientsCopyIsNotConfirmedOnceTheSignerIsAnother() throws Exception {
    dropLists();
    byte[] request = TestRequests.der(site.ca(), SERIAL);
    String tag = client.get(request).header("ETag");
    assertThat(client.get(request, "If-None-Match: " + tag).status()).isEqualTo(304);

    replaceSigner();
    reloadWith();

    assertThat(client.get(request, "If-None-Match: " + tag).status()).isEqualTo(200);
  }

  @Test
  void warningsFollow() throws Exception {
    dropLists();
    ExpiryWatch watch = running.service().expiryWatch();
    String signerEnds = "The last signer of issuer site";
    Instant nearItsEnd = TestCa.VALID_TO.minusSeconds(9 * 86_400);
    assertThat(watch.findings(nearItsEnd))
        .noneMatch(finding -> finding.text().startsWith(signerEnds));

    reloadWith("ocsp.warn.signer-expiry = 30d");

    assertThat(watch.findings(nearItsEnd))
        .anyMatch(finding -> finding.text().startsWith(signerEnds));
  }

  @Test
  void aBadReloadChangesNothingAndPuttingItRightAppliesIt() throws Exception {
    dropLists();
    Files.writeString(site.path("bad.p12"), "no key store");
    String good = "ocsp.responder.site.certificates = none";

    ConfigurationException refusal =
        assertThrows(
            ConfigurationException.class,
            () ->
                reloadWith(
                    good, "ocsp.signer.bad.keystore = bad.p12", "ocsp.signer.bad.password = pin"));

    assertThat(refusal.errors()).hasSize(1);
    assertThat(refusal.errors().get(0).key()).isEqualTo("ocsp.signer.bad.keystore");
    assertThat(client.status(site.ca(), SERIAL)).as("with the certificate").isEqualTo("good");
    assertThat(reloadWith(good).text())
        .as("compared with what still counts")
        .isEqualTo("ocsp.responder.site.certificates: default signer -> none (live)");
    assertThat(Judged.of(client.post(TestRequests.der(site.ca(), SERIAL))).basic().getCerts())
        .isEmpty();
  }

  @Test
  void oneKeyThatNeedsARestartHoldsAllOfThemBack() throws Exception {
    dropLists();

    ConfigurationChange change =
        reloadWith("ocsp.responder.site.certificates = none", "ocsp.lists.drop.include = *.crl");

    assertThat(change.isLive()).isFalse();
    assertThat(change.keysThatNeedARestart()).containsExactly("ocsp.lists.drop.include");
    assertThat(client.status(site.ca(), SERIAL)).as("with the certificate").isEqualTo("good");
  }

  @Test
  void anotherCertificateOfAnIssuerNeedsARestart() throws Exception {
    dropLists();
    TestPem.write(site.path("other-ca.pem"), otherCa.withNewKey().certificate());

    ConfigurationChange change = reloadWith("ocsp.responder.site.certificates = none");

    assertThat(change.keysThatNeedARestart()).containsExactly("ocsp.issuer.other.certificate");
    assertThat(change.text()).contains("has another certificate, CN=Other CA #");
    assertThat(client.status(site.ca(), SERIAL)).as("with the certificate").isEqualTo("good");
  }

  @Test
  void aReloadIsOneLineOfTheLogAndWarningsFollowIt() throws Exception {
    try (Logs logs = new Logs()) {
      reloadWith(
          "ocsp.warn.list-expiry = 2h",
          "ocsp.responder.site.default-signer = site",
          "ocsp.warn.list-expiry = 3h");
      reloadWith("ocsp.signing.queue = 7");

      List<String> lines =
          logs.lines().stream()
              .filter(line -> line.contains("ocsp.warn.list") || line.contains("default-signer"))
              .toList();
      assertThat(lines)
          .hasSize(3)
          .first()
          .asString()
          .isEqualTo(
              "INFO The configuration was read again, without a restart:"
                  + " ocsp.responder.site.default-signer: not set -> site (live);"
                  + " ocsp.warn.list-expiry: default 1h -> 3h (live)");
      assertThat(lines.subList(1, 3)).allMatch(line -> line.startsWith("WARN "));
      assertThat(logs.lines()).noneMatch(line -> line.contains("ocsp.signing.queue"));
    }
  }
}
