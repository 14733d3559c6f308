package io.camelocsp.client;

import io.camelocsp.message.CertIdHash;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One OCSP request ready to be sent, and what is needed to judge its answer. Immutable.
 *
 * <p>The nonce is carried as RFC 9654 asks: the extension value holds an OCTET STRING.
 */
public final class Inquiry {
  private final List<Question> questions;
  private final List<CertificateID> ids;
  private final byte @Nullable [] nonce;
  private final byte[] der;

  private Inquiry(
      List<Question> questions, List<CertificateID> ids, byte @Nullable [] nonce, byte[] der) {
    this.questions = List.copyOf(questions);
    this.ids = List.copyOf(ids);
    this.nonce = nonce;
    this.der = der;
  }

  /**
   * Makes the request.
   *
   * @param questions at least one; each becomes a single request, in this order
   * @param hash the hash of the CertIDs
   * @param nonce the nonce's content octets, null for none
   */
  public static Inquiry of(List<Question> questions, CertIdHash hash, byte @Nullable [] nonce) {
    try {
      OCSPReqBuilder builder = new OCSPReqBuilder();
      List<CertificateID> ids = new ArrayList<>();
      for (Question question : questions) {
        CertificateID id =
            new CertificateID(
                calculator(hash),
                new JcaX509CertificateHolder(question.issuer()),
                question.serial());
        ids.add(id);
        builder.addRequest(id);
      }
      if (nonce != null) {
        builder.setRequestExtensions(
            new Extensions(
                new Extension(
                    OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                    false,
                    new DEROctetString(nonce).getEncoded())));
      }
      return new Inquiry(questions, ids, nonce, builder.build().getEncoded());
    } catch (OCSPException
        | IOException
        | OperatorCreationException
        | CertificateEncodingException e) {
      throw new IllegalArgumentException("no request can be made: " + e.getMessage(), e);
    }
  }

  /** What is asked, in request order. */
  public List<Question> questions() {
    return questions;
  }

  /** The CertID of question {@code index}. */
  public CertificateID id(int index) {
    return ids.get(index);
  }

  /** A copy of the nonce's content octets, null if there is none. */
  public byte @Nullable [] nonce() {
    return nonce == null ? null : nonce.clone();
  }

  /** A copy of the OCSPRequest in DER. */
  public byte[] der() {
    return der.clone();
  }

  private static DigestCalculator calculator(CertIdHash hash) throws OperatorCreationException {
    DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
    // Parameters NULL: what most clients send, OpenSSL among them.
    return digests.get(
        new AlgorithmIdentifier(new ASN1ObjectIdentifier(hash.oid()), DERNull.INSTANCE));
  }
}
