package io.camelocsp.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignerSetTest {
  private static final TestCa CA = TestCa.ec("Acme CA");
  private static final Issuer ACME = Signers.issuer("acme", CA);
  private static final Issuer BANK = Signers.issuer("bank", TestCa.ec("Bank CA"));
  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");

  private final ResponseSigner current = delegate("current", JANUARY, MARCH);
  private final ResponseSigner next = delegate("next", FEBRUARY, APRIL);
  private final SignerSet set = new SignerSet(List.of(current, next));

  @Test
  void nextSignerTakesOverWhenItsValidityBegins() {
    assertThat(set.choose(ACME, FEBRUARY.minusSeconds(1))).isSameAs(current);
    assertThat(set.choose(ACME, FEBRUARY)).isSameAs(next);
    assertThat(set.choose(ACME, MARCH.plusSeconds(1))).isSameAs(next);
  }

  @Test
  void choosesNoneOutsideAllValidities() {
    assertThat(set.choose(ACME, JANUARY.minusSeconds(1))).isNull();
    assertThat(set.choose(ACME, APRIL.plusSeconds(1))).isNull();
    assertThat(set.choose(BANK, FEBRUARY)).isNull();
  }

  @Test
  void listsCandidatesOfAnIssuerValidOrNotTheLatestFirst() {
    assertThat(set.candidates(ACME)).containsExactly(next, current);
    assertThat(set.candidates(BANK)).isEmpty();
  }

  @Test
  void prefersDelegatesOverTheCaKeyOverLocalTrust() {
    ResponseSigner local =
        Signers.around(
            "local",
            CA.ocspSigner("CN=l", KeyKind.EC_P256, MARCH, APRIL),
            SignerTrust.LOCAL,
            tbs -> tbs,
            BANK,
            ACME);
    ResponseSigner ca = Signers.around("ca", CA.asSigner(), SignerTrust.ISSUER, tbs -> tbs, ACME);

    SignerSet mixed = new SignerSet(List.of(local, ca, current));

    assertThat(mixed.candidates(ACME)).containsExactly(current, ca, local);
    assertThat(mixed.candidates(BANK)).containsExactly(local);
    assertThat(mixed.all()).containsExactly(current, ca, local);
  }

  @Test
  void ordersEqualsAlikeWhateverTheOrderGiven() {
    ResponseSigner a = delegate("a", JANUARY, MARCH);
    ResponseSigner b = delegate("b", JANUARY, MARCH);
    ResponseSigner longer = delegate("c", JANUARY, APRIL);

    assertThat(new SignerSet(List.of(b, a, longer)).candidates(ACME)).containsExactly(longer, a, b);
    assertThat(new SignerSet(List.of(a, longer, b)).candidates(ACME)).containsExactly(longer, a, b);
  }

  private static ResponseSigner delegate(String name, Instant from, Instant to) {
    return Signers.around(
        name,
        CA.ocspSigner("CN=" + name, KeyKind.EC_P256, from, to),
        SignerTrust.DELEGATED,
        tbs -> tbs,
        ACME);
  }
}
