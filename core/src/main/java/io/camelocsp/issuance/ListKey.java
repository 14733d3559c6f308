package io.camelocsp.issuance;

import io.camelocsp.certificate.BoundedFile;
import io.camelocsp.certificate.Issuer;
import io.camelocsp.signing.SignatureAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A key that signs lists, with its certificate: the CA's own, or one that the CA has for its lists,
 * under the CA's name and with cRLSign (RFC 5280 6.3.3 f). Immutable.
 */
public final class ListKey {
  private static final int MAX_KEYSTORE_OCTETS = 1 << 20;
  private static final int CRL_SIGN = 6;
  private static final byte[] TEST = "does it fit?".getBytes(StandardCharsets.US_ASCII);

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final SignatureAlgorithm algorithm;

  private ListKey(PrivateKey key, X509Certificate certificate, SignatureAlgorithm algorithm) {
    this.key = key;
    this.certificate = certificate;
    this.algorithm = algorithm;
  }

  /**
   * The key in a PKCS#12 key store that holds one.
   *
   * @param password of the key store and the key in it; not kept
   * @param issuer whose lists it is to sign
   * @throws IOException naming the file and what is wrong: it cannot be opened, holds no key or
   *     several, the key does not fit its certificate, or may not sign lists of this issuer
   */
  public static ListKey load(Path keystore, char[] password, Issuer issuer) throws IOException {
    byte[] content = BoundedFile.read(keystore, MAX_KEYSTORE_OCTETS);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(content), password);
      List<String> aliases = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          aliases.add(alias);
        }
      }
      if (aliases.size() != 1) {
        throw new IOException(
            keystore + ": holds " + aliases.size() + " keys where exactly one is expected");
      }
      if (store.getKey(aliases.get(0), password) instanceof PrivateKey key
          && store.getCertificate(aliases.get(0)) instanceof X509Certificate certificate) {
        return of(keystore, key, certificate, issuer);
      }
      throw new IOException(keystore + ": holds no private key with an X.509 certificate");
    } catch (GeneralSecurityException e) {
      throw new IOException(keystore + ": cannot be used: " + e.getMessage(), e);
    } catch (IOException e) {
      throw e.getCause() instanceof GeneralSecurityException
          ? new IOException(keystore + ": the password does not open it", e)
          : e;
    }
  }

  private static ListKey of(
      Path keystore, PrivateKey key, X509Certificate certificate, Issuer issuer)
      throws IOException, GeneralSecurityException {
    SignatureAlgorithm algorithm;
    try {
      algorithm = SignatureAlgorithm.of(certificate.getPublicKey());
    } catch (InvalidKeyException e) {
      throw new IOException(keystore + ": " + e.getMessage(), e);
    }
    if (!certificate
        .getSubjectX500Principal()
        .equals(issuer.certificate().getSubjectX500Principal())) {
      throw new IOException(
          "%s: its certificate is that of %s; lists of %s are signed under the CA's own name, %s"
              .formatted(
                  keystore,
                  certificate.getSubjectX500Principal().getName(),
                  issuer.name(),
                  issuer.certificate().getSubjectX500Principal().getName()));
    }
    boolean[] keyUsage = certificate.getKeyUsage();
    if (keyUsage != null && !keyUsage[CRL_SIGN]) {
      throw new IOException(
          keystore + ": its certificate does not allow to sign lists (keyUsage without cRLSign)");
    }
    ListKey made = new ListKey(key, certificate, algorithm);
    if (!made.fits()) {
      throw new IOException(keystore + ": the key does not fit its certificate");
    }
    return made;
  }

  private boolean fits() throws GeneralSecurityException {
    Signature signature = signature();
    signature.update(TEST);
    byte[] made = signature.sign();
    Signature verifier = Signature.getInstance(algorithm.signatureName());
    verifier.initVerify(certificate.getPublicKey());
    verifier.update(TEST);
    return verifier.verify(made);
  }

  /** A signature to be fed; a new one each time. */
  Signature signature() throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm.signatureName());
    signature.initSign(key);
    return signature;
  }

  /** The certificate of the key. */
  public X509Certificate certificate() {
    return certificate;
  }

  SignatureAlgorithm algorithm() {
    return algorithm;
  }
}
