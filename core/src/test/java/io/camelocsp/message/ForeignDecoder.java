package io.camelocsp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.Req;

/** Asks Bouncy Castle what a request says. */
final class ForeignDecoder {
  private ForeignDecoder() {}

  /** What we took, a foreign decoder takes too, finds to be DER, and understands the same. */
  static void agrees(OcspRequest request) throws IOException {
    ASN1Primitive foreign = ASN1Primitive.fromByteArray(request.der());
    assertThat(foreign.getEncoded(ASN1Encoding.DER)).isEqualTo(request.der());
    understandsTheSame(request, new OCSPReq(OCSPRequest.getInstance(foreign)));
  }

  static void understandsTheSame(OcspRequest request, OCSPReq foreign) throws IOException {
    Req[] singles = foreign.getRequestList();
    assertThat(request.certIds()).hasSize(singles.length);
    for (int i = 0; i < singles.length; i++) {
      CertId certId = request.certIds().get(i);
      assertThat(certId.der())
          .isEqualTo(singles[i].getCertID().toASN1Primitive().getEncoded(ASN1Encoding.DER));
      assertThat(certId.hash().oid()).isEqualTo(singles[i].getCertID().getHashAlgOID().getId());
      assertThat(certId.issuerNameHash()).isEqualTo(singles[i].getCertID().getIssuerNameHash());
      assertThat(certId.issuerKeyHash()).isEqualTo(singles[i].getCertID().getIssuerKeyHash());
      assertThat(certId.serial().toBigInteger())
          .isEqualTo(singles[i].getCertID().getSerialNumber());
    }
    Extension nonce = foreign.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    assertThat(request.nonce()).isEqualTo(nonce == null ? null : nonce.getExtnValue().getOctets());
    assertThat(request.signed()).isEqualTo(foreign.isSigned());
  }
}
