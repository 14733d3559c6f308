package io.camelocsp.standalone;

import java.io.IOException;
import java.net.URI;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;

/** The value of an authorityInfoAccess extension. */
final class TestAia {
  private TestAia() {}

  static byte[] of(URI responder, URI issuer) throws IOException {
    return new AuthorityInformationAccess(
            new AccessDescription[] {
              new AccessDescription(AccessDescription.id_ad_ocsp, name(responder)),
              new AccessDescription(AccessDescription.id_ad_caIssuers, name(issuer))
            })
        .getEncoded();
  }

  private static GeneralName name(URI url) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, url.toString());
  }
}
