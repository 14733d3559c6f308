package io.camelocsp.certificate;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads small files that operators name, up to a limit: a wrong path may be a device or a disk
 * image. Every error names the file, which the JDK's own messages often do not. Stateless.
 */
public final class BoundedFile {
  private BoundedFile() {}

  /**
   * The whole content.
   *
   * @param maxBytes more than this is refused, after reading no more than one octet beyond it
   * @throws IOException naming the file and what is wrong: missing, unreadable, a directory, empty,
   *     too large
   */
  public static byte[] read(Path file, int maxBytes) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a directory, a file is expected");
    }
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(maxBytes + 1);
    } catch (NoSuchFileException e) {
      throw withCause(new FileNotFoundException(file + ": no such file"), e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + ": may not be read by this user", e);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read: " + e.getMessage(), e);
    }
    if (content.length == 0) {
      throw new IOException(file + ": is empty");
    }
    if (content.length > maxBytes) {
      throw new IOException(file + ": is larger than " + maxBytes + " bytes");
    }
    return content;
  }

  private static IOException withCause(IOException exception, Throwable cause) {
    exception.initCause(cause);
    return exception;
  }
}
