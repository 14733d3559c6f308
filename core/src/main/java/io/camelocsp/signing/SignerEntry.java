package io.camelocsp.signing;

import io.camelocsp.certificate.BoundedFile;
import io.camelocsp.signing.SignerRefusedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A key and its certificate, as they stand in a PKCS#12 file; nothing is judged yet.
 *
 * @param key the private key
 * @param certificate the certificate stored with it
 */
record SignerEntry(PrivateKey key, X509Certificate certificate) {
  private static final int MAX_KEYSTORE_BYTES = 1024 * 1024;

  /** Reads the one key entry of the key store, or the one of the source's alias. */
  static SignerEntry read(SignerSource source) throws SignerRefusedException {
    KeyStore store = open(source);
    try {
      return entry(source, store, alias(source, store));
    } catch (KeyStoreException e) {
      throw new IllegalStateException("a loaded key store is not loaded", e);
    }
  }

  /** Neither key nor certificate; the certificate's subject would do, but it may be long. */
  @Override
  public String toString() {
    return "key entry of " + certificate.getSubjectX500Principal();
  }

  private static KeyStore open(SignerSource source) throws SignerRefusedException {
    byte[] content;
    try {
      content = BoundedFile.read(source.keystore(), MAX_KEYSTORE_BYTES);
    } catch (IOException e) {
      throw new SignerRefusedException(
          source, Reason.UNREADABLE, String.valueOf(e.getMessage()), "check path and rights", e);
    }
    if (new String(content, StandardCharsets.ISO_8859_1).stripLeading().startsWith("-----BEGIN")) {
      throw new SignerRefusedException(
          source,
          Reason.UNREADABLE,
          "is PEM, a PKCS#12 key store is expected",
          "make one with: openssl pkcs12 -export -inkey KEY.pem -in CERTIFICATE.pem -out SIGNER.p12");
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(content), source.password());
      return store;
    } catch (IOException e) {
      throw unopened(source, e);
    } catch (GeneralSecurityException e) {
      throw new SignerRefusedException(
          source,
          Reason.UNREADABLE,
          "the PKCS#12 key store uses what this JDK does not know: " + e.getMessage(),
          "export it again with: openssl pkcs12 -export",
          e);
    }
  }

  private static SignerRefusedException unopened(SignerSource source, IOException e) {
    if (e.getCause() instanceof UnrecoverableKeyException) {
      return new SignerRefusedException(
          source,
          Reason.WRONG_PASSWORD,
          "the password does not open the key store",
          "check the signer's password or password-file",
          e);
    }
    return new SignerRefusedException(
        source,
        Reason.UNREADABLE,
        "is not a PKCS#12 key store or is damaged: " + e.getMessage(),
        "export it again with: openssl pkcs12 -export",
        e);
  }

  private static String alias(SignerSource source, KeyStore store)
      throws KeyStoreException, SignerRefusedException {
    List<String> keys = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        keys.add(alias);
      }
    }
    if (keys.isEmpty()) {
      throw new SignerRefusedException(
          source,
          Reason.NO_KEY,
          store.size() == 0 ? "the key store is empty" : "the key store holds no private key",
          "put key and certificate of the signer into it");
    }
    String wanted = source.alias();
    if (wanted == null && keys.size() > 1) {
      throw new SignerRefusedException(
          source,
          Reason.WHICH_KEY,
          "the key store holds several keys: " + String.join(", ", keys),
          "name one as the signer's alias");
    }
    if (wanted == null) {
      return keys.get(0);
    }
    if (!store.isKeyEntry(wanted)) {
      throw new SignerRefusedException(
          source,
          Reason.WHICH_KEY,
          "the key store holds no key with the alias " + wanted,
          "use one of these: " + String.join(", ", keys));
    }
    return wanted;
  }

  private static SignerEntry entry(SignerSource source, KeyStore store, String alias)
      throws KeyStoreException, SignerRefusedException {
    try {
      if (!(store.getKey(alias, source.password()) instanceof PrivateKey key)) {
        throw new SignerRefusedException(
            source, Reason.NO_KEY, alias + " is a secret key", "a private key is needed");
      }
      if (!(store.getCertificate(alias) instanceof X509Certificate certificate)) {
        throw new SignerRefusedException(
            source,
            Reason.NO_CERTIFICATE,
            "the key has no certificate beside it",
            "export the two together: openssl pkcs12 -export -inkey KEY.pem -in CERTIFICATE.pem");
      }
      return new SignerEntry(key, certificate);
    } catch (UnrecoverableKeyException e) {
      throw new SignerRefusedException(
          source,
          Reason.WRONG_PASSWORD,
          "the password opens the key store but not the key " + alias,
          "give key and key store the same password",
          e);
    } catch (GeneralSecurityException e) {
      throw new SignerRefusedException(
          source,
          Reason.UNSUPPORTED_KEY,
          "the key " + alias + " cannot be read: " + e.getMessage(),
          "use RSA, P-256, P-384, P-521 or Ed25519",
          e);
    }
  }
}
