package io.camelocsp.message;

import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestRequests;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.jspecify.annotations.Nullable;

/** A CA with a delegated signer, and responses by it. */
final class Responses {
  static final Instant PRODUCED_AT = Instant.parse("2026-11-20T11:06:23.987Z");
  static final Instant THIS_UPDATE = Instant.parse("2026-11-20T10:00:00Z");
  static final Instant NEXT_UPDATE = Instant.parse("2026-11-27T10:00:00Z");
  static final TestCa CA = TestCa.ec("Acme CA");
  static final TestCertificate SIGNER = CA.ocspSigner("CN=signer", KeyKind.EC_P256);

  private Responses() {}

  /** A single response about a certificate of the CA. */
  static SingleResponse single(BigInteger serial, CertStatus status, @Nullable Instant nextUpdate) {
    byte[] request = TestRequests.der(CA, serial);
    CertId certId = new RequestDecoder(RequestLimits.DEFAULT).decode(request).certIds().get(0);
    return new SingleResponse(certId, status, THIS_UPDATE, nextUpdate);
  }

  static ResponseData data(byte @Nullable [] nonce, SingleResponse... singles) {
    return new ResponseData(byKey(), PRODUCED_AT, List.of(singles), nonce);
  }

  static ResponderId byKey() {
    try {
      byte[] bits =
          SubjectPublicKeyInfo.getInstance(SIGNER.certificate().getPublicKey().getEncoded())
              .getPublicKeyData()
              .getBytes();
      return ResponderId.byKey(MessageDigest.getInstance("SHA-1").digest(bits));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static ResponderId byName() {
    return ResponderId.byName(SIGNER.certificate().getSubjectX500Principal().getEncoded());
  }

  /** Signed by the delegate, whose certificate is included. */
  static byte[] signed(ResponseData data) throws Exception {
    return signed(data, List.of(SIGNER.certificate().getEncoded()));
  }

  static byte[] signed(ResponseData data, List<byte[]> certificates) throws Exception {
    byte[] tbs = ResponseEncoder.encodeTbs(data);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(SIGNER.key());
    signature.update(tbs);
    byte[] algorithm =
        new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA").getEncoded();
    return ResponseEncoder.encode(tbs, algorithm, signature.sign(), certificates);
  }
}
