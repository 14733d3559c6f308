package io.camelocsp.audit;

import io.camelocsp.certificate.BoundedFile;
import io.camelocsp.certificate.DurableFile;
import io.camelocsp.certificate.NewFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/**
 * The key that signs checkpoints: ECDSA on P-256, from a key store or one made in the log's own
 * directory. Immutable; the key is never printed.
 */
public final class AuditSigner {
  private static final int MOST_OCTETS = 64 << 10;
  private static final String PRIVATE = "PRIVATE KEY";

  private final PrivateKey key;
  private final PublicKey publicKey;
  private final String fingerprint;

  private AuditSigner(PrivateKey key, PublicKey publicKey) {
    this.key = key;
    this.publicKey = publicKey;
    this.fingerprint = AuditKeys.fingerprint(publicKey);
  }

  /**
   * The only key of a PKCS#12 key store.
   *
   * @param password of the key store and the key; not kept
   * @throws IOException naming the file and what is wrong with it
   */
  public static AuditSigner ofKeyStore(Path file, char[] password) throws IOException {
    byte[] content = BoundedFile.read(file, MOST_OCTETS);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(content), password);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)
            && store.getKey(alias, password) instanceof PrivateKey privateKey) {
          PublicKey publicKey = store.getCertificate(alias).getPublicKey();
          AuditKeys.requireP256(publicKey, file);
          return new AuditSigner(privateKey, publicKey);
        }
      }
      throw new IOException(file + ": holds no private key");
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": cannot be read as a PKCS#12 key store", e);
    } catch (IOException e) {
      if (e.getCause() instanceof GeneralSecurityException) {
        throw new IOException(file + ": the password does not open it", e);
      }
      throw e;
    }
  }

  /**
   * The key in the log's directory, which is made when there is none.
   *
   * @throws IOException naming the file and what is wrong with it
   */
  public static AuditSigner ofDirectory(Path directory) throws IOException {
    new AuditFiles(directory).create();
    Path file = directory.resolve(AuditFiles.KEY);
    if (!Files.exists(file)) {
      return make(file);
    }
    String text = new String(BoundedFile.read(file, MOST_OCTETS), StandardCharsets.US_ASCII);
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(block(text, PRIVATE)));
      PublicKey publicKey =
          factory.generatePublic(
              new java.security.spec.X509EncodedKeySpec(block(text, "PUBLIC KEY")));
      AuditKeys.requireP256(publicKey, file);
      return new AuditSigner(key, publicKey);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(
          file
              + ": is not the audit log's key as it was made. Put it back from a backup; or move it"
              + " away, then another is made and its public key has to be handed out",
          e);
    }
  }

  /** The public key stands beside the private one: Java does not derive it. */
  private static AuditSigner make(Path file) throws IOException {
    KeyPair pair;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IOException("this JDK makes no keys on the curve P-256", e);
    }
    String pem =
        AuditKeys.pem(PRIVATE, pair.getPrivate().getEncoded())
            + AuditKeys.pem("PUBLIC KEY", pair.getPublic().getEncoded());
    NewFile.writePrivate(file, pem.getBytes(StandardCharsets.US_ASCII));
    return new AuditSigner(pair.getPrivate(), pair.getPublic());
  }

  private static byte[] block(String text, String label) {
    String begin = "-----BEGIN " + label + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no block " + label);
    }
    return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
  }

  /** Adds the public key to the file that is handed to verifiers; keys before it stay there. */
  void publish(Path directory) throws IOException {
    Path file = directory.resolve(AuditFiles.PUBLIC_KEY);
    String before = "";
    if (Files.exists(file)) {
      if (AuditKeys.read(List.of(file)).has(fingerprint)) {
        return;
      }
      before = Files.readString(file, StandardCharsets.US_ASCII);
    }
    DurableFile.replace(
        file,
        (before + AuditKeys.pem("PUBLIC KEY", publicKey.getEncoded()))
            .getBytes(StandardCharsets.US_ASCII));
  }

  /** SHA-256 of the SubjectPublicKeyInfo, hexadecimal. */
  public String fingerprint() {
    return fingerprint;
  }

  PublicKey publicKey() {
    return publicKey;
  }

  /** A signature over the text, in base64. */
  String sign(String text) {
    try {
      Signature signature = Signature.getInstance(AuditKeys.ALGORITHM);
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key on P-256 cannot sign", e);
    }
  }
}
