package io.camelocsp.signing;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.signing.SignerRefusedException.Reason;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * For which issuers a certificate may sign answers, and why (RFC 6960 2.2 and 4.2.2.2).
 *
 * <p>In this order: the certificate of an issuer itself; a certificate issued directly by one, with
 * OCSPSigning; one that the operator declared locally trusted. What a certificate is by itself goes
 * before the declaration, unless the declaration names more issuers than that.
 *
 * @param trust why
 * @param issuers for whom; never empty
 */
record SignerAuthority(SignerTrust trust, List<Issuer> issuers) {
  private static final int DIGITAL_SIGNATURE = 0;

  SignerAuthority {
    issuers = List.copyOf(issuers);
  }

  /**
   * @throws SignerRefusedException if it may sign for none, or clients would not accept it
   */
  static SignerAuthority of(
      SignerSource source, X509Certificate certificate, Collection<Issuer> issuers)
      throws SignerRefusedException {
    List<Issuer> itself = issuers.stream().filter(issuer -> isOf(issuer, certificate)).toList();
    List<Issuer> parents =
        issuers.stream().filter(issuer -> issuedBy(issuer, certificate)).toList();
    if (source.trustLocal()) {
      return declared(source, certificate, issuers, itself.isEmpty() ? parents : itself);
    }
    if (!itself.isEmpty()) {
      return new SignerAuthority(SignerTrust.ISSUER, itself);
    }
    if (parents.isEmpty()) {
      throw wrongIssuer(source, certificate, issuers);
    }
    refuseUnusableDelegate(source, certificate);
    return new SignerAuthority(SignerTrust.DELEGATED, parents);
  }

  private static SignerAuthority declared(
      SignerSource source,
      X509Certificate certificate,
      Collection<Issuer> issuers,
      List<Issuer> natural)
      throws SignerRefusedException {
    List<Issuer> declared = declaredIssuers(source, issuers);
    if (!natural.isEmpty() && natural.containsAll(declared)) {
      if (isOf(natural.get(0), certificate)) {
        return new SignerAuthority(SignerTrust.ISSUER, natural);
      }
      if (mayBeDelegate(certificate)) {
        return new SignerAuthority(SignerTrust.DELEGATED, natural);
      }
    }
    Set<Issuer> all = new LinkedHashSet<>(natural);
    all.addAll(declared);
    return new SignerAuthority(SignerTrust.LOCAL, new ArrayList<>(all));
  }

  private static List<Issuer> declaredIssuers(SignerSource source, Collection<Issuer> issuers)
      throws SignerRefusedException {
    if (source.trustedFor().isEmpty()) {
      return List.copyOf(issuers);
    }
    List<Issuer> declared = new ArrayList<>();
    for (String name : source.trustedFor()) {
      Issuer named =
          issuers.stream().filter(issuer -> issuer.name().equals(name)).findFirst().orElse(null);
      if (named == null) {
        throw new SignerRefusedException(
            source,
            Reason.UNKNOWN_ISSUER_NAME,
            "is to be trusted for the issuer " + name + ", which is not configured",
            "configured are: " + names(issuers));
      }
      declared.add(named);
    }
    return declared;
  }

  /** The CA's own key: a CA may hold several certificates for it, so name and key decide. */
  private static boolean isOf(Issuer issuer, X509Certificate certificate) {
    X509Certificate ca = issuer.certificate();
    return certificate.equals(ca)
        || (certificate.getPublicKey().equals(ca.getPublicKey())
            && certificate.getSubjectX500Principal().equals(ca.getSubjectX500Principal()));
  }

  /** Issued directly, by the very key the issuer is configured with (RFC 6960 4.2.2.2). */
  private static boolean issuedBy(Issuer issuer, X509Certificate certificate) {
    X509Certificate ca = issuer.certificate();
    return certificate.getIssuerX500Principal().equals(ca.getSubjectX500Principal())
        && CertificateSignatures.madeBy(ca.getPublicKey(), certificate);
  }

  private static void refuseUnusableDelegate(SignerSource source, X509Certificate certificate)
      throws SignerRefusedException {
    if (!hasOcspSigning(certificate)) {
      throw new SignerRefusedException(
          source,
          Reason.NOT_FOR_OCSP_SIGNING,
          "its certificate lacks the extended key usage OCSPSigning (1.3.6.1.5.5.7.3.9), so that"
              + " no client would accept its answers",
          "have the CA issue one with it");
    }
    if (!maySign(certificate)) {
      throw new SignerRefusedException(
          source,
          Reason.NOT_FOR_SIGNATURES,
          "its certificate's key usage lacks digitalSignature",
          "have the CA issue one with it");
    }
    if (!CertificateSignatures.strong(certificate)) {
      throw new SignerRefusedException(
          source,
          Reason.WEAK_SIGNATURE,
          "its certificate is signed with "
              + certificate.getSigAlgName()
              + ", which clients no longer accept",
          "have the CA issue one with SHA-256 or better");
    }
  }

  private static boolean mayBeDelegate(X509Certificate certificate) {
    return hasOcspSigning(certificate)
        && maySign(certificate)
        && CertificateSignatures.strong(certificate);
  }

  private static boolean hasOcspSigning(X509Certificate certificate) {
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      // anyExtendedKeyUsage does not count: delegation has to be said (RFC 6960 4.2.2.2).
      return purposes != null && purposes.contains(KeyPurposeId.id_kp_OCSPSigning.getId());
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private static boolean maySign(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    return usage == null || usage[DIGITAL_SIGNATURE];
  }

  private static SignerRefusedException wrongIssuer(
      SignerSource source, X509Certificate certificate, Collection<Issuer> issuers) {
    String issuedBy = certificate.getIssuerX500Principal().getName();
    boolean nameFits =
        issuers.stream()
            .anyMatch(
                issuer ->
                    issuer
                        .certificate()
                        .getSubjectX500Principal()
                        .equals(certificate.getIssuerX500Principal()));
    if (nameFits) {
      return new SignerRefusedException(
          source,
          Reason.WRONG_ISSUER,
          "its certificate names the issuer "
              + issuedBy
              + ", but is not signed by the key of the configured issuer of this name",
          "was the CA's key renewed? The key that issued the certificates has to sign the signer's");
    }
    return new SignerRefusedException(
        source,
        Reason.WRONG_ISSUER,
        "its certificate is issued by "
            + issuedBy
            + ", which is none of the configured issuers: "
            + names(issuers),
        "configure that issuer, or have the right CA issue the certificate, or set trust = local if"
            + " all clients are configured to trust this signer");
  }

  private static String names(Collection<Issuer> issuers) {
    return issuers.stream()
        .map(
            issuer ->
                issuer.name()
                    + " ("
                    + issuer.certificate().getSubjectX500Principal().getName()
                    + ")")
        .collect(Collectors.joining(", "));
  }
}
