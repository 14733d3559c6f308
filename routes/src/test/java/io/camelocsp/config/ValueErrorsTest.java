package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueErrorsTest {
  @TempDir Path directory;

  private ConfigurationFolder folder;

  @BeforeEach
  void oneCa() throws IOException {
    folder = ConfigurationFolder.ofOneCa(directory);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ocsp.clock-skew | 2d | 2d is more than 1d | duration with units (d, h, m, s, ms) from 0s",
        "ocsp.clock-skew | 5 minutes | not a duration | such as 2m",
        "ocsp.signing.queue | many | not a whole number | from 1 to 1000000 signatures, such as 200",
        "ocsp.signing.queue | 99999999999 | 99999999999 is more than 1000000 | a whole number",
        "ocsp.billing.enabled | yes | neither true nor false | true or false",
        "ocsp.issuer.acme.when-evidence-expires | good | not an allowed value | tryLater or unknown",
        "ocsp.responder.x.max-request-size | 16kb | not a size | with k or m from 256 to 1m",
        "ocsp.responder.x.max-request-size | 2m | 2m is more than 1m | such as 64k",
        "ocsp.responder.x.issuers | acme,,acme | something is missing beside a comma | by commas",
        "ocsp.responder.x.issuers | acme,acme | something is in the list twice | by commas",
        "ocsp.billing.journal | https://x/ | 'https:' does not start a path | a path such as",
        "ocsp.responder.x.type | cached | no type of this version | basic or non-issued-basic"
      })
  void saysWhatIsWrongAndWhatToWrite(String key, String value, String reason, String advice) {
    ConfigurationProblem error = folder.error(ConfigurationFolder.oneCa(key + " = " + value));

    assertThat(error.key()).isEqualTo(key);
    assertThat(error.value()).isEqualTo(value);
    assertThat(error.origin().line()).isEqualTo(5);
    assertThat(error.reason()).startsWith(reason);
    assertThat(error.advice()).startsWith("write ").contains(advice);
  }

  @Test
  void refusesAnEmptyValue() {
    assertThat(folder.error(ConfigurationFolder.oneCa("ocsp.clock-skew =")).reason())
        .isEqualTo("the value is empty");
  }

  @Test
  void aRefusedIssuerIsStillAnIssuerToOtherKeys() {
    ConfigurationProblem error =
        folder.error(
            "ocsp.issuer.acme.certificate = missing.pem",
            "ocsp.signer.acme.keystore = pki/acme-ocsp.p12",
            "ocsp.signer.acme.password-file = secrets/acme-pin",
            "ocsp.lists.drop.from = drop",
            "ocsp.responder.x.issuers = acme");

    assertThat(error.reason()).isEqualTo(folder.path("missing.pem") + " does not exist");
  }

  @Test
  void aMisspeltKeyIsNotReportedAsMissingToo() {
    ConfigurationProblem error =
        folder.error(
            "ocsp.issuer.acme.certficate = pki/acme-ca.pem",
            "ocsp.signer.acme.keystore = pki/acme-ocsp.p12",
            "ocsp.signer.acme.password-file = secrets/acme-pin",
            "ocsp.lists.drop.from = drop");

    assertThat(error.advice()).isEqualTo("write ocsp.issuer.acme.certificate");
  }

  @Test
  void cutsLongValuesAndShowsNoControlCharacters() {
    ConfigurationProblem error =
        folder.error(
            ConfigurationFolder.oneCa("ocsp.clock-skew = \\u001b[31m\\n" + "x".repeat(500)));

    assertThat(error.value()).hasSize(123).startsWith("\uFFFD[31m\uFFFDx").endsWith("x...");
  }

  @Test
  void neverShowsThePasswordInAUrl() {
    ConfigurationException refusal =
        folder.refusal(ConfigurationFolder.oneCa("ocsp.responder.x.url = http://me:hush@h/a@b/"));

    assertThat(refusal.getMessage()).contains("http://(hidden)@b/").doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource({
    "ocsp.signer.acme.pasword",
    "ocsp.signer.acme.passwort",
    "ocsp.signer.acme.pin",
    "ocsp.signer.Acme.password",
    "ocsp.signer.acme.keystore.password",
    "ocsp.signer.acme.passphrase",
    "oscp.signer.acme.password"
  })
  void neverShowsTheValueOfAMisspeltPassword(String key) {
    ConfigurationException refusal =
        folder.refusal(ConfigurationFolder.oneCa(key + " = hush", "ocsp.nothing = 1"));

    assertThat(refusal.getMessage()).contains(key + " = (hidden)").doesNotContain("hush");
  }
}
