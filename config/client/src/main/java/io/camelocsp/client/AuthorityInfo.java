package io.camelocsp.client;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** Where a certificate says its status and its issuer's certificate are (RFC 5280 4.2.2.1). */
final class AuthorityInfo {
  private AuthorityInfo() {}

  /** The responders it names, http and https only, in its order. */
  static List<URI> responders(X509Certificate certificate) {
    return urls(certificate, AccessDescription.id_ad_ocsp);
  }

  /** Where its issuer's certificate can be fetched, http and https only, in its order. */
  static List<URI> issuers(X509Certificate certificate) {
    return urls(certificate, AccessDescription.id_ad_caIssuers);
  }

  private static List<URI> urls(X509Certificate certificate, ASN1ObjectIdentifier method) {
    byte[] extension = certificate.getExtensionValue(Extension.authorityInfoAccess.getId());
    if (extension == null) {
      return List.of();
    }
    List<URI> urls = new ArrayList<>();
    try {
      for (AccessDescription each :
          AuthorityInformationAccess.getInstance(
                  JcaX509ExtensionUtils.parseExtensionValue(extension))
              .getAccessDescriptions()) {
        GeneralName location = each.getAccessLocation();
        if (each.getAccessMethod().equals(method)
            && location.getTagNo() == GeneralName.uniformResourceIdentifier) {
          addHttp(((ASN1String) location.getName()).getString(), urls);
        }
      }
    } catch (IOException | IllegalArgumentException | ClassCastException e) {
      return List.of(); // an unreadable extension names nothing
    }
    return urls;
  }

  private static void addHttp(String text, List<URI> urls) {
    try {
      URI url = new URI(text.strip());
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      if (url.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        urls.add(url);
      }
    } catch (URISyntaxException e) {
      return; // a location nobody can reach names nothing
    }
  }
}
