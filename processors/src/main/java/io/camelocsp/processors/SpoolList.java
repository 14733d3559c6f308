package io.camelocsp.processors;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a list that some endpoint brings, as octets, a stream or a file, into a file of our own: a
 * list may be larger than the heap, and what is read twice must not change in between. The file is
 * gone when the exchange ends.
 */
public final class SpoolList implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolList.class);
  private static final int CHUNK = 1 << 16;

  /** Longer lists are served from nowhere. */
  private static final long MOST_OCTETS = Integer.MAX_VALUE;

  private final Path directory;

  /**
   * @param directory made when first needed; what is in it is deleted at a start
   */
  public SpoolList(Path directory) {
    this.directory = directory;
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    Files.createDirectories(directory);
    Path file = Files.createTempFile(directory, "list-", ".crl");
    exchange.getExchangeExtension().addOnCompletion(new Delete(file));
    InputStream body = exchange.getMessage().getBody(InputStream.class);
    if (body == null) {
      throw new IOException("the message has no body to take a list from");
    }
    try (body;
        OutputStream out = Files.newOutputStream(file)) {
      copy(body, out);
    }
    exchange.getMessage().setBody(file.toFile(), File.class);
  }

  /** Stops after the octet that makes it too long: what takes the list in refuses it for that. */
  private static void copy(InputStream body, OutputStream out) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long octets = 0;
    for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
      out.write(chunk, 0, read);
      octets += read;
      if (octets > MOST_OCTETS) {
        return;
      }
    }
  }

  /** Deletes the file when all that is done with the exchange is done. */
  private static final class Delete extends SynchronizationAdapter {
    private final Path file;

    Delete(Path file) {
      this.file = file;
    }

    @Override
    public void onDone(Exchange exchange) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("{} is not needed any more, but cannot be deleted: {}", file, e.toString());
      }
    }
  }
}
