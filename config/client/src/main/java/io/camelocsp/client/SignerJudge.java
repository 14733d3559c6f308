package io.camelocsp.client;

import io.camelocsp.client.AnswerCheck.Aspect;
import io.camelocsp.client.SignerSeen.Basis;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Finds whose key signed an answer, and whether that key may speak for an issuer: the CA itself, a
 * delegate that the CA issued directly with OCSPSigning, or a signer the user trusts explicitly
 * (RFC 6960 4.2.2.2). Thread-safe.
 */
final class SignerJudge {
  /** Bounds the work an answer full of certificates of one name can cause. */
  private static final int MAX_CANDIDATES = 16;

  private static final String OCSP_SIGNING = KeyPurposeId.id_kp_OCSPSigning.getId();

  private final BouncyCastleProvider provider = new BouncyCastleProvider();
  private final List<X509Certificate> trusted;
  private final Duration skew;

  SignerJudge(Collection<X509Certificate> trusted, Duration skew) {
    this.trusted = List.copyOf(trusted);
    this.skew = skew;
  }

  /**
   * The certificate whose key verifies the signature; null if there is none, which is then among
   * the findings.
   */
  @Nullable X509Certificate verifySignature(
      BasicOCSPResp response, Collection<X509Certificate> issuers, List<AnswerCheck> findings) {
    String algorithm =
        new DefaultSignatureNameFinder().getAlgorithmName(response.getSignatureAlgorithmID());
    if (algorithm.startsWith("MD2") || algorithm.startsWith("MD5")) {
      findings.add(AnswerCheck.failed(Aspect.SIGNATURE, "it is signed with " + algorithm));
      return null;
    }
    List<X509Certificate> named = candidates(response, issuers);
    for (X509Certificate each : named) {
      if (signed(response, each)) {
        findings.add(
            algorithm.startsWith("SHA1")
                ? AnswerCheck.note(Aspect.SIGNATURE, "it verifies, but is made with " + algorithm)
                : AnswerCheck.ok(Aspect.SIGNATURE));
        return each;
      }
    }
    findings.add(
        AnswerCheck.failed(
            Aspect.SIGNATURE,
            named.isEmpty()
                ? "the certificate of the signer it names is neither in the answer nor known"
                : "the signature does not verify with the key of "
                    + named.get(0).getSubjectX500Principal()));
    return null;
  }

  /** Why {@code signer} may speak for {@code issuer}; what is wrong goes into the findings. */
  Basis authority(
      X509Certificate signer, X509Certificate issuer, Instant now, List<AnswerCheck> findings) {
    if (trusted.contains(signer)) {
      return inTime(signer, now, findings) ? Basis.EXPLICIT : Basis.NONE;
    }
    if (signer.getPublicKey().equals(issuer.getPublicKey())
        && signer.getSubjectX500Principal().equals(issuer.getSubjectX500Principal())) {
      findings.add(AnswerCheck.ok(Aspect.SIGNER));
      return Basis.ISSUER;
    }
    String objection = objection(signer, issuer);
    if (objection != null) {
      findings.add(AnswerCheck.failed(Aspect.SIGNER, "the signer " + objection));
      return Basis.NONE;
    }
    if (!inTime(signer, now, findings)) {
      return Basis.NONE;
    }
    if (signer.getExtensionValue(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck.getId()) == null) {
      findings.add(
          AnswerCheck.note(
              Aspect.SIGNER, "it has no ocsp-nocheck, and whether it is revoked was not checked"));
    }
    return Basis.DELEGATED;
  }

  /** Why a certificate is no delegate of the issuer, null if it is one. */
  private @Nullable String objection(X509Certificate signer, X509Certificate issuer) {
    if (!signer.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return "was issued by "
          + signer.getIssuerX500Principal()
          + ", not by the CA asked about, "
          + issuer.getSubjectX500Principal();
    }
    if (!certified(signer, issuer)) {
      return "bears the CA's name, but the CA's key did not sign it";
    }
    boolean[] usage = signer.getKeyUsage();
    if (usage != null && !usage[0] && !usage[1]) {
      return "has a key usage that forbids signing answers";
    }
    try {
      List<String> purposes = signer.getExtendedKeyUsage();
      return purposes != null && purposes.contains(OCSP_SIGNING)
          ? null
          : "has no extended key usage OCSPSigning";
    } catch (CertificateParsingException e) {
      return "has an extended key usage that cannot be read";
    }
  }

  private boolean inTime(X509Certificate signer, Instant now, List<AnswerCheck> findings) {
    Instant from = signer.getNotBefore().toInstant();
    Instant to = signer.getNotAfter().toInstant();
    if (now.plus(skew).isBefore(from)) {
      findings.add(AnswerCheck.failed(Aspect.SIGNER, "the signer is valid only from " + from));
      return false;
    }
    if (now.minus(skew).isAfter(to)) {
      findings.add(AnswerCheck.failed(Aspect.SIGNER, "the signer expired at " + to));
      return false;
    }
    findings.add(AnswerCheck.ok(Aspect.SIGNER));
    return true;
  }

  private List<X509Certificate> candidates(
      BasicOCSPResp response, Collection<X509Certificate> issuers) {
    List<X509Certificate> all = new ArrayList<>(trusted);
    all.addAll(issuers);
    for (X509CertificateHolder each : response.getCerts()) {
      X509Certificate readable = convert(each);
      if (readable != null) {
        all.add(readable);
      }
    }
    List<X509Certificate> named = new ArrayList<>();
    for (X509Certificate each : all) {
      if (named.size() < MAX_CANDIDATES && !named.contains(each) && isNamed(response, each)) {
        named.add(each);
      }
    }
    return named;
  }

  /** Null for one that cannot be read: it cannot be the signer, and the signature will say so. */
  private @Nullable X509Certificate convert(X509CertificateHolder holder) {
    try {
      return new JcaX509CertificateConverter().setProvider(provider).getCertificate(holder);
    } catch (CertificateException e) {
      return null;
    }
  }

  /** Whether the ResponderID means this certificate, by subject or by SHA-1 of its key. */
  private static boolean isNamed(BasicOCSPResp response, X509Certificate certificate) {
    org.bouncycastle.asn1.ocsp.ResponderID id = response.getResponderId().toASN1Primitive();
    if (id.getName() != null) {
      return id.getName()
          .equals(X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()));
    }
    byte[] key =
        SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded())
            .getPublicKeyData()
            .getBytes();
    try {
      return Arrays.equals(id.getKeyHash(), MessageDigest.getInstance("SHA-1").digest(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-1", e);
    }
  }

  private boolean signed(BasicOCSPResp response, X509Certificate signer) {
    try {
      return response.isSignatureValid(verifier(signer));
    } catch (OCSPException | OperatorCreationException e) {
      return false; // a key of another kind, or an algorithm nobody knows
    }
  }

  private boolean certified(X509Certificate certificate, X509Certificate issuer) {
    try {
      return new JcaX509CertificateHolder(certificate).isSignatureValid(verifier(issuer));
    } catch (CertException | CertificateException | OperatorCreationException e) {
      return false;
    }
  }

  private ContentVerifierProvider verifier(X509Certificate certificate)
      throws OperatorCreationException {
    return new JcaContentVerifierProviderBuilder()
        .setProvider(provider)
        .build(certificate.getPublicKey());
  }
}
