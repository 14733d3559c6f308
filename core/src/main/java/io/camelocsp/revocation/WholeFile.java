package io.camelocsp.revocation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells whether a file in a watched directory is a whole list yet, from its first and last octets:
 * cheap at any size, so that it can be asked on every poll. What is in between is not looked at.
 */
public enum WholeFile {
  /** Its length, or its END line, says that nothing is missing. */
  COMPLETE,
  /** It is, or may become, a list, but ends too early: wait. */
  INCOMPLETE,
  /** It is none and will be none, whatever follows. */
  NOT_A_LIST;

  /** How {@code openssl crl -text} begins. */
  private static final String TEXT = "Certificate Revocation List";

  private static final int TAIL = 0x10000;

  /**
   * Looks at the file as it is now.
   *
   * @throws IOException if it cannot be read
   */
  public static WholeFile check(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      String head = read(channel, 0, ListEncoding.MAX_TEXT_BEFORE);
      if (head.isEmpty()) {
        return INCOMPLETE;
      }
      if (head.charAt(0) == 0) {
        return INCOMPLETE; // space that its writer reserved and has not filled yet
      }
      if (head.charAt(0) == ListEncoding.SEQUENCE) {
        return checkDer(head, size);
      }
      int begin = head.indexOf(ListEncoding.BEGIN);
      if (begin < 0) {
        return mayBecomePem(head) ? INCOMPLETE : NOT_A_LIST;
      }
      String tail = read(channel, Math.max(begin, size - TAIL), TAIL);
      return tail.contains(ListEncoding.END) ? COMPLETE : INCOMPLETE;
    }
  }

  private static String read(SeekableByteChannel channel, long from, int atMost)
      throws IOException {
    ByteBuffer octets = ByteBuffer.allocate(atMost);
    channel.position(from);
    while (octets.hasRemaining() && channel.read(octets) >= 0) {
      // A channel may give less than it has.
    }
    return new String(octets.array(), 0, octets.position(), StandardCharsets.ISO_8859_1);
  }

  private static WholeFile checkDer(String head, long size) {
    if (size < 2) {
      return INCOMPLETE;
    }
    int first = head.charAt(1);
    int lengthOctets = first < 0x80 ? 0 : first & 0x7F;
    if (first == 0x80 || lengthOctets > 4) {
      return NOT_A_LIST;
    }
    if (size < 2 + lengthOctets) {
      return INCOMPLETE;
    }
    long length = first < 0x80 ? first : 0;
    for (int i = 0; i < lengthOctets; i++) {
      length = length << 8 | head.charAt(2 + i);
    }
    // What follows the end is refused when the list is read, with a better reason than here.
    return size < 2 + lengthOctets + length ? INCOMPLETE : COMPLETE;
  }

  private static boolean mayBecomePem(String head) {
    return head.length() < ListEncoding.MAX_TEXT_BEFORE
        && (ListEncoding.BEGIN.startsWith(head.strip())
            || TEXT.startsWith(head.strip())
            || head.startsWith(TEXT));
  }
}
