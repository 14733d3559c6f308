package io.camelocsp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/**
 * An answer as Bouncy Castle reads it.
 *
 * @param http as it came
 * @param response decoded from its body
 */
public record Judged(HttpConnection.Response http, OCSPResp response) {

  /** Decodes an answer, which must be OCSP's whatever it says. */
  public static Judged of(HttpConnection.Response http) throws Exception {
    assertThat(http.status()).isEqualTo(200);
    assertThat(http.header("Content-Type")).isEqualTo("application/ocsp-response");
    return new Judged(http, new OCSPResp(http.body()));
  }

  /** {@link #summary}, or {@code HTTP N} if the answer is none of OCSP's. */
  public static String outcome(HttpConnection.Response http) throws Exception {
    return http.status() == 200 ? of(http).summary() : "HTTP " + http.status();
  }

  /** OCSPResponseStatus. */
  public int status() {
    return response.getStatus();
  }

  /** The BasicOCSPResponse of a successful answer. */
  public BasicOCSPResp basic() throws Exception {
    return (BasicOCSPResp) response.getResponseObject();
  }

  /** Its single responses. */
  public SingleResp[] singles() throws Exception {
    return basic().getResponses();
  }

  /** {@code error 6}, or the statuses in their order: {@code good, revoked 1, unknown}. */
  public String summary() throws Exception {
    if (status() != 0) {
      return "error " + status();
    }
    return Arrays.stream(singles()).map(Judged::word).collect(Collectors.joining(", "));
  }

  private static String word(SingleResp single) {
    CertificateStatus status = single.getCertStatus();
    if (status == CertificateStatus.GOOD) {
      return "good";
    }
    if (status instanceof RevokedStatus revoked) {
      return revoked.hasRevocationReason() ? "revoked " + revoked.getRevocationReason() : "revoked";
    }
    return "unknown";
  }

  /** What every client checks: signature, names, certificates and times. */
  public Judged soundBy(TestCertificate signer) throws Exception {
    BasicOCSPResp basic = basic();
    assertThat(
            basic.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(signer.certificate())))
        .as("signature by %s", signer)
        .isTrue();
    ResponderID id = basic.getResponderId().toASN1Primitive();
    assertThat(id.getKeyHash()).as("byKey").isEqualTo(keyHash(signer));
    assertThat(basic.getCerts())
        .containsExactly(new X509CertificateHolder(signer.certificate().getEncoded()));
    Instant producedAt = basic.getProducedAt().toInstant();
    for (SingleResp single : basic.getResponses()) {
      assertThat(single.getThisUpdate().toInstant()).isBeforeOrEqualTo(producedAt);
      if (single.getNextUpdate() != null) {
        assertThat(single.getNextUpdate().toInstant()).isAfter(producedAt);
      }
    }
    return this;
  }

  /** Also that it was produced now. */
  public Judged madeNow() throws Exception {
    assertThat(basic().getProducedAt().toInstant())
        .isBetween(Instant.now().minus(Duration.ofSeconds(30)), Instant.now());
    return this;
  }

  private static byte[] keyHash(TestCertificate signer) throws Exception {
    return MessageDigest.getInstance("SHA-1")
        .digest(
            SubjectPublicKeyInfo.getInstance(signer.certificate().getPublicKey().getEncoded())
                .getPublicKeyData()
                .getBytes());
  }
}
