package io.camelocsp.workflow;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.OcspRequest;
import io.camelocsp.message.RequestDecoder;
import io.camelocsp.message.RequestLimits;
import io.camelocsp.message.ResponderId;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.Evidence;
import io.camelocsp.revocation.ExpiredEvidencePolicy;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.revocation.StubEvidence;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SignerSet;
import io.camelocsp.signing.SignerTrust;
import io.camelocsp.signing.SigningCost;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestRequests;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Issuers, signers and evidence for tests of the workflow's policy. */
final class WorkflowFixture {
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  static final BigInteger GOOD = BigInteger.valueOf(0x1001);
  static final BigInteger REVOKED = BigInteger.valueOf(0x1002);
  static final CertStatus.Revoked REVOCATION =
      new CertStatus.Revoked(
          Instant.parse("2026-01-02T03:04:05Z"),
          io.camelocsp.message.RevocationReason.KEY_COMPROMISE);

  private WorkflowFixture() {}

  /** A CA that is served, with its data. */
  record Served(TestCa ca, ServedIssuer issuer) {
    void publish(Evidence evidence) {
      issuer.data().publish("crl", evidence);
    }
  }

  static Served served(String name, ExpiredEvidencePolicy policy) {
    TestCa ca = TestCa.ec("Workflow " + name);
    return new Served(
        ca, new ServedIssuer(new IssuerData(new Issuer(name, ca.certificate())), policy));
  }

  /** A CA whose list was made an hour ago, ends in a day and lists {@link #REVOKED}. */
  static Served servedWithList(String name) {
    Served served = served(name, ExpiredEvidencePolicy.TRY_LATER);
    served.publish(listing(NOW.minus(Duration.ofHours(1)), NOW.plus(Duration.ofDays(1)), REVOKED));
    return served;
  }

  static Evidence listing(Instant thisUpdate, @Nullable Instant nextUpdate, BigInteger... serials) {
    List<SerialNumber> listed = java.util.Arrays.stream(serials).map(SerialNumber::of).toList();
    return new StubEvidence("a list of " + listed, thisUpdate, nextUpdate, REVOCATION, listed);
  }

  static ResponseSigner delegate(Served... served) {
    TestCertificate certificate =
        served[0].ca().ocspSigner("CN=Signer of " + served[0].issuer().issuer(), KeyKind.EC_P256);
    return signer(certificate, SignerTrust.DELEGATED, served);
  }

  static ResponseSigner signer(TestCertificate certificate, SignerTrust trust, Served... served) {
    try {
      return new ResponseSigner(
          "of-" + served[0].issuer().issuer(),
          certificate.certificate(),
          java.util.Arrays.stream(served).map(s -> s.issuer().issuer()).toList(),
          trust,
          new byte[] {0x30, 0x00},
          ResponderId.byKey(new byte[20]),
          ResponderId.byName(certificate.certificate().getSubjectX500Principal().getEncoded()),
          List.of(certificate.certificate().getEncoded()),
          SigningCost.CHEAP,
          tbs -> new byte[] {1});
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  static Installation installation(List<Served> served, ResponseSigner... signers) {
    return new Installation(
        served.stream().map(Served::issuer).toList(), new SignerSet(List.of(signers)), Map.of());
  }

  static Responder responder(List<Served> served) {
    return responder(served, ResponseProfile.DEFAULT, null);
  }

  static Responder responder(
      List<Served> served, ResponseProfile profile, @Nullable ResponseSigner defaultSigner) {
    return new Responder(
        "test",
        new ServedIssuers(served.stream().map(Served::issuer).toList()),
        RequestLimits.DEFAULT,
        profile,
        new Responder.Authority(
            defaultSigner == null ? ForeignIssuerPolicy.UNAUTHORIZED : ForeignIssuerPolicy.UNKNOWN,
            defaultSigner));
  }

  static OcspRequest request(TestCa ca, BigInteger... serials) {
    return decoded(TestRequests.der(ca, serials));
  }

  static OcspRequest decoded(byte[] der) {
    return new RequestDecoder(RequestLimits.DEFAULT).decode(der);
  }
}
