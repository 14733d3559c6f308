package io.camelocsp.workflow;

import static io.camelocsp.workflow.WorkflowFixture.GOOD;
import static io.camelocsp.workflow.WorkflowFixture.NOW;
import static io.camelocsp.workflow.WorkflowFixture.REVOCATION;
import static io.camelocsp.workflow.WorkflowFixture.REVOKED;
import static io.camelocsp.workflow.WorkflowFixture.decoded;
import static io.camelocsp.workflow.WorkflowFixture.delegate;
import static io.camelocsp.workflow.WorkflowFixture.installation;
import static io.camelocsp.workflow.WorkflowFixture.listing;
import static io.camelocsp.workflow.WorkflowFixture.request;
import static io.camelocsp.workflow.WorkflowFixture.responder;
import static io.camelocsp.workflow.WorkflowFixture.served;
import static io.camelocsp.workflow.WorkflowFixture.servedWithList;
import static io.camelocsp.workflow.WorkflowFixture.signer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.message.CertIdHash;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.OcspRequest;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.message.SingleResponse;
import io.camelocsp.revocation.Evidence;
import io.camelocsp.revocation.ExpiredEvidencePolicy;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SignerTrust;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.workflow.WorkflowFixture.Served;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalValidationTest {
  private static final TestCa FOREIGN = TestCa.ec("Workflow foreign");

  private final Served acme = servedWithList("acme");
  private final Served bankx = servedWithList("bankx");
  private final ResponseSigner ofAcme = delegate(acme);
  private final ResponseSigner ofBankx = delegate(bankx);
  private final Installation both = installation(List.of(acme, bankx), ofAcme, ofBankx);

  private static void assertFails(ResponseStatus status, ThrowingCallable validation) {
    assertThatThrownBy(validation)
        .isInstanceOfSatisfying(
            OcspFailure.class, failure -> assertThat(failure.status()).isEqualTo(status));
  }

  private static OcspRequest asking(TestCa one, TestCa other) {
    return decoded(TestRequests.builder().single(one, GOOD).single(other, REVOKED).der());
  }

  @ParameterizedTest
  @EnumSource(CertIdHash.class)
  void answersInRequestOrderWhateverHashNamesTheIssuer(CertIdHash hash) {
    OcspRequest request =
        decoded(
            TestRequests.builder()
                .hash(hash.jcaName())
                .single(acme.ca(), REVOKED)
                .single(acme.ca(), GOOD)
                .der());

    ValidatedRequest validated =
        LocalValidation.validate(request, responder(List.of(acme)), both, NOW);

    assertThat(validated.responses())
        .extracting(SingleResponse::status)
        .containsExactly(REVOCATION, new CertStatus.Good());
    assertThat(validated.signer()).isSameAs(ofAcme);
    assertThat(validated.evidenceBound()).isTrue();
  }

  @Test
  void aForeignIssuerIsUnauthorized() {
    assertFails(
        ResponseStatus.UNAUTHORIZED,
        () ->
            LocalValidation.validate(request(FOREIGN, GOOD), responder(List.of(acme)), both, NOW));
  }

  @Test
  void ownAndForeignIssuerTogetherAreUnauthorized() {
    assertFails(
        ResponseStatus.UNAUTHORIZED,
        () ->
            LocalValidation.validate(
                asking(acme.ca(), FOREIGN), responder(List.of(acme)), both, NOW));
  }

  @Test
  void twoServedIssuersWithDifferentDelegatesAreUnauthorized() {
    assertFails(
        ResponseStatus.UNAUTHORIZED,
        () ->
            LocalValidation.validate(
                asking(acme.ca(), bankx.ca()), responder(List.of(acme, bankx)), both, NOW));
  }

  @Test
  void anIssuerThatAnotherResponderServesIsForeignHere() {
    assertFails(
        ResponseStatus.UNAUTHORIZED,
        () ->
            LocalValidation.validate(
                request(bankx.ca(), GOOD), responder(List.of(acme)), both, NOW));
  }

  @Test
  void twoServedIssuersWithACommonSignerAreAnswered() {
    TestCertificate certificate = FOREIGN.ocspSigner("CN=common", KeyKind.EC_P256);
    ResponseSigner common = signer(certificate, SignerTrust.LOCAL, acme, bankx);

    ValidatedRequest validated =
        LocalValidation.validate(
            asking(acme.ca(), bankx.ca()),
            responder(List.of(acme, bankx)),
            installation(List.of(acme, bankx), ofAcme, ofBankx, common),
            NOW);

    assertThat(validated.signer()).isSameAs(common);
    assertThat(validated.responses())
        .extracting(SingleResponse::status)
        .containsExactly(new CertStatus.Good(), REVOCATION);
  }

  @Test
  void byPolicyTheDefaultSignersIssuersAreAnsweredAndTheRestIsUnknown() {
    TestCertificate certificate = FOREIGN.ocspSigner("CN=default", KeyKind.EC_P256);
    ResponseSigner byDefault = signer(certificate, SignerTrust.LOCAL, bankx);
    Responder responder = responder(List.of(acme, bankx), ResponseProfile.DEFAULT, byDefault);

    ValidatedRequest validated =
        LocalValidation.validate(asking(acme.ca(), bankx.ca()), responder, both, NOW);

    assertThat(validated.signer()).isSameAs(byDefault);
    assertThat(validated.responses())
        .extracting(SingleResponse::status)
        .containsExactly(new CertStatus.Unknown(), REVOCATION);
    assertThat(validated.responses().get(0).nextUpdate()).isNull();
  }

  @Test
  void byPolicyOwnIssuersAloneAreStillSignedByTheirDelegate() {
    TestCertificate certificate = FOREIGN.ocspSigner("CN=default", KeyKind.EC_P256);
    ResponseSigner byDefault = signer(certificate, SignerTrust.LOCAL, bankx);
    Responder responder = responder(List.of(acme, bankx), ResponseProfile.DEFAULT, byDefault);

    assertThat(LocalValidation.validate(request(acme.ca(), GOOD), responder, both, NOW).signer())
        .isSameAs(ofAcme);
  }

  @Test
  void anIssuerWithoutAnySignerIsUnauthorized() {
    assertFails(
        ResponseStatus.UNAUTHORIZED,
        () ->
            LocalValidation.validate(
                request(bankx.ca(), GOOD),
                responder(List.of(bankx)),
                installation(List.of(bankx), ofAcme),
                NOW));
  }

  @Test
  void anIssuerWhoseOnlySignerExpiredIsTryLater() {
    TestCertificate expired =
        acme.ca().ocspSigner("CN=old", KeyKind.EC_P256, NOW.minusSeconds(9), NOW.minusSeconds(1));
    ResponseSigner signer = signer(expired, SignerTrust.DELEGATED, acme);

    assertFails(
        ResponseStatus.TRY_LATER,
        () ->
            LocalValidation.validate(
                request(acme.ca(), GOOD),
                responder(List.of(acme)),
                installation(List.of(acme), signer),
                NOW));
  }

  @Test
  void aDelegateThatItsIssuersListRevokesStopsWithThatList() {
    acme.publish(
        listing(NOW.minusSeconds(60), NOW.plusSeconds(60), ofAcme.certificate().getSerialNumber()));

    assertFails(
        ResponseStatus.TRY_LATER,
        () ->
            LocalValidation.validate(
                request(acme.ca(), GOOD), responder(List.of(acme)), both, NOW));
  }

  @Test
  void unauthorizedGoesBeforeTryLater() {
    Served empty = served("empty", ExpiredEvidencePolicy.TRY_LATER);

    assertFails(
        ResponseStatus.UNAUTHORIZED,
        () ->
            LocalValidation.validate(
                asking(empty.ca(), FOREIGN),
                responder(List.of(empty)),
                installation(List.of(empty), delegate(empty)),
                NOW));
  }

  @Test
  void withoutAListItIsTryLaterOrByPolicyUnknown() {
    Served later = served("later", ExpiredEvidencePolicy.TRY_LATER);
    Served unknown = served("unknown", ExpiredEvidencePolicy.UNKNOWN);
    Installation installation =
        installation(List.of(later, unknown), delegate(later), delegate(unknown));

    assertFails(
        ResponseStatus.TRY_LATER,
        () ->
            LocalValidation.validate(
                request(later.ca(), GOOD), responder(List.of(later)), installation, NOW));
    assertThat(
            LocalValidation.validate(
                    request(unknown.ca(), GOOD), responder(List.of(unknown)), installation, NOW)
                .responses())
        .extracting(SingleResponse::status)
        .containsExactly(new CertStatus.Unknown());
  }

  @Test
  void aListedSerialOfAnEndedListFollowsThePolicyToo() {
    acme.publish(listing(NOW.minusSeconds(60), NOW, REVOKED));

    assertFails(
        ResponseStatus.TRY_LATER,
        () ->
            LocalValidation.validate(
                request(acme.ca(), REVOKED), responder(List.of(acme)), both, NOW));
  }

  @Test
  void timesAreTheListsCutAtTheSignersEnd() {
    TestCertificate brief =
        acme.ca().ocspSigner("CN=brief", KeyKind.EC_P256, NOW.minusSeconds(9), NOW.plusSeconds(30));

    SingleResponse response =
        LocalValidation.validate(
                request(acme.ca(), GOOD),
                responder(List.of(acme)),
                installation(List.of(acme), signer(brief, SignerTrust.DELEGATED, acme)),
                NOW)
            .responses()
            .get(0);

    assertThat(response.thisUpdate()).isEqualTo(NOW.minus(Duration.ofHours(1)));
    assertThat(response.nextUpdate()).isEqualTo(NOW.plusSeconds(30));
  }

  @Test
  void aFixedValidityIsCutAtTheListsEnd() {
    ResponseProfile twoDays =
        new ResponseProfile(
            ResponderIdForm.BY_KEY, IncludedCertificates.SIGNER, Duration.ofDays(2));
    ResponseProfile anHour =
        new ResponseProfile(
            ResponderIdForm.BY_KEY, IncludedCertificates.SIGNER, Duration.ofHours(1));

    assertThat(nextUpdate(twoDays)).isEqualTo(NOW.plus(Duration.ofDays(1)));
    assertThat(nextUpdate(anHour)).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  private Instant nextUpdate(ResponseProfile profile) {
    ValidatedRequest validated =
        LocalValidation.validate(
            request(acme.ca(), GOOD), responder(List.of(acme), profile, null), both, NOW);
    assertThat(validated.evidenceBound()).isFalse();
    return java.util.Objects.requireNonNull(validated.responses().get(0).nextUpdate());
  }

  @Test
  void aListDatedAheadOfOurClockIsNotAnsweredWithAFutureThisUpdate() {
    acme.publish(listing(NOW.plusSeconds(90), NOW.plusSeconds(900)));

    ValidatedRequest validated =
        LocalValidation.validate(request(acme.ca(), GOOD), responder(List.of(acme)), both, NOW);

    assertThat(validated.responses().get(0).thisUpdate()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "-80000000000000", "10000000000000000000000000000000000000000"})
  void aSerialNumberThatNoCertificateMayHaveIsNeverGood(String hex) {
    assertThat(status(new BigInteger(hex, 16))).isEqualTo(new CertStatus.Unknown());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "ff", "ffffffffffffffffffffffffffffffffffffffff"})
  void everySerialNumberThatACertificateMayHaveIsGoodWhenItIsNotListed(String hex) {
    assertThat(status(new BigInteger(hex, 16))).isEqualTo(new CertStatus.Good());
  }

  @Test
  void aListedSerialNumberIsRevokedHoweverOddItIs() {
    BigInteger odd = BigInteger.ONE.negate();
    acme.publish(listing(NOW.minusSeconds(60), NOW.plusSeconds(60), odd));

    assertThat(status(odd)).isEqualTo(REVOCATION);
  }

  private CertStatus status(BigInteger serial) {
    return LocalValidation.validate(request(acme.ca(), serial), responder(List.of(acme)), both, NOW)
        .responses()
        .get(0)
        .status();
  }

  @Test
  void aLocallyTrustedSignerThatItsIssuersListRevokesSignsForNobody() {
    TestCertificate certificate = acme.ca().ocspSigner("CN=local", KeyKind.EC_P256);
    ResponseSigner local = signer(certificate, SignerTrust.LOCAL, bankx);
    Installation installation = installation(List.of(acme, bankx), local);
    acme.publish(listing(NOW.minusSeconds(60), NOW.plusSeconds(60), certificate.serial()));

    assertFails(
        ResponseStatus.TRY_LATER,
        () ->
            LocalValidation.validate(
                request(bankx.ca(), GOOD), responder(List.of(bankx)), installation, NOW));
  }

  @Test
  void oneResponseSeesOneSnapshotOfAnIssuer() {
    Evidence first = listing(NOW.minusSeconds(60), NOW.plusSeconds(600));
    Evidence swapping =
        new Evidence() {
          @Override
          public String describe() {
            return "a list that is replaced while it is read";
          }

          @Override
          public Instant thisUpdate() {
            return first.thisUpdate();
          }

          @Override
          public @Nullable Instant nextUpdate() {
            return first.nextUpdate();
          }

          @Override
          public int size() {
            return 0;
          }

          @Override
          public CertStatus.@Nullable Revoked revocationOf(SerialNumber serial) {
            acme.publish(listing(NOW.minusSeconds(30), NOW.plusSeconds(600), REVOKED, GOOD));
            return null;
          }
        };
    acme.publish(swapping);

    ValidatedRequest validated =
        LocalValidation.validate(
            request(acme.ca(), GOOD, REVOKED), responder(List.of(acme)), both, NOW);

    assertThat(validated.responses())
        .extracting(SingleResponse::status)
        .containsOnly(new CertStatus.Good());
  }
}
