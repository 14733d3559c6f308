package io.camelocsp.workflow;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.RequestLimits;
import io.camelocsp.message.ResponderId;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.DistributionPoint;
import io.camelocsp.revocation.ExpiredEvidencePolicy;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.revocation.JudgementPolicy;
import io.camelocsp.revocation.ListArchive;
import io.camelocsp.revocation.ListIntake;
import io.camelocsp.revocation.ListOrigin;
import io.camelocsp.revocation.ListPolicy;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SignerSet;
import io.camelocsp.signing.SignerTrust;
import io.camelocsp.signing.SigningCost;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.RequestBuilder;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.pkits.Pkits;
import io.camelocsp.testkit.pkits.PkitsCase;
import io.camelocsp.testkit.pkits.PkitsIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A responder for all CAs of PKITS, with the intake of their lists. */
final class PkitsSite {
  /** Within the validity of everything in PKITS that is meant to be valid. */
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private static final TestCa OURS = TestCa.ec("PKITS Responder");

  private final Path directory;
  private final Map<String, PkitsIssuer> configured = new HashMap<>();
  private final ListIntake intake;
  private final Responder responder;
  private final Installation installation;

  /**
   * @param directory holds the archive; what an earlier site left there is found by {@link
   *     #restart}
   */
  PkitsSite(PkitsIssuer.Site site, Path directory) {
    this.directory = directory;
    List<PkitsIssuer> issuers = Pkits.issuers(site);
    issuers.forEach(each -> configured.put(each.name(), each));
    List<IssuerData> data = issuers.stream().map(PkitsSite::data).toList();
    List<ServedIssuer> served =
        data.stream().map(each -> new ServedIssuer(each, ExpiredEvidencePolicy.TRY_LATER)).toList();
    intake =
        new ListIntake(
            data,
            this::policy,
            new ListArchive(directory.resolve("archive")),
            InstantSource.fixed(NOW));
    responder =
        new Responder(
            "pkits",
            new ServedIssuers(served),
            RequestLimits.DEFAULT,
            ResponseProfile.DEFAULT,
            new Responder.Authority(ForeignIssuerPolicy.UNAUTHORIZED, null));
    ResponseSigner signer = signer(data.stream().map(IssuerData::issuer).toList());
    installation = new Installation(served, new SignerSet(List.of(signer)), Map.of());
  }

  private static IssuerData data(PkitsIssuer issuer) {
    return new IssuerData(new Issuer(issuer.name(), Pkits.certificate(issuer.certificate())));
  }

  private ListPolicy policy(String name) {
    PkitsIssuer issuer = java.util.Objects.requireNonNull(configured.get(name), name);
    return ListPolicy.DEFAULT
        .withSigners(
            new ListPolicy.Signers(
                issuer.listSigners().stream().map(Pkits::certificate).toList(),
                issuer.indirectListIssuers().stream().map(Pkits::certificate).toList()))
        .withJudgement(
            JudgementPolicy.DEFAULT.withDistributionPoints(
                issuer.distributionPoints().stream().map(DistributionPoint::parse).toList()));
  }

  /** One locally trusted signer for all: nothing here depends on who signs. */
  private static ResponseSigner signer(List<Issuer> issuers) {
    TestCertificate certificate = OURS.ocspSigner("CN=Signer for PKITS", KeyKind.EC_P256);
    X509Certificate own = certificate.certificate();
    try {
      return new ResponseSigner(
          "ours",
          own,
          issuers,
          SignerTrust.LOCAL,
          new byte[] {0x30, 0x00},
          ResponderId.byKey(new byte[20]),
          ResponderId.byName(own.getSubjectX500Principal().getEncoded()),
          List.of(own.getEncoded()),
          SigningCost.CHEAP,
          tbs -> new byte[] {1});
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes the lists in, in this order; returns what became of each, in the words of the table. */
  Map<String, String> take(List<String> lists) throws IOException {
    Map<String, String> outcomes = new HashMap<>();
    for (String list : lists) {
      Path file = Files.write(directory.resolve(list + ".crl"), Pkits.list(list));
      outcomes.put(list, outcome(file));
    }
    return outcomes;
  }

  private String outcome(Path file) throws IOException {
    try {
      Acceptance acceptance =
          intake.accept(file, new ListOrigin("pkits", file.getFileName().toString()));
      return acceptance instanceof Acceptance.Waiting ? "waiting" : "taken";
    } catch (ListRefusedException e) {
      return "refused " + e.reason();
    }
  }

  /** Brings back what the archive holds; to be called before anything is taken in. */
  void restart() throws IOException {
    intake.restore();
  }

  /** What a request for the case's certificate gets, in the words of the table. */
  String answer(PkitsCase asked, String hash) {
    PkitsIssuer issuer = configured.get(asked.issuer());
    X509Certificate ca = Pkits.certificate(issuer == null ? asked.issuer() : issuer.certificate());
    RequestBuilder request =
        TestRequests.builder()
            .hash(hash)
            .single(ca, Pkits.certificate(asked.certificate()).getSerialNumber());
    try {
      ValidatedRequest validated =
          LocalValidation.validate(
              WorkflowFixture.decoded(request.der()), responder, installation, NOW);
      return text(validated.responses().get(0).status());
    } catch (OcspFailure e) {
      return e.status() == ResponseStatus.TRY_LATER ? PkitsCase.NONE : e.status().label();
    }
  }

  private static String text(CertStatus status) {
    if (status instanceof CertStatus.Revoked revoked) {
      return "revoked %s %s".formatted(revoked.reason().label(), revoked.time());
    }
    return status instanceof CertStatus.Good ? "good" : "unknown";
  }
}
