package io.camelocsp.signing;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.ResponderId;
import io.camelocsp.signing.SignatureProviders.MadeSigner;
import io.camelocsp.signing.SignerRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Makes {@link ResponseSigner}s of key stores, refusing at start what no client would accept later
 * (spec 8.1):
 *
 * <ul>
 *   <li>key stores that cannot be opened, hold no key, or several and no alias says which;
 *   <li>a key that does not fit its certificate: proved by a test signature;
 *   <li>keys that are too short or of a kind we do not sign with;
 *   <li>certificates not issued directly by a configured issuer's key (RFC 6960 4.2.2.2), without
 *       OCSPSigning, without digitalSignature, or signed with SHA-1 or worse; a signer with {@code
 *       trust = local} is spared these four, its clients trust the certificate as it is.
 * </ul>
 *
 * <p>Not refused: expired or not yet valid certificates. Such a signer is loaded and not used; its
 * issuer answers tryLater, others are untouched, and {@link SignerWarnings} says it. Stateless.
 */
public final class SignerLoader {
  private static final byte[] TEST =
      "camel-ocsp test signature".getBytes(StandardCharsets.US_ASCII);

  private SignerLoader() {}

  /**
   * Loads a signer and makes its first signature.
   *
   * @param issuers all configured issuers
   * @throws SignerRefusedException naming signer, file, what is wrong and what to do
   */
  public static ResponseSigner load(SignerSource source, Collection<Issuer> issuers)
      throws SignerRefusedException {
    SignerEntry entry = SignerEntry.read(source);
    SignatureAlgorithm algorithm;
    try {
      algorithm = SignatureAlgorithm.of(entry.certificate().getPublicKey());
    } catch (InvalidKeyException e) {
      throw new SignerRefusedException(
          source,
          Reason.UNSUPPORTED_KEY,
          String.valueOf(e.getMessage()),
          "make a new key with: camel-ocsp init",
          e);
    }
    MadeSigner made = signer(source, entry, algorithm);
    SignerAuthority authority = SignerAuthority.of(source, entry.certificate(), issuers);
    return assemble(source.name(), entry.certificate(), authority, algorithm, made);
  }

  private static MadeSigner signer(
      SignerSource source, SignerEntry entry, SignatureAlgorithm algorithm)
      throws SignerRefusedException {
    String toDo = "check which key the certificate was issued for";
    try {
      MadeSigner made = SignatureProviders.standard().signer(source.name(), entry.key(), algorithm);
      if (verifies(made.signer().sign(TEST), entry.certificate(), algorithm)) {
        return made;
      }
      throw new SignerRefusedException(
          source, Reason.KEY_MISMATCH, "the key does not fit the certificate", toDo);
    } catch (GeneralSecurityException | SigningException e) {
      throw new SignerRefusedException(
          source,
          Reason.KEY_MISMATCH,
          "the key cannot make a signature for the certificate's kind of key ("
              + algorithm
              + "): "
              + e.getMessage(),
          toDo,
          e);
    }
  }

  /** With Bouncy Castle, so that a defect of the signing provider cannot confirm itself. */
  private static boolean verifies(
      byte[] signature, X509Certificate certificate, SignatureAlgorithm algorithm)
      throws GeneralSecurityException {
    Signature verifier =
        Signature.getInstance(algorithm.signatureName(), new BouncyCastleProvider());
    verifier.initVerify(certificate.getPublicKey());
    verifier.update(TEST);
    return verifier.verify(signature);
  }

  static ResponseSigner assemble(
      String name,
      X509Certificate certificate,
      SignerAuthority authority,
      SignatureAlgorithm algorithm,
      MadeSigner made) {
    return new ResponseSigner(
        name,
        certificate,
        authority.issuers(),
        authority.trust(),
        algorithm.der(),
        ResponderId.byKey(keyHash(certificate)),
        ResponderId.byName(certificate.getSubjectX500Principal().getEncoded()),
        included(certificate, authority.trust()),
        made.cost(),
        made.signer());
  }

  /**
   * Clients need a delegate's certificate to verify the answer (measured with 13 client stacks).
   * The CA's own they hold already, otherwise they could not have asked: sending it would make each
   * answer a kilobyte longer for nothing.
   */
  private static List<byte[]> included(X509Certificate certificate, SignerTrust trust) {
    if (trust == SignerTrust.ISSUER) {
      return List.of();
    }
    try {
      return List.of(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate has no encoding", e);
    }
  }

  /** SHA-1 of the public key's bits whatever else is used (RFC 6960 4.2.1, KeyHash). */
  private static byte[] keyHash(X509Certificate certificate) {
    byte[] bits =
        SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded())
            .getPublicKeyData()
            .getBytes();
    try {
      return MessageDigest.getInstance("SHA-1").digest(bits);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-1", e);
    }
  }
}
