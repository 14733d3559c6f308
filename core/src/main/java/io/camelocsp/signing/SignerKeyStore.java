package io.camelocsp.signing;

import io.camelocsp.certificate.BoundedFile;
import io.camelocsp.certificate.NewFile;
import io.camelocsp.certificate.Pem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/**
 * Puts a signer's key and the certificate its CA issued into a PKCS#12 key store, as {@code openssl
 * pkcs12 -export -inkey KEY -in CERTIFICATE} would. Stateless.
 */
public final class SignerKeyStore {
  /** The alias of the key in key stores made here. */
  public static final String ALIAS = "ocsp-signer";

  private static final int MAX_KEY_BYTES = 64 * 1024;
  private static final byte[] TEST = "does it fit?".getBytes(StandardCharsets.US_ASCII);

  private SignerKeyStore() {}

  /**
   * Writes a new key store that only its owner may read.
   *
   * @param key PEM, not encrypted: PKCS#8, or OpenSSL's older forms for RSA and EC
   * @param certificate PEM or DER; of several certificates in it the one that fits the key is taken
   * @param password of the key store and the key in it; not kept
   * @param keystore must not exist
   * @throws IOException naming the file and what is wrong with it: no key, an encrypted one, no
   *     certificate that fits the key, a key store that exists already
   */
  public static void assemble(Path key, Path certificate, char[] password, Path keystore)
      throws IOException {
    PrivateKey privateKey = privateKey(key);
    X509Certificate fitting = null;
    List<X509Certificate> certificates = Pem.certificates(certificate);
    for (X509Certificate candidate : certificates) {
      if (fits(privateKey, candidate)) {
        fitting = candidate;
        break;
      }
    }
    if (fitting == null) {
      throw new IOException(
          certificate
              + ": is not the certificate of the key in "
              + key
              + " (subject "
              + certificates.get(0).getSubjectX500Principal().getName()
              + ")");
    }
    NewFile.writePrivate(keystore, pkcs12(privateKey, fitting, password));
  }

  private static byte[] pkcs12(PrivateKey key, X509Certificate certificate, char[] password)
      throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(ALIAS, key, password, new Certificate[] {certificate});
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, password);
      return out.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IOException("this JDK cannot write a PKCS#12 key store", e);
    }
  }

  private static PrivateKey privateKey(Path file) throws IOException {
    byte[] content = BoundedFile.read(file, MAX_KEY_BYTES);
    for (Object part : parts(file, new String(content, StandardCharsets.ISO_8859_1))) {
      if (part instanceof PrivateKeyInfo info) {
        return converted(file, info);
      }
      if (part instanceof PEMKeyPair pair) {
        return converted(file, pair.getPrivateKeyInfo());
      }
      if (part instanceof PKCS8EncryptedPrivateKeyInfo || part instanceof PEMEncryptedKeyPair) {
        throw new IOException(
            file + ": the private key is encrypted; decrypt it with: openssl pkey -in " + file);
      }
    }
    throw new IOException(file + ": holds no private key in PEM");
  }

  /** All PEM blocks: OpenSSL writes "EC PARAMETERS" in front of older EC keys. */
  private static List<Object> parts(Path file, String text) throws IOException {
    List<Object> parts = new ArrayList<>();
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        parts.add(part);
      }
      return parts;
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle's readers throw unchecked exceptions on broken content, too.
      throw new IOException(file + ": is not a private key in PEM: " + e.getMessage(), e);
    }
  }

  private static PrivateKey converted(Path file, PrivateKeyInfo info) throws IOException {
    try {
      return new JcaPEMKeyConverter().getPrivateKey(info);
    } catch (IOException e) {
      throw new IOException(file + ": the private key is of an unknown kind", e);
    }
  }

  /** Proved by a signature, whatever kind of key it is. */
  private static boolean fits(PrivateKey key, X509Certificate certificate) {
    try {
      String algorithm = SignatureAlgorithm.of(certificate.getPublicKey()).signatureName();
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(TEST);
      byte[] signature = signer.sign();
      signer.initVerify(certificate.getPublicKey());
      signer.update(TEST);
      return signer.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
