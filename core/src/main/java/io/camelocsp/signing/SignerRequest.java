package io.camelocsp.signing;

import io.camelocsp.certificate.NewFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A new signer's key pair and the request (PKCS#10) that its CA makes the certificate of. The
 * request asks for what RFC 6960 4.2.2.2 needs and RFC 9919 3.2.2 recommends: extended key usage
 * OCSPSigning, id-pkix-ocsp-nocheck, key usage digitalSignature. Many CAs decide extensions
 * themselves; what came back is checked when the signer is loaded. Immutable, thread-safe.
 */
public final class SignerRequest {
  private final KeyPair keys;
  private final PKCS10CertificationRequest request;

  private SignerRequest(KeyPair keys, PKCS10CertificationRequest request) {
    this.keys = keys;
    this.request = request;
  }

  /**
   * Makes a key pair and its request.
   *
   * @param subject the wanted subject; CAs often put their own instead
   */
  public static SignerRequest make(SignerKeyKind kind, X500Principal subject) {
    try {
      KeyPair keys = kind.generate();
      PKCS10CertificationRequest request =
          new JcaPKCS10CertificationRequestBuilder(subject, keys.getPublic())
              .addAttribute(
                  PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new Extensions(extensions()))
              .build(
                  new JcaContentSignerBuilder(kind.signatureAlgorithm()).build(keys.getPrivate()));
      return new SignerRequest(keys, request);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("this JDK cannot make a key of kind " + kind, e);
    }
  }

  /** The extensions of an OCSP signer's certificate. */
  static Extension[] extensions() {
    try {
      return new Extension[] {
        new Extension(
            Extension.keyUsage,
            true,
            new KeyUsage(KeyUsage.digitalSignature).getEncoded(ASN1Encoding.DER)),
        new Extension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning).getEncoded(ASN1Encoding.DER)),
        new Extension(
            OCSPObjectIdentifiers.id_pkix_ocsp_nocheck,
            false,
            DERNull.INSTANCE.getEncoded(ASN1Encoding.DER))
      };
    } catch (IOException e) {
      throw new IllegalStateException("extensions cannot be encoded", e);
    }
  }

  /** The request as PEM. */
  public String pem() {
    try {
      return pem("CERTIFICATE REQUEST", request.getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("a request cannot be encoded", e);
    }
  }

  /**
   * Writes the request as PEM into a new file.
   *
   * @throws java.nio.file.FileAlreadyExistsException rather than overwriting one
   */
  public void writeRequest(Path file) throws IOException {
    NewFile.write(file, pem().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Writes the private key as PEM (PKCS#8, not encrypted) into a new file that only its owner may
   * read.
   *
   * @throws java.nio.file.FileAlreadyExistsException rather than overwriting one
   */
  public void writeKey(Path file) throws IOException {
    byte[] pem =
        pem("PRIVATE KEY", keys.getPrivate().getEncoded()).getBytes(StandardCharsets.US_ASCII);
    NewFile.writePrivate(file, pem);
  }

  private static String pem(String label, byte[] der) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(label, der));
    }
    return text.toString();
  }
}
