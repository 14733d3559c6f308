package io.camelocsp.standalone;

import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes answers with Bouncy Castle: right ones, and by changing one thing each, wrong ones. Every
 * serial number is good unless told.
 */
final class CannedAnswer {
  private final Map<BigInteger, CertificateStatus> statuses = new HashMap<>();
  private TestCertificate signer;
  private boolean withCertificate = true;
  private Instant thisUpdate;
  private @Nullable Instant nextUpdate;
  private Instant producedAt;
  private UnaryOperator<@Nullable Extension> nonce = echoed -> echoed;
  private UnaryOperator<CertificateID> id = asked -> asked;
  private @Nullable Extension extra;

  CannedAnswer(TestCa ca, Instant now) {
    this.signer = ca.asSigner();
    this.thisUpdate = now.minusSeconds(60);
    this.nextUpdate = now.plusSeconds(3600);
    this.producedAt = now;
  }

  CannedAnswer status(BigInteger serial, CertificateStatus status) {
    statuses.put(serial, status);
    return this;
  }

  CannedAnswer signer(TestCertificate by) {
    signer = by;
    return this;
  }

  CannedAnswer withoutCertificate() {
    withCertificate = false;
    return this;
  }

  CannedAnswer times(Instant from, @Nullable Instant to) {
    thisUpdate = from;
    nextUpdate = to;
    return this;
  }

  CannedAnswer producedAt(Instant time) {
    producedAt = time;
    return this;
  }

  CannedAnswer nonce(UnaryOperator<@Nullable Extension> change) {
    nonce = change;
    return this;
  }

  CannedAnswer id(UnaryOperator<CertificateID> change) {
    id = change;
    return this;
  }

  CannedAnswer extension(Extension added) {
    extra = added;
    return this;
  }

  byte[] to(OCSPReq request) throws Exception {
    BasicOCSPRespBuilder builder =
        new BasicOCSPRespBuilder(
            new RespID(
                new ResponderID(
                    X500Name.getInstance(
                        signer.certificate().getSubjectX500Principal().getEncoded()))));
    for (Req each : request.getRequestList()) {
      builder.addResponse(
          id.apply(each.getCertID()),
          statuses.getOrDefault(each.getCertID().getSerialNumber(), CertificateStatus.GOOD),
          Date.from(thisUpdate),
          nextUpdate == null ? null : Date.from(nextUpdate));
    }
    Extension echoed = nonce.apply(request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce));
    if (echoed != null || extra != null) {
      builder.setResponseExtensions(new Extensions(echoed == null ? extra : echoed));
    }
    X509CertificateHolder[] certificates =
        withCertificate
            ? new X509CertificateHolder[] {new JcaX509CertificateHolder(signer.certificate())}
            : new X509CertificateHolder[0];
    String algorithm =
        signer.key().getAlgorithm().startsWith("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    return new OCSPRespBuilder()
        .build(
            OCSPRespBuilder.SUCCESSFUL,
            builder.build(
                new JcaContentSignerBuilder(algorithm).build(signer.key()),
                certificates,
                Date.from(producedAt)))
        .getEncoded();
  }
}
