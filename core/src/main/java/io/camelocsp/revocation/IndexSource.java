package io.camelocsp.revocation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One OpenSSL {@code index.txt}, read in place again and again and published as evidence of its
 * issuer (spec 6.2). A reading that fails changes nothing: the last good one answers until its
 * validity ends. Read by one thread at a time.
 */
public final class IndexSource {
  private static final Logger LOG = LoggerFactory.getLogger(IndexSource.class);

  private final String name;
  private final Path file;
  private final IssuerData issuer;
  private final Duration validity;
  private @Nullable String failure;

  /**
   * @param name the configured name of the source
   * @param file the index file
   * @param issuer whose certificates it lists
   * @param validity how long one reading vouches
   */
  public IndexSource(String name, Path file, IssuerData issuer, Duration validity) {
    this.name = name;
    this.file = file;
    this.issuer = issuer;
    this.validity = validity;
  }

  /**
   * Reads the file and publishes what it says; a failure is logged when it begins and when it ends.
   */
  public synchronized void read(Instant now) {
    try {
      issuer.publish(name, IndexTxt.read(file, issuer.issuer(), validity, now));
      if (failure != null) {
        LOG.info("{} can be read again", file);
        failure = null;
      }
    } catch (ListRefusedException | IOException e) {
      String reason = String.valueOf(e.getMessage());
      if (!reason.equals(failure)) {
        LOG.error("{}: {} The last good reading answers until its validity ends.", file, reason);
        failure = reason;
      }
    }
  }
}
