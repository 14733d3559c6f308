package io.camelocsp.http.intake;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that a list comes into, until it is closed: then it is gone, taken in or not. Its
 * methods block, so no event loop calls them. Thread-safe.
 */
final class Upload implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

  private final Path file;
  private final FileChannel channel;

  private final Runnable onClose;
  private boolean closed;

  private Upload(Path file, FileChannel channel, Runnable onClose) {
    this.file = file;
    this.channel = channel;
    this.onClose = onClose;
  }

  /**
   * Makes the file.
   *
   * @param directory made if it is missing
   * @param length what is to come; negative if unknown
   * @param onClose called once, when the file is closed
   * @throws IOException if it cannot be made, or there is no room for it
   */
  static Upload begin(Path directory, long length, Runnable onClose) throws IOException {
    Files.createDirectories(directory);
    FileStore store = Files.getFileStore(directory);
    if (length > store.getUsableSpace()) {
      throw new IOException(length + " octets are to come, and there is room for fewer");
    }
    Path file = Files.createTempFile(directory, "push-", ".crl");
    return new Upload(file, FileChannel.open(file, StandardOpenOption.WRITE), onClose);
  }

  /** Appends what is readable. */
  synchronized void write(ByteBuf part) throws IOException {
    for (ByteBuffer each : part.nioBuffers()) {
      while (each.hasRemaining()) {
        channel.write(each);
      }
    }
  }

  /** The list as it came, whole: nothing more is written. */
  synchronized Path finish() throws IOException {
    channel.close();
    return file;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    onClose.run();
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} is not needed any more, but cannot be deleted: {}", file, e.toString());
    }
  }
}
