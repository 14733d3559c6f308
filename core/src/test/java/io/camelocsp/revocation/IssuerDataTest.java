package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.testkit.TestCa;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IssuerDataTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final Instant LATER = NOW.plusSeconds(600);
  private static final SerialNumber SERIAL = SerialNumber.ofHex("4711");

  private final IssuerData acme =
      new IssuerData(new Issuer("acme", TestCa.ec("Issuer data CA").certificate()));

  private static Evidence evidence(
      Instant thisUpdate, @Nullable Instant nextUpdate, SerialNumber... revoked) {
    return new StubEvidence(
        "evidence of " + thisUpdate,
        thisUpdate,
        nextUpdate,
        new CertStatus.Revoked(thisUpdate, RevocationReason.SUPERSEDED),
        List.of(revoked));
  }

  private Judgement.Status judged() {
    return (Judgement.Status) acme.snapshot().judge(SERIAL, NOW);
  }

  @Test
  void withoutEvidenceThereIsNone() {
    assertThat(acme.snapshot().judge(SERIAL, NOW)).isInstanceOf(Judgement.NoEvidence.class);
  }

  @Test
  void revokedFromAnyValidSourceWins() {
    acme.publish("crl", evidence(NOW.minusSeconds(10), LATER));
    acme.publish("index:db", evidence(NOW.minusSeconds(5), LATER, SERIAL));

    assertThat(judged().status()).isInstanceOf(CertStatus.Revoked.class);
  }

  @Test
  void ofSeveralSourcesThatAgreeTheEarliestTimesCount() {
    acme.publish("crl", evidence(NOW.minusSeconds(10), LATER.plusSeconds(9)));
    acme.publish("index:db", evidence(NOW.minusSeconds(5), LATER));

    assertThat(judged())
        .isEqualTo(
            new Judgement.Status(
                new CertStatus.Good(),
                NOW.minusSeconds(10),
                LATER,
                "evidence of " + NOW.minusSeconds(5)));
  }

  @Test
  void whatAnEndedSourceRevokedStaysRevokedWhileAnotherIsValid() {
    acme.publish("index:db", evidence(NOW.minusSeconds(20), NOW, SERIAL));
    acme.publish("crl", evidence(NOW.minusSeconds(10), LATER));

    assertThat(judged().status())
        .isEqualTo(new CertStatus.Revoked(NOW.minusSeconds(20), RevocationReason.SUPERSEDED));
    assertThat(judged().nextUpdate()).isEqualTo(LATER);
    assertThat(judged().evidence()).isEqualTo("evidence of " + NOW.minusSeconds(20));
  }

  @Test
  void whenAllEvidenceEndedListedSerialsFollowThePolicyToo() {
    acme.publish("crl", evidence(NOW.minusSeconds(20), NOW, SERIAL));

    assertThat(acme.snapshot().judge(SERIAL, NOW)).isInstanceOf(Judgement.NoEvidence.class);
  }

  /** Evidence that knows what was issued, and speaks of nothing else. */
  private static Evidence database(SerialNumber... issued) {
    Evidence list = evidence(NOW.minusSeconds(5), LATER);
    return new Evidence() {
      @Override
      public String describe() {
        return "a database";
      }

      @Override
      public Instant thisUpdate() {
        return list.thisUpdate();
      }

      @Override
      public @Nullable Instant nextUpdate() {
        return list.nextUpdate();
      }

      @Override
      public int size() {
        return 0;
      }

      @Override
      public boolean covers(SerialNumber serial) {
        return List.of(issued).contains(serial);
      }

      @Override
      public CertStatus.@Nullable Revoked revocationOf(SerialNumber serial) {
        return null;
      }
    };
  }

  @Test
  void whatOnlyADatabaseCouldKnowIsUnknownWhenItIsNotInIt() {
    acme.publish("index:db", database());
    assertThat(judged().status()).isEqualTo(new CertStatus.Unknown());

    acme.publish("index:db", database(SERIAL));
    assertThat(judged().status()).isEqualTo(new CertStatus.Good());
  }

  @Test
  void aListCoversWhatADatabaseBesideItDoesNotKnow() {
    acme.publish("index:db", database());
    acme.publish("crl", evidence(NOW.minusSeconds(10), LATER));

    assertThat(judged().status()).isEqualTo(new CertStatus.Good());
  }
}
