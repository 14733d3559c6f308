package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFinderTest {
  private final KeyFinder finder = new KeyFinder(Schema.OCSP);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ocsp.data.directory",
        "ocsp.signers.password-file",
        "ocsp.issuer.a.certificate",
        "ocsp.issuer.ca-2026.certificate",
        "ocsp.responder.default.foreign-issuers"
      })
  void knowsKeysOfAllKinds(String key) {
    assertThat(finder.find(key)).isInstanceOf(KeyFinder.Known.class);
  }

  @ParameterizedTest
  @CsvSource({
    "ocsp.clok-skew, ocsp.clock-skew",
    "ocsp.clockSkew, ocsp.clock-skew",
    "ocsp.isuer.acme.certificate, ocsp.issuer.acme.certificate",
    "ocsp.issuers.acme.certificate, ocsp.issuer.acme.certificate",
    "ocsp.issuer.acme.cert, ocsp.issuer.acme.certificate",
    "ocsp.issuer.acme.maxListAge, ocsp.issuer.acme.max-list-age",
    "ocsp.lists.drop.form, ocsp.lists.drop.from",
    "ocsp.list.drop.from, ocsp.lists.drop.from",
    "ocsp.responder.x.uri, ocsp.responder.x.url",
    "ocsp.isuer.Acme.certificate, ocsp.issuer.acme.certificate",
    "ocsp.billing.enable, ocsp.billing.enabled"
  })
  void namesTheKeyThatWasProbablyMeant(String key, String meant) {
    KeyFinder.Unknown unknown = unknown(key);

    assertThat(unknown.meant()).isEqualTo(meant);
    assertThat(unknown.advice()).isEqualTo("write " + meant);
  }

  @ParameterizedTest
  @CsvSource({"Acme, acme", "2026, n2026", "acme_ca, acme-ca"})
  void refusesBadNames(String name, String proper) {
    KeyFinder.Unknown unknown = unknown("ocsp.issuer." + name + ".certificate");

    assertThat(unknown.reason()).startsWith("'" + name + "' cannot be a name");
    assertThat(unknown.advice()).isEqualTo("write ocsp.issuer." + proper + ".certificate");
  }

  @Test
  void refusesANameThatIsTooLong() {
    KeyFinder.Unknown unknown = unknown("ocsp.issuer." + "a".repeat(64) + ".certificate");

    assertThat(unknown.meant()).isEqualTo("ocsp.issuer." + "a".repeat(63) + ".certificate");
  }

  @Test
  void saysThatANameIsMissing() {
    KeyFinder.Unknown unknown = unknown("ocsp.issuer.certificate");

    assertThat(unknown.reason()).isEqualTo("the name is missing");
    assertThat(unknown.advice()).contains("ocsp.issuer.acme.certificate");
  }

  @Test
  void listsTheKeysOfASectionWhenNoneIsNear() {
    assertThat(unknown("ocsp.billing.gov-customers").advice())
        .isEqualTo(
            "remove the line; the keys of ocsp.billing.* are: enabled, journal, queue, format,"
                + " durability, rotate-size, rotate-every, gzip, keep-files, keep-for, to, batch");
  }

  @Test
  void listsTheSectionsWhenNoneIsNear() {
    assertThat(unknown("ocsp.copies.members.freshness").advice())
        .contains("ocsp.issuer., ocsp.signer.")
        .endsWith("ocsp.data.directory, ocsp.clock-skew or ocsp.issuance-list-oid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ocsp.", "ocsp..", "ocsp....", "ocsp.issuer", "ocsp.issuer..certificate"})
  void refusesKeysWithNothingInThem(String key) {
    assertThat(finder.find(key)).isInstanceOf(KeyFinder.Unknown.class);
  }

  @Test
  void isQuickWithAbsurdlyLongKeys() {
    assertThat(unknown("ocsp." + "x".repeat(1 << 20)).meant()).isNull();
  }

  private KeyFinder.Unknown unknown(String key) {
    return (KeyFinder.Unknown) finder.find(key);
  }
}
