package io.camelocsp.workflow;

import static io.camelocsp.workflow.WorkflowFixture.GOOD;
import static io.camelocsp.workflow.WorkflowFixture.NOW;
import static io.camelocsp.workflow.WorkflowFixture.REVOCATION;
import static io.camelocsp.workflow.WorkflowFixture.REVOKED;
import static io.camelocsp.workflow.WorkflowFixture.delegate;
import static io.camelocsp.workflow.WorkflowFixture.installation;
import static io.camelocsp.workflow.WorkflowFixture.listing;
import static io.camelocsp.workflow.WorkflowFixture.request;
import static io.camelocsp.workflow.WorkflowFixture.responder;
import static io.camelocsp.workflow.WorkflowFixture.servedWithList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.message.SingleResponse;
import io.camelocsp.revocation.IssuanceEvidence;
import io.camelocsp.workflow.WorkflowFixture.Served;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spec 7.1: responders that ask whether a certificate was issued. */
class NeverIssuedTest {
  private static final BigInteger NEVER = BigInteger.valueOf(0x2001);
  private static final Instant END = NOW.plus(Duration.ofHours(2));

  private final Served acme = servedWithList("acme");
  private final Installation installation = installation(List.of(acme), delegate(acme));

  private record StubIssuance(
      Instant thisUpdate, Instant nextUpdate, Set<SerialNumber> serials, Optional<String> gap)
      implements IssuanceEvidence {
    @Override
    public String describe() {
      return "a list of " + serials;
    }

    @Override
    public long size() {
      return serials.size();
    }

    @Override
    public boolean lists(SerialNumber serial) {
      return serials.contains(serial);
    }

    @Override
    public Optional<String> objection(Instant now) {
      return now.isBefore(nextUpdate) ? gap : Optional.of("it has ended");
    }
  }

  private void issue(String source, Instant end, BigInteger... serials) {
    acme.issuer().data().publishIssuance(source, stub(end, Optional.empty(), serials));
  }

  private static StubIssuance stub(Instant end, Optional<String> gap, BigInteger... serials) {
    Set<SerialNumber> set =
        Arrays.stream(serials).map(SerialNumber::of).collect(Collectors.toSet());
    return new StubIssuance(NOW.minus(Duration.ofHours(3)), end, set, gap);
  }

  private SingleResponse answer(NeverIssuedPolicy policy, BigInteger serial) {
    return validate(policy, serial).responses().get(0);
  }

  private ValidatedRequest validate(NeverIssuedPolicy policy, BigInteger... serials) {
    return LocalValidation.validate(request(acme.ca(), serials), asking(policy), installation, NOW);
  }

  private Responder asking(NeverIssuedPolicy policy) {
    Responder plain = responder(List.of(acme));
    return new Responder(
        plain.name(),
        plain.issuers(),
        plain.limits(),
        plain.profile(),
        plain.authority().withNeverIssued(policy));
  }

  private void assertFails(ResponseStatus status, NeverIssuedPolicy policy, BigInteger... serials) {
    assertThatThrownBy(() -> validate(policy, serials))
        .isInstanceOfSatisfying(
            OcspFailure.class, failure -> assertThat(failure.status()).isEqualTo(status));
  }

  @Test
  void whatWasNeverIssuedIsRevokedInTheExtendedSenseUntilTheIssuanceListEnds() {
    issue("cil", END, GOOD, REVOKED);
    SingleResponse answer = answer(NeverIssuedPolicy.REVOKED, NEVER);

    assertThat(answer.status()).isEqualTo(new CertStatus.NeverIssued());
    assertThat(answer.nextUpdate()).isEqualTo(END);
    assertThat(answer.thisUpdate()).isEqualTo(NOW.minus(Duration.ofHours(3)));
  }

  @Test
  void whatWasNeverIssuedIsUnknownOrUnauthorizedByPolicy() {
    issue("cil", END, GOOD);

    assertThat(answer(NeverIssuedPolicy.UNKNOWN, NEVER).status())
        .isEqualTo(new CertStatus.Unknown());
    assertThat(answer(NeverIssuedPolicy.UNKNOWN, NEVER).nextUpdate()).isEqualTo(END);
    assertFails(ResponseStatus.UNAUTHORIZED, NeverIssuedPolicy.UNAUTHORIZED, GOOD, NEVER);
  }

  @ParameterizedTest
  @EnumSource(NeverIssuedPolicy.class)
  void whatWasIssuedIsJudgedByTheRevocationListAlone(NeverIssuedPolicy policy) {
    issue("cil", END, GOOD);
    SingleResponse answer = answer(policy, GOOD);

    assertThat(answer.status()).isEqualTo(new CertStatus.Good());
    assertThat(answer.nextUpdate()).isEqualTo(NOW.plus(Duration.ofDays(1)));
  }

  @ParameterizedTest
  @EnumSource(NeverIssuedPolicy.class)
  void whatTheRevocationListListsIsRevokedIssuedOrNot(NeverIssuedPolicy policy) {
    issue("cil", END, GOOD);

    assertThat(answer(policy, REVOKED).status()).isEqualTo(REVOCATION);
  }

  @Test
  void activationTakesEffectWithTheList() {
    issue("cil", END, GOOD);
    assertThat(answer(NeverIssuedPolicy.REVOKED, NEVER).status())
        .isEqualTo(new CertStatus.NeverIssued());

    issue("cil", END, GOOD, NEVER);
    assertThat(answer(NeverIssuedPolicy.REVOKED, NEVER).status()).isEqualTo(new CertStatus.Good());
  }

  @ParameterizedTest
  @EnumSource(NeverIssuedPolicy.class)
  void withoutIssuanceEvidenceNothingIsSaid(NeverIssuedPolicy policy) {
    assertFails(ResponseStatus.TRY_LATER, policy, GOOD);
  }

  @Test
  void anEndedIssuanceListStillSaysWhatWasIssuedAndNothingElse() {
    issue("cil", NOW, GOOD);

    assertThat(answer(NeverIssuedPolicy.REVOKED, GOOD).status()).isEqualTo(new CertStatus.Good());
    assertFails(ResponseStatus.TRY_LATER, NeverIssuedPolicy.REVOKED, NEVER);
  }

  @Test
  void anIncompleteSetStillSaysWhatWasIssuedAndNothingElse() {
    acme.issuer().data().publishIssuance("cil", stub(END, Optional.of("a gap"), GOOD));

    assertThat(answer(NeverIssuedPolicy.REVOKED, GOOD).status()).isEqualTo(new CertStatus.Good());
    assertFails(ResponseStatus.TRY_LATER, NeverIssuedPolicy.REVOKED, NEVER);
  }

  @Test
  void oneSourceThatHasEndedKeepsTheOthersFromSayingNever() {
    issue("cil", END, GOOD);
    issue("file", NOW, BigInteger.ONE);

    assertThat(answer(NeverIssuedPolicy.REVOKED, BigInteger.ONE).status())
        .isEqualTo(new CertStatus.Good());
    assertFails(ResponseStatus.TRY_LATER, NeverIssuedPolicy.REVOKED, NEVER);
  }

  @Test
  void withoutAValidRevocationListNothingIsSaidOfWhatWasIssuedOrNot() {
    issue("cil", END, GOOD);
    acme.publish(listing(NOW.minusSeconds(60), NOW, REVOKED));

    assertFails(ResponseStatus.TRY_LATER, NeverIssuedPolicy.REVOKED, GOOD);
    assertFails(ResponseStatus.TRY_LATER, NeverIssuedPolicy.REVOKED, NEVER);
  }

  @Test
  void aSerialNumberThatNoCertificateMayHaveWasNeverIssued() {
    issue("cil", END, GOOD);

    assertThat(answer(NeverIssuedPolicy.REVOKED, BigInteger.ZERO).status())
        .isEqualTo(new CertStatus.NeverIssued());
  }

  @Test
  void aResponderThatDoesNotAskAnswersGoodForWhatWasNeverIssued() {
    issue("cil", END, GOOD);

    assertThat(
            LocalValidation.validate(
                    request(acme.ca(), NEVER), responder(List.of(acme)), installation, NOW)
                .responses()
                .get(0)
                .status())
        .isEqualTo(new CertStatus.Good());
  }
}
