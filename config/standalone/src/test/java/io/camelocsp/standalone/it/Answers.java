package io.camelocsp.standalone.it;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestRequests;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Asks over HTTP and judges with Bouncy Castle: good, revoked, unknown, or an error status. */
final class Answers {
  private static final BouncyCastleProvider BOUNCY_CASTLE = new BouncyCastleProvider();

  private Answers() {}

  /** Asks about one certificate on a connection of its own. */
  static String ask(URI uri, TestCa ca, BigInteger serial) throws IOException {
    try (HttpConnection connection = new HttpConnection(uri, Duration.ofSeconds(10))) {
      return judge(
          connection.exchange(HttpConnection.post(uri, TestRequests.der(ca, serial))).body());
    }
  }

  /**
   * What a response says about its one certificate: good, revoked or unknown if its signature
   * verifies with the included certificate, else what is wrong.
   */
  static String judge(byte[] der) {
    try {
      OCSPResp response = new OCSPResp(der);
      if (response.getStatus() != OCSPResp.SUCCESSFUL) {
        return "status " + response.getStatus();
      }
      BasicOCSPResp basic = (BasicOCSPResp) response.getResponseObject();
      if (!basic.isSignatureValid(
          new JcaContentVerifierProviderBuilder()
              .setProvider(BOUNCY_CASTLE)
              .build(basic.getCerts()[0]))) {
        return "a signature that does not verify";
      }
      SingleResp single = basic.getResponses()[0];
      CertificateStatus status = single.getCertStatus();
      return status == CertificateStatus.GOOD
          ? "good"
          : status instanceof RevokedStatus ? "revoked" : "unknown";
    } catch (IOException
        | OCSPException
        | OperatorCreationException
        | java.security.cert.CertificateException e) {
      return "not an answer: " + e;
    }
  }
}
