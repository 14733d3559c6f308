package io.camelocsp.bench;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.TestCrls;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Tells right answers from others, with Bouncy Castle. Not thread-safe. */
final class AnswerCheck {
  private static final int CRL_REASON_UNSPECIFIED = 0;

  /**
   * A right answer's content.
   *
   * @param thisUpdate tells from which list it is
   * @param basic to check its signature
   */
  record Right(Instant thisUpdate, BasicOCSPResp basic) {}

  /** What is wrong with an answer. */
  static final class WrongAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongAnswerException(String message) {
      super(message);
    }
  }

  private final ContentVerifierProvider signer;

  AnswerCheck(X509Certificate signer) {
    try {
      this.signer =
          new JcaContentVerifierProviderBuilder()
              .setProvider(new BouncyCastleProvider())
              .build(signer);
    } catch (OperatorCreationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Everything but the signature. */
  Right status(Question question, HttpConnection.Response response) throws WrongAnswerException {
    require(response.status() == 200, "HTTP status " + response.status());
    try {
      OCSPResp answer = new OCSPResp(response.body());
      require(answer.getStatus() == OCSPResp.SUCCESSFUL, "OCSP status " + answer.getStatus());
      BasicOCSPResp basic = (BasicOCSPResp) answer.getResponseObject();
      require(basic.getResponses().length == 1, "not one single response");
      SingleResp single = basic.getResponses()[0];
      require(
          single.getCertID().getSerialNumber().equals(question.serial()), "another serial number");
      require(isRight(question, single.getCertStatus()), "a wrong status");
      Date nextUpdate = single.getNextUpdate();
      require(
          nextUpdate != null && nextUpdate.toInstant().isAfter(Instant.now()),
          "nextUpdate has passed");
      return new Right(single.getThisUpdate().toInstant(), basic);
    } catch (IOException | OCSPException e) {
      throw new WrongAnswerException("unreadable: " + e);
    }
  }

  /** The signature. */
  void signature(Right answer) throws WrongAnswerException {
    try {
      require(answer.basic().isSignatureValid(signer), "a signature that does not verify");
    } catch (OCSPException e) {
      throw new WrongAnswerException("an unreadable signature: " + e);
    }
  }

  private static boolean isRight(Question question, CertificateStatus status) {
    if (question.entry() < 0) {
      return status == CertificateStatus.GOOD;
    }
    return status instanceof RevokedStatus revoked
        && revoked.getRevocationTime().toInstant().equals(TestCrls.revokedAt(question.entry()))
        && (revoked.hasRevocationReason() ? revoked.getRevocationReason() : CRL_REASON_UNSPECIFIED)
            == TestCrls.reason(question.entry()).orElse(CRL_REASON_UNSPECIFIED);
  }

  private static void require(boolean condition, String otherwise) throws WrongAnswerException {
    if (!condition) {
      throw new WrongAnswerException(otherwise);
    }
  }
}
