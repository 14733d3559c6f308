package io.camelocsp.audit;

import io.camelocsp.certificate.BoundedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Public keys that may have signed an audit log, by their fingerprints: SHA-256 of the
 * SubjectPublicKeyInfo, hexadecimal. Immutable.
 */
public final class AuditKeys {
  static final String ALGORITHM = "SHA256withECDSA";

  private static final int MOST_OCTETS = 64 << 10;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]*)-----END PUBLIC KEY-----");

  private final Map<String, PublicKey> keys;

  private AuditKeys(Map<String, PublicKey> keys) {
    this.keys = new HashMap<>(keys);
  }

  /**
   * Reads files with one or more keys each, PEM as {@code openssl pkey -pubout} writes it.
   *
   * @throws IOException naming the file and what is wrong with it
   */
  public static AuditKeys read(List<Path> files) throws IOException {
    Map<String, PublicKey> keys = new LinkedHashMap<>();
    for (Path file : files) {
      String text = new String(BoundedFile.read(file, MOST_OCTETS), StandardCharsets.ISO_8859_1);
      Matcher blocks = BLOCK.matcher(text);
      int found = 0;
      while (blocks.find()) {
        PublicKey key = key(file, blocks.group(1));
        keys.put(fingerprint(key), key);
        found++;
      }
      if (found == 0) {
        throw new IOException(file + ": holds no public key in PEM");
      }
    }
    return new AuditKeys(keys);
  }

  static AuditKeys of(PublicKey key) {
    return new AuditKeys(Map.of(fingerprint(key), key));
  }

  private static PublicKey key(Path file, String base64) throws IOException {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
      requireP256(key, file);
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + ": holds a public key that is not one on the curve P-256", e);
    }
  }

  static void requireP256(PublicKey key, Path file) throws IOException {
    if (!(key instanceof ECPublicKey ec) || ec.getParams().getOrder().bitLength() != 256) {
      throw new IOException(
          file + ": holds a key of another kind; an audit log is signed by one on the curve P-256");
    }
  }

  static String fingerprint(PublicKey key) {
    return AuditLine.hash(key.getEncoded());
  }

  boolean has(String fingerprint) {
    return keys.containsKey(fingerprint);
  }

  boolean verifies(String fingerprint, String text, String base64) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(keys.get(fingerprint));
      signature.update(text.getBytes(StandardCharsets.ISO_8859_1));
      return signature.verify(Base64.getDecoder().decode(base64));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // no signature at all
    }
  }

  static String pem(String label, byte[] der) {
    Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, encoder.encodeToString(der), label);
  }
}
