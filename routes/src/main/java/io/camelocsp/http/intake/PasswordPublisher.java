package io.camelocsp.http.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A publisher known by name and password (RFC 7617, UTF-8). Neither is kept: what is compared are
 * two MACs under a key of this process, always as a whole, so the time it takes tells nothing about
 * how much of a guess is right, and a heap dump shows no password. Immutable, thread-safe.
 */
public final class PasswordPublisher implements Publisher {
  private static final String MAC = "HmacSHA256";
  private static final String SCHEME = "basic ";

  /** Longer ones are guessed by nobody who has the password. */
  private static final int MOST_CHARACTERS = 4096;

  private static final int MOST_OCTETS_PER_CHARACTER = 3;

  private final String user;
  private final SecretKeySpec key;
  private final byte[] expected;

  /**
   * @param user without a colon, which RFC 7617 gives to nobody's name
   * @param password not kept; the caller wipes it
   * @throws IllegalArgumentException if one of them is empty, or the name has a colon
   */
  public PasswordPublisher(String user, char[] password) {
    if (user.isEmpty() || user.indexOf(':') >= 0 || password.length == 0) {
      throw new IllegalArgumentException("a publisher needs a name without colon, and a password");
    }
    this.user = user;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, MAC);
    byte[] octets = octets(user, password);
    this.expected = mac(octets);
    Arrays.fill(octets, (byte) 0);
  }

  private static byte[] octets(String user, char[] password) {
    byte[] name = (user + ":").getBytes(StandardCharsets.UTF_8);
    ByteBuffer encoded = ByteBuffer.allocate(MOST_OCTETS_PER_CHARACTER * password.length);
    var unused =
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(password), encoded, true);
    encoded.flip();
    byte[] all = Arrays.copyOf(name, name.length + encoded.remaining());
    encoded.get(all, name.length, all.length - name.length);
    Arrays.fill(encoded.array(), (byte) 0);
    return all;
  }

  /** Whether the client tried at all: what is wrong then counts as a guess. */
  static boolean isTried(Claim claim) {
    return claim.authorization() != null;
  }

  @Override
  public Optional<String> who(Claim claim, Instant now) {
    byte[] given = credentials(claim.authorization());
    if (given == null) {
      return Optional.empty();
    }
    boolean same = MessageDigest.isEqual(expected, mac(given));
    Arrays.fill(given, (byte) 0);
    return same ? Optional.of(user) : Optional.empty();
  }

  private static byte @Nullable [] credentials(@Nullable String field) {
    if (field == null
        || field.length() > MOST_CHARACTERS
        || !field.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(field.substring(SCHEME.length()).strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private byte[] mac(byte[] content) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }

  /** The name, without the password. */
  @Override
  public String toString() {
    return "PasswordPublisher[" + user + "]";
  }
}
