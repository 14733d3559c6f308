package io.camelocsp.standalone.init;

import java.text.Normalizer;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Makes a configuration name, {@code [a-z][a-z0-9-]*}, of a CA's subject. */
final class IssuerName {
  private static final int LONGEST = 32;

  private IssuerName() {}

  /** From the common name, else the organization; {@code ca} if there is nothing to go by. */
  static String of(X500Principal subject) {
    X500Name name = X500Name.getInstance(subject.getEncoded());
    for (ASN1ObjectIdentifier each :
        new ASN1ObjectIdentifier[] {BCStyle.CN, BCStyle.O, BCStyle.OU}) {
      RDN[] values = name.getRDNs(each);
      if (values.length > 0) {
        String slug = slug(IETFUtils.valueToString(values[0].getFirst().getValue()));
        if (!slug.isEmpty()) {
          return slug;
        }
      }
    }
    return "ca";
  }

  private static String slug(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    String shortened = plain.substring(0, Math.min(LONGEST, plain.length()));
    String trimmed = shortened.replaceAll("^-+|-+$", "");
    return trimmed.isEmpty() || Character.isLetter(trimmed.charAt(0)) ? trimmed : "ca-" + trimmed;
  }
}
