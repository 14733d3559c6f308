package io.camelocsp.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files whose only line is a password, in UTF-8. Their content is never in a message. */
final class PasswordFile {
  private static final int MAX_SIZE = 4096;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private PasswordFile() {}

  /** The password itself or the one in the file. */
  static char[] passwordOf(@Nullable Secret password, @Nullable Path file) throws IOException {
    if (password != null) {
      return password.copy();
    }
    if (file != null) {
      return read(file);
    }
    throw new IOException("no password is configured");
  }

  /**
   * The first line without its end.
   *
   * @throws IOException if there is none, or the file is longer than any password
   */
  static char[] read(Path file) throws IOException {
    CharBuffer content = content(file);
    try {
      int length = lineLength(content);
      if (length == 0) {
        throw new IOException(file + " has no password in its first line");
      }
      return Arrays.copyOf(content.array(), length);
    } finally {
      Arrays.fill(content.array(), '\0');
    }
  }

  /** Whether something follows the first line. */
  static boolean hasMoreLines(Path file) throws IOException {
    CharBuffer content = content(file);
    try {
      for (int i = lineLength(content); i < content.limit(); i++) {
        if (!Character.isWhitespace(content.get(i))) {
          return true;
        }
      }
      return false;
    } finally {
      Arrays.fill(content.array(), '\0');
    }
  }

  /** Whether others than the owner may read or write it; false where that cannot be told. */
  static boolean isOpenToOthers(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return false;
    }
    return view.readAttributes().permissions().stream().anyMatch(OTHERS::contains);
  }

  // a heap buffer that starts at 0, so that its array can be cut and wiped
  private static CharBuffer content(Path file) throws IOException {
    byte[] octets;
    try (InputStream in = Files.newInputStream(file)) {
      octets = in.readNBytes(MAX_SIZE + 1);
    }
    try {
      if (octets.length > MAX_SIZE) {
        throw new IOException(file + " is too long for a password file");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not UTF-8", e);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private static int lineLength(CharBuffer content) {
    int length = 0;
    while (length < content.limit() && content.get(length) != '\n' && content.get(length) != '\r') {
      length++;
    }
    return length;
  }
}
