package io.camelocsp.workflow;

import static io.camelocsp.workflow.WorkflowFixture.GOOD;
import static io.camelocsp.workflow.WorkflowFixture.NOW;
import static io.camelocsp.workflow.WorkflowFixture.REVOKED;
import static io.camelocsp.workflow.WorkflowFixture.decoded;
import static io.camelocsp.workflow.WorkflowFixture.delegate;
import static io.camelocsp.workflow.WorkflowFixture.installation;
import static io.camelocsp.workflow.WorkflowFixture.listing;
import static io.camelocsp.workflow.WorkflowFixture.request;
import static io.camelocsp.workflow.WorkflowFixture.responder;
import static io.camelocsp.workflow.WorkflowFixture.servedWithList;
import static io.camelocsp.workflow.WorkflowFixture.signer;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.OcspRequest;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.message.SingleResponse;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SignerTrust;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.workflow.WorkflowFixture.Served;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseSigningTest {
  private static final byte[] SIGNATURE = {1, 2, 3};

  private final Served acme = servedWithList("acme");
  private final ResponseSigner ofAcme = delegate(acme);
  private final OcspRequest aboutGood = request(acme.ca(), GOOD);

  private ValidatedRequest judged(OcspRequest request, ResponseProfile profile, Instant now) {
    return judged(request, profile, now, ofAcme);
  }

  private ValidatedRequest judged(
      OcspRequest request, ResponseProfile profile, Instant now, ResponseSigner by) {
    return LocalValidation.validate(
        request, responder(List.of(acme), profile, null), installation(List.of(acme), by), now);
  }

  private static ResponseProfile valid(Duration validity) {
    return new ResponseProfile(ResponderIdForm.BY_KEY, IncludedCertificates.SIGNER, validity);
  }

  private static Answer signed(
      ValidatedRequest validated, OcspRequest request, ResponseProfile profile) {
    byte[] tbs = ResponseSigning.toBeSigned(validated, request, profile);
    return ResponseSigning.signed(tbs, SIGNATURE, validated, request, profile);
  }

  private Answer answer(OcspRequest request, ResponseProfile profile, Instant now) {
    return signed(judged(request, profile, now), request, profile);
  }

  private Caching caching(Instant now) {
    return requireNonNull(answer(aboutGood, ResponseProfile.DEFAULT, now).caching());
  }

  private static String fingerprint(@Nullable Caching caching) {
    return requireNonNull(caching).entityTag().substring(1, 25);
  }

  private @Nullable Answer confirmed(String ifNoneMatch, Instant now) {
    return ResponseSigning.notModified(
        ifNoneMatch,
        judged(aboutGood, ResponseProfile.DEFAULT, now),
        aboutGood,
        ResponseProfile.DEFAULT);
  }

  @Test
  void theAnswerCarriesSignatureCertificateAndNonce() throws Exception {
    OcspRequest request =
        decoded(TestRequests.builder().single(acme.ca(), GOOD).nonce(new byte[] {9, 9}).der());

    Answer answer = answer(request, ResponseProfile.DEFAULT, NOW);

    assertThat(answer.via()).isEqualTo(Via.LOCAL);
    assertThat(answer.status()).isEqualTo(ResponseStatus.SUCCESSFUL);
    // The fixture's signature algorithm is empty: only what stands beside it is looked at here.
    assertThat(new OCSPResp(answer.der()).getStatus()).isZero();
    byte[] tbs =
        ResponseSigning.toBeSigned(
            judged(request, ResponseProfile.DEFAULT, NOW), request, ResponseProfile.DEFAULT);
    assertThat(answer.der()).containsSequence(tbs).containsSequence(SIGNATURE);
    assertThat(tbs).containsSequence(requireNonNull(request.nonce()));
    assertThat(answer.der()).containsSequence(ofAcme.certificates().get(0));
  }

  @Test
  void aProfileWithoutCertificatesLeavesThemOut() {
    ResponseProfile bare =
        new ResponseProfile(ResponderIdForm.BY_NAME, IncludedCertificates.NONE, null);

    Answer answer = answer(aboutGood, bare, NOW);

    assertThat(new String(answer.der(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(
            new String(ofAcme.certificates().get(0), java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  @Test
  void cachesKeepItUntilOneSecondBeforeNextUpdate() {
    Caching caching = caching(NOW);

    assertThat(caching.lastModified()).isEqualTo(NOW.minus(Duration.ofHours(1)));
    assertThat(caching.expires()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    assertThat(caching.maxAgeSeconds()).isEqualTo(86_399);
  }

  @Test
  void inTheLastSecondTheMaxAgeIsZeroAndNeverLess() {
    assertThat(caching(NOW.plus(Duration.ofDays(1)).minusSeconds(1)).maxAgeSeconds()).isZero();
    assertThat(caching(NOW.plus(Duration.ofDays(1)).minusMillis(1)).maxAgeSeconds()).isZero();
  }

  @Test
  void aNonceAndSeveralSingleRequestsForbidCaching() {
    OcspRequest nonce =
        decoded(TestRequests.builder().single(acme.ca(), GOOD).nonce(new byte[] {9}).der());

    assertThat(answer(nonce, ResponseProfile.DEFAULT, NOW).caching()).isNull();
    assertThat(answer(request(acme.ca(), GOOD, REVOKED), ResponseProfile.DEFAULT, NOW).caching())
        .isNull();
  }

  @Test
  void unknownForbidsCachingEvenWithANextUpdate() {
    SingleResponse unknown =
        new SingleResponse(
            aboutGood.certIds().get(0), new CertStatus.Unknown(), NOW, NOW.plusSeconds(60));
    ValidatedRequest validated =
        new ValidatedRequest(
            ofAcme, NOW, List.of(new ValidatedRequest.Result("acme", unknown, "policy")), true);

    assertThat(signed(validated, aboutGood, ResponseProfile.DEFAULT).caching()).isNull();
  }

  @Test
  void theFingerprintStaysFromOneSigningToTheNext() {
    Caching first = caching(NOW);
    Caching later = caching(NOW.plusSeconds(600));

    assertThat(fingerprint(later)).isEqualTo(fingerprint(first));
    assertThat(later.entityTag()).as("producedAt differs").isNotEqualTo(first.entityTag());
  }

  @Test
  void theFingerprintChangesWithWhateverClientsWouldSee() {
    String before = fingerprint(caching(NOW));
    ResponseProfile byName =
        new ResponseProfile(ResponderIdForm.BY_NAME, IncludedCertificates.SIGNER, null);
    ResponseProfile bare =
        new ResponseProfile(ResponderIdForm.BY_KEY, IncludedCertificates.NONE, null);
    OcspRequest sha256 =
        decoded(TestRequests.builder().hash("SHA-256").single(acme.ca(), GOOD).der());
    ResponseSigner another = delegate(acme);

    assertThat(
            List.of(
                fingerprint(answer(request(acme.ca(), REVOKED), byKey(), NOW).caching()),
                fingerprint(answer(sha256, byKey(), NOW).caching()),
                fingerprint(answer(aboutGood, byName, NOW).caching()),
                fingerprint(answer(aboutGood, bare, NOW).caching()),
                fingerprint(
                    signed(judged(aboutGood, byKey(), NOW, another), aboutGood, byKey())
                        .caching())))
        .doesNotContain(before)
        .doesNotHaveDuplicates();
    acme.publish(listing(NOW.minusSeconds(60), NOW.plus(Duration.ofDays(1))));
    assertThat(fingerprint(caching(NOW))).as("another thisUpdate").isNotEqualTo(before);
    acme.publish(listing(NOW.minus(Duration.ofHours(1)), NOW.plus(Duration.ofDays(1)), GOOD));
    assertThat(fingerprint(caching(NOW))).as("revoked").isNotEqualTo(before);
  }

  private static ResponseProfile byKey() {
    return ResponseProfile.DEFAULT;
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"a\", %s", "%s, \"a\"", " %s ", "\"a\",%s,W/\"b\""})
  void aCurrentCopyIsConfirmedByItsOwnTag(String field) {
    String tag = caching(NOW).entityTag();

    Answer answer = requireNonNull(confirmed(field.formatted(tag), NOW.plusSeconds(60)));

    assertThat(answer.via()).isEqualTo(Via.NOT_MODIFIED);
    assertThat(answer.der()).isEmpty();
    Caching caching = requireNonNull(answer.caching());
    assertThat(caching.entityTag()).isEqualTo(tag);
    assertThat(caching.maxAgeSeconds()).isEqualTo(86_339);
  }

  @Test
  void onlyWhatIsATagOfOursIsTakenForOneAndGoesOutAgain() {
    String tag = caching(NOW).entityTag();
    String fingerprint = tag.substring(0, 26);

    assertThat(confirmed("*", NOW)).isNull();
    assertThat(confirmed("", NOW)).isNull();
    assertThat(confirmed(tag.substring(1, tag.length() - 1), NOW)).isNull();
    assertThat(confirmed(fingerprint + "anything the client likes\"", NOW)).isNull();
    assertThat(confirmed(fingerprint + "\"", NOW)).isNull();
    assertThat(confirmed(tag.substring(0, tag.length() - 1), NOW)).isNull();
    assertThat(confirmed("\"" + "0".repeat(24) + tag.substring(25), NOW)).isNull();
  }

  @Test
  void withoutAFieldThereIsNothingToConfirm() {
    assertThat(
            ResponseSigning.notModified(null, judged(aboutGood, byKey(), NOW), aboutGood, byKey()))
        .isNull();
  }

  @Test
  void withAFixedValidityNothingIsConfirmed() {
    ResponseProfile anHour = valid(Duration.ofHours(1));
    Caching caching = requireNonNull(answer(aboutGood, anHour, NOW).caching());

    assertThat(
            ResponseSigning.notModified(
                caching.entityTag(), judged(aboutGood, anHour, NOW), aboutGood, anHour))
        .isNull();
  }

  @Test
  void whatMayNotBeCachedIsNotConfirmed() {
    OcspRequest nonce =
        decoded(TestRequests.builder().single(acme.ca(), GOOD).nonce(new byte[] {9}).der());

    assertThat(
            ResponseSigning.notModified(
                caching(NOW).entityTag(), judged(nonce, byKey(), NOW), nonce, byKey()))
        .isNull();
  }

  @Test
  void aCopyIsNotConfirmedOnceTheListSaysOtherwise() {
    String tag = caching(NOW).entityTag();
    acme.publish(listing(NOW.minus(Duration.ofHours(1)), NOW.plus(Duration.ofDays(1)), GOOD));

    assertThat(confirmed(tag, NOW)).isNull();
  }

  @Test
  void theSignersEndBoundsWhatCachesKeep() throws Exception {
    ResponseSigner brief =
        signer(
            acme.ca()
                .ocspSigner("CN=brief", KeyKind.EC_P256, NOW.minusSeconds(9), NOW.plusSeconds(30)),
            SignerTrust.DELEGATED,
            acme);

    Caching caching =
        requireNonNull(
            signed(judged(aboutGood, byKey(), NOW, brief), aboutGood, byKey()).caching());

    assertThat(caching.expires()).isEqualTo(NOW.plusSeconds(30));
    assertThat(caching.maxAgeSeconds()).isEqualTo(29);
  }
}
