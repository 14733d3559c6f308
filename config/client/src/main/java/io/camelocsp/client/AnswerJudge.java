package io.camelocsp.client;

import io.camelocsp.client.AnswerCheck.Aspect;
import io.camelocsp.client.SignerSeen.Basis;
import io.camelocsp.message.RevocationReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an answer may be relied on (RFC 6960 3.2): signature, the signer's authority,
 * times, CertIDs, nonce, critical extensions. All of it is checked and reported, not only the first
 * thing that is wrong. Thread-safe.
 */
public final class AnswerJudge {

  /** What a missing nonce means. A different one is always refused. */
  public enum NonceRule {
    /** Responders may leave it out, and cached answers must: it is only said. */
    OPTIONAL,
    /** An answer without it is refused. */
    REQUIRED
  }

  private static final List<String> ERROR_STATUS =
      List.of(
          "successful",
          "malformedRequest",
          "internalError",
          "tryLater",
          "4",
          "sigRequired",
          "unauthorized");

  private final SignerJudge signers;
  private final Collection<X509Certificate> trusted;
  private final Duration skew;
  private final NonceRule nonceRule;

  /**
   * @param trusted signers to accept whoever issued them
   * @param skew by how much clocks may differ
   * @param nonceRule what a missing nonce means if one was sent
   */
  public AnswerJudge(Collection<X509Certificate> trusted, Duration skew, NonceRule nonceRule) {
    this.signers = new SignerJudge(trusted, skew);
    this.trusted = List.copyOf(trusted);
    this.skew = skew;
    this.nonceRule = nonceRule;
  }

  /** One verdict for each question of the inquiry, in its order. */
  public List<Verdict> judge(Inquiry inquiry, Reply reply, Instant now) {
    BasicOCSPResp response;
    List<Verdict> verdicts = new ArrayList<>();
    try {
      OCSPResponse outer = OCSPResponse.getInstance(ASN1Primitive.fromByteArray(reply.body()));
      int status = outer.getResponseStatus().getIntValue();
      if (status != 0) {
        String name = status < ERROR_STATUS.size() ? ERROR_STATUS.get(status) : "" + status;
        return refuseAll(inquiry, name, "the responder answers the error " + name, reply);
      }
      response = basic(outer.getResponseBytes());
      for (int i = 0; i < inquiry.questions().size(); i++) {
        verdicts.add(judgeOne(inquiry, i, response, reply, now));
      }
      return verdicts;
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports malformed DER with unchecked exceptions of many kinds.
      return refuseAll(inquiry, null, notOcsp(reply), reply);
    }
  }

  private static BasicOCSPResp basic(@Nullable ResponseBytes bytes) throws IOException {
    if (bytes == null
        || !bytes.getResponseType().equals(OCSPObjectIdentifiers.id_pkix_ocsp_basic)) {
      throw new IOException("not a basic response");
    }
    return new BasicOCSPResp(
        BasicOCSPResponse.getInstance(
            ASN1Primitive.fromByteArray(bytes.getResponse().getOctets())));
  }

  private Verdict judgeOne(
      Inquiry inquiry, int index, BasicOCSPResp response, Reply reply, Instant now) {
    Question question = inquiry.questions().get(index);
    List<AnswerCheck> findings = new ArrayList<>();
    contentType(reply, findings);
    SignerSeen signer = judgeSigner(response, question, now, findings);
    SingleResp single = find(inquiry.id(index), response, findings);
    nonce(inquiry, response, findings);
    critical(response.getCriticalExtensionOIDs(), findings);
    ReportedStatus answer = null;
    if (single != null) {
      critical(single.getCriticalExtensionOIDs(), findings);
      answer = answer(single, response, signer);
      times(answer, now, findings);
    }
    boolean acceptable =
        answer != null && findings.stream().noneMatch(f -> f.result() == AnswerCheck.Result.FAILED);
    Outcome outcome = acceptable && answer != null ? answer.status() : Outcome.NOT_ACCEPTABLE;
    return new Verdict(question, outcome, answer, null, findings, reply.took());
  }

  private @Nullable SignerSeen judgeSigner(
      BasicOCSPResp response, Question question, Instant now, List<AnswerCheck> findings) {
    List<X509Certificate> known = new ArrayList<>(trusted);
    known.add(question.issuer());
    X509Certificate certificate = signers.verifySignature(response, known, findings);
    if (certificate == null) {
      return null;
    }
    Basis basis = signers.authority(certificate, question.issuer(), now, findings);
    return new SignerSeen(certificate, basis);
  }

  private static @Nullable SingleResp find(
      CertificateID id, BasicOCSPResp response, List<AnswerCheck> findings) {
    for (SingleResp each : response.getResponses()) {
      if (Arrays.equals(der(each.getCertID()), der(id))) {
        findings.add(AnswerCheck.ok(Aspect.CERT_ID));
        return each;
      }
    }
    for (SingleResp each : response.getResponses()) {
      if (sameMeaning(each.getCertID(), id)) {
        findings.add(
            AnswerCheck.note(
                Aspect.CERT_ID, "it means the same, but is not echoed octet for octet"));
        return each;
      }
    }
    findings.add(
        AnswerCheck.failed(
            Aspect.CERT_ID, "the answer says nothing about the certificate asked for"));
    return null;
  }

  /** Octets are compared, because objects of Bouncy Castle take absent and NULL for equal. */
  private static byte[] der(CertificateID id) {
    try {
      return id.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalArgumentException("a CertID that cannot be encoded", e);
    }
  }

  /** Equal but for the hash's parameters, which some leave out and some write as NULL. */
  private static boolean sameMeaning(CertificateID one, CertificateID other) {
    return one.getHashAlgOID().equals(other.getHashAlgOID())
        && Arrays.equals(one.getIssuerNameHash(), other.getIssuerNameHash())
        && Arrays.equals(one.getIssuerKeyHash(), other.getIssuerKeyHash())
        && one.getSerialNumber().equals(other.getSerialNumber());
  }

  private void nonce(Inquiry inquiry, BasicOCSPResp response, List<AnswerCheck> findings) {
    byte[] sent = inquiry.nonce();
    if (sent == null) {
      return;
    }
    Extension echoed = response.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (echoed == null) {
      findings.add(
          nonceRule == NonceRule.REQUIRED
              ? AnswerCheck.failed(Aspect.NONCE, "the answer holds no nonce")
              : AnswerCheck.note(Aspect.NONCE, "the answer holds none: it may be an older one"));
    } else if (Arrays.equals(
        sent, ASN1OctetString.getInstance(echoed.getParsedValue()).getOctets())) {
      findings.add(AnswerCheck.ok(Aspect.NONCE));
    } else {
      findings.add(
          AnswerCheck.failed(Aspect.NONCE, "the answer holds another nonce than was sent"));
    }
  }

  private void times(ReportedStatus answer, Instant now, List<AnswerCheck> findings) {
    int before = findings.size();
    Instant next = answer.nextUpdate();
    if (answer.thisUpdate().isAfter(now.plus(skew))) {
      fail(findings, "thisUpdate " + answer.thisUpdate() + " lies in the future");
    }
    if (answer.producedAt().isAfter(now.plus(skew))) {
      fail(findings, "producedAt " + answer.producedAt() + " lies in the future");
    }
    if (next != null && next.isBefore(now.minus(skew))) {
      fail(findings, "the answer ended at " + next);
    }
    if (next != null && next.isBefore(answer.thisUpdate())) {
      fail(findings, "nextUpdate lies before thisUpdate");
    }
    if (findings.size() == before) {
      findings.add(AnswerCheck.ok(Aspect.TIMES));
    }
  }

  private static void fail(List<AnswerCheck> findings, String what) {
    findings.add(AnswerCheck.failed(Aspect.TIMES, what));
  }

  private static void critical(Set<?> oids, List<AnswerCheck> findings) {
    for (Object oid : oids) {
      if (!oid.equals(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)) {
        findings.add(
            AnswerCheck.failed(
                Aspect.RESPONSE, "the answer holds the unknown critical extension " + oid));
      }
    }
  }

  private static void contentType(Reply reply, List<AnswerCheck> findings) {
    if (!reply.contentType().startsWith("application/ocsp-response")) {
      findings.add(
          AnswerCheck.note(
              Aspect.RESPONSE,
              "its Content-Type is "
                  + (reply.contentType().isEmpty() ? "missing" : reply.contentType())));
    }
  }

  private static ReportedStatus answer(
      SingleResp single, BasicOCSPResp response, @Nullable SignerSeen signer) {
    CertificateStatus status = single.getCertStatus(); // null means good: Bouncy Castle's way
    Date next = single.getNextUpdate();
    boolean revoked = status instanceof RevokedStatus;
    Instant revokedAt = null;
    String reason = null;
    if (status instanceof RevokedStatus revocation) {
      revokedAt = revocation.getRevocationTime().toInstant();
      reason = revocation.hasRevocationReason() ? reason(revocation.getRevocationReason()) : null;
    }
    return new ReportedStatus(
        revoked ? Outcome.REVOKED : status == null ? Outcome.GOOD : Outcome.UNKNOWN,
        revokedAt,
        reason,
        single.getThisUpdate().toInstant(),
        next == null ? null : next.toInstant(),
        response.getProducedAt().toInstant(),
        signer);
  }

  private static String reason(int code) {
    try {
      return RevocationReason.ofCode(code).label();
    } catch (IllegalArgumentException e) {
      return "undefined reason " + code;
    }
  }

  private static List<Verdict> refuseAll(
      Inquiry inquiry, @Nullable String errorStatus, String why, Reply reply) {
    return inquiry.questions().stream()
        .map(question -> Verdict.refused(question, errorStatus, why, reply.took()))
        .toList();
  }

  private static String notOcsp(Reply reply) {
    String start =
        new String(reply.body(), 0, Math.min(reply.body().length, 64), StandardCharsets.ISO_8859_1)
            .strip()
            .toLowerCase(Locale.ROOT);
    if (reply.contentType().contains("html") || start.startsWith("<")) {
      return "a web page came back, not an OCSP answer: is the URL right?";
    }
    return reply.body().length == 0
        ? "an empty body came back, not an OCSP answer"
        : "what came back is no well-formed OCSP answer";
  }
}
