package io.camelocsp.signing;

import io.camelocsp.certificate.Issuer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;

/**
 * What an operator should know about a signer that was not refused, as whole sentences naming it.
 * Stateless: ask again whenever time has passed.
 */
public final class SignerWarnings {
  private static final int DIGITAL_SIGNATURE = 0;
  private static final Set<String> KNOWN_EXTENSIONS =
      Set.of(
          Extension.keyUsage.getId(),
          Extension.extendedKeyUsage.getId(),
          Extension.basicConstraints.getId(),
          Extension.subjectAlternativeName.getId(),
          Extension.certificatePolicies.getId(),
          Extension.nameConstraints.getId(),
          Extension.policyConstraints.getId());

  private SignerWarnings() {}

  /**
   * All warnings at one moment, the most urgent first.
   *
   * @param ahead how long before its end a signer is called about to expire
   */
  public static List<String> of(ResponseSigner signer, Instant now, Duration ahead) {
    List<String> warnings = new ArrayList<>();
    String who = "signer " + signer.name() + " ";
    addValidity(warnings, who, signer, now, ahead);
    switch (signer.trust()) {
      case LOCAL ->
          warnings.add(
              who
                  + "is trusted locally (trust = local) for "
                  + names(signer)
                  + ": its answers are accepted only by clients that are configured to trust it");
      case DELEGATED -> addDelegate(warnings, who, signer.certificate());
      case ISSUER -> addIssuer(warnings, who, signer.certificate());
    }
    return warnings;
  }

  private static void addValidity(
      List<String> warnings, String who, ResponseSigner signer, Instant now, Duration ahead) {
    Instant notBefore = signer.certificate().getNotBefore().toInstant();
    if (now.isBefore(notBefore)) {
      warnings.add(who + "is not valid before " + notBefore + " and not used until then");
    } else if (!signer.validAt(now)) {
      warnings.add(
          who
              + "expired at "
              + signer.notAfter()
              + " and is not used: without another valid signer "
              + names(signer)
              + " is answered tryLater");
    } else if (!now.plus(ahead).isBefore(signer.notAfter())) {
      warnings.add(
          who
              + "expires at "
              + signer.notAfter()
              + ": add its successor beside it, it takes over as soon as it is valid");
    }
  }

  private static void addDelegate(List<String> warnings, String who, X509Certificate certificate) {
    if (certificate.getExtensionValue(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck.getId()) == null) {
      warnings.add(
          who
              + "has no id-pkix-ocsp-nocheck in its certificate: clients may ask us whether the"
              + " signer itself is revoked, and some then fail");
    }
    if (namesResponder(certificate)) {
      warnings.add(
          who
              + "has an OCSP responder's address in its own certificate, against RFC 9919 3.2.2:"
              + " clients may go round in circles");
    }
    Set<String> critical = certificate.getCriticalExtensionOIDs();
    if (critical != null) {
      critical.stream()
          .filter(oid -> !KNOWN_EXTENSIONS.contains(oid))
          .sorted()
          .forEach(
              oid ->
                  warnings.add(
                      who
                          + "has the critical extension "
                          + oid
                          + " in its certificate: clients that do not know it refuse the signer"));
    }
  }

  private static void addIssuer(List<String> warnings, String who, X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE]) {
      warnings.add(
          who
              + "is the CA's own key, whose certificate lacks the key usage digitalSignature: some"
              + " clients refuse its answers");
    }
  }

  private static boolean namesResponder(X509Certificate certificate) {
    byte[] value = certificate.getExtensionValue(Extension.authorityInfoAccess.getId());
    if (value == null) {
      return false;
    }
    try {
      AuthorityInformationAccess access =
          AuthorityInformationAccess.getInstance(ASN1OctetString.getInstance(value).getOctets());
      for (AccessDescription description : access.getAccessDescriptions()) {
        if (AccessDescription.id_ad_ocsp.equals(description.getAccessMethod())) {
          return true;
        }
      }
      return false;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String names(ResponseSigner signer) {
    return signer.issuers().stream().map(Issuer::name).collect(Collectors.joining(", "));
  }
}
