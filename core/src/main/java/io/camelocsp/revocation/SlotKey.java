package io.camelocsp.revocation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.HexFormat;

/**
 * Which lists replace each other: those of one key, one CRL issuer's name and one scope. Numbers
 * compare only within (spec 6.4).
 *
 * @param keyId identifies the key that signs them
 * @param issuer the CRL issuer's name in its canonical form
 * @param scope what they speak of
 */
record SlotKey(String keyId, String issuer, ListScope scope) implements Comparable<SlotKey> {
  private static final int DIGITS = 16;

  /** The first 16 hexadecimal digits of SHA-256 over the key. */
  static String keyId(PublicKey key) {
    return digest(key.getEncoded());
  }

  /** The same for equal keys, whatever the issuers are called in the configuration. */
  String id() {
    return digest((keyId + "|" + issuer + "|").getBytes(StandardCharsets.UTF_8), scope.canonical());
  }

  static String digest(byte[]... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        sha256.update(part);
      }
      return HexFormat.of().formatHex(sha256.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }

  /** Whether lists of the one take the place of ended lists of the other: only the key differs. */
  boolean rivals(SlotKey that) {
    return !keyId.equals(that.keyId) && issuer.equals(that.issuer) && scope.equals(that.scope);
  }

  @Override
  public int compareTo(SlotKey that) {
    return id().compareTo(that.id());
  }
}
