package io.camelocsp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vectors have the defect they are named after, and no other. */
class HostileRequestTest {
  private static TestSite site;

  @BeforeAll
  static void layOut(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
  }

  @Test
  void whatIsPutTogetherByHandIsOtherwiseARequest() {
    BigInteger serial = site.good().serial();
    byte[] good = TestRequests.der(site.ca(), serial);

    assertThat(RawRequest.withSerial(site.ca(), serial.toByteArray())).isEqualTo(good);
    assertThat(RawRequest.withHash(site.ca(), "1.3.14.3.2.26", serial)).isEqualTo(good);
    assertThat(RawRequest.withTail(site.ca(), serial)).isEqualTo(good);
    assertThat(RawRequest.withHead(site.ca(), serial, new byte[0])).isEqualTo(good);
  }

  @Test
  void otherLengthFormsHoldTheSame() throws Exception {
    byte[] good = TestRequests.der(site.ca(), site.good().serial());

    for (HostileRequest same :
        new HostileRequest[] {
          HostileRequest.LENGTH_INDEFINITE, HostileRequest.LENGTH_LONGER_THAN_NEEDED
        }) {
      byte[] der = same.der(site);
      assertThat(der).isNotEqualTo(good);
      assertThat(ASN1Primitive.fromByteArray(der).getEncoded("DER")).isEqualTo(good);
    }
  }

  @Test
  void aBrokenSignatureIsOneThatDoesNotVerify() throws Exception {
    assertThat(verifies(HostileRequest.SIGNATURE_BROKEN, site.good())).isFalse();
    assertThat(verifies(HostileRequest.SIGNER_EXPIRED, site.good())).isFalse();
    assertThat(verifies(HostileRequest.SIGNER_REVOKED, site.revoked())).isTrue();
  }

  private static boolean verifies(HostileRequest hostile, TestCertificate by) throws Exception {
    OCSPReq request = new OCSPReq(hostile.der(site));
    return request.isSignatureValid(
        new JcaContentVerifierProviderBuilder().build(by.certificate()));
  }

  @Test
  void signaturesSayTheAlgorithmTheyAreNamedAfter() throws Exception {
    assertThat(algorithm(HostileRequest.SIGNATURE_BY_MD5))
        .isEqualTo(PKCSObjectIdentifiers.md5WithRSAEncryption.getId());
    assertThat(algorithm(HostileRequest.SIGNATURE_BY_ANOTHER_ALGORITHM_THAN_IT_SAYS))
        .isEqualTo(PKCSObjectIdentifiers.sha256WithRSAEncryption.getId());
    assertThat(algorithm(HostileRequest.SIGNER_UNKNOWN))
        .isEqualTo(X9ObjectIdentifiers.ecdsa_with_SHA256.getId());
  }

  private static String algorithm(HostileRequest hostile) throws Exception {
    return new OCSPReq(hostile.der(site)).getSignatureAlgOID().getId();
  }

  @Test
  void hashesAreTheOnesTheyAreNamedAfter() throws Exception {
    assertThat(
            new OCSPReq(HostileRequest.HASH_SHA_512.der(site))
                .getRequestList()[0]
                .getCertID()
                .getHashAlgOID())
        .isEqualTo(NISTObjectIdentifiers.id_sha512);
  }

  @Test
  void noTwoAreTheSame() {
    Set<String> seen = new HashSet<>();
    for (HostileRequest each : HostileRequest.values()) {
      boolean plain = each == HostileRequest.HASH_SHA_1;
      assertThat(seen.add(Arrays.toString(each.der(site)))).as("%s", each).isTrue();
      assertThat(Arrays.equals(each.der(site), TestRequests.der(site.ca(), site.good().serial())))
          .as("%s", each)
          .isEqualTo(plain);
    }
  }
}
