package io.camelocsp.fetch;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Our name and password at a server, for one transfer. It never prints the password. */
final class Credentials {
  private final String username;
  private final char[] password;

  /**
   * @param password is wiped by {@link #wipe}
   */
  Credentials(String username, char[] password) {
    this.username = username;
    this.password = password;
  }

  String username() {
    return username;
  }

  /** A copy of the password in UTF-8, as LDAP has it (RFC 4513 5.1.3). */
  byte[] passwordOctets() {
    return octets(CharBuffer.wrap(password));
  }

  /** The value of an {@code Authorization} header (RFC 7617). */
  String basic() {
    CharBuffer both = CharBuffer.allocate(username.length() + 1 + password.length);
    both.put(username).put(':').put(password).flip();
    byte[] octets = octets(both);
    try {
      return "Basic " + Base64.getEncoder().encodeToString(octets);
    } finally {
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(both.array(), '\0');
    }
  }

  void wipe() {
    Arrays.fill(password, '\0');
  }

  @Override
  public String toString() {
    return username + " (password hidden)";
  }

  private static byte[] octets(CharBuffer characters) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(characters);
    byte[] octets = new byte[encoded.remaining()];
    encoded.get(octets);
    encoded.rewind();
    while (encoded.hasRemaining()) {
      encoded.put((byte) 0);
    }
    return octets;
  }
}
