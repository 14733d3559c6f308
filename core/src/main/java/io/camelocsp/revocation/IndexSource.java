package io.camelocsp.revocation;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One OpenSSL {@code index.txt}, read in place again and again and published as evidence of its
 * issuer (spec 6.2). A reading that fails changes nothing: the last good one answers until its
 * validity ends.
 *
 * <p>The file is not signed and has no end mark, so a copy under way looks like a shorter database.
 * Therefore it is read only when it has been left alone for two seconds or since the look before,
 * and a reading in which revoked serial numbers are missing altogether is not believed: OpenSSL
 * never removes lines. Read by one thread at a time.
 */
public final class IndexSource implements LocalSource {
  private static final Logger LOG = LoggerFactory.getLogger(IndexSource.class);
  private static final Duration SETTLED = Duration.ofSeconds(2);

  /** What tells whether a file was written between two looks. */
  private record Stamp(long size, FileTime modified) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.size(), attributes.lastModifiedTime());
    }

    boolean settledAt(Instant now) {
      return modified.toInstant().isBefore(now.minus(SETTLED));
    }
  }

  private final String name;
  private final Path file;
  private final IssuerData issuer;
  private final Duration validity;
  private @Nullable Stamp seen;
  private @Nullable IndexTxt last;
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

  @Override
  public synchronized void read(Instant now) {
    try {
      Stamp before = Stamp.of(file);
      if (!Files.isRegularFile(file)) {
        failed("it is no regular file; put the database there");
        return; // opening a pipe would wait for ever
      }
      boolean leftAlone = before.settledAt(now) || before.equals(seen);
      seen = before;
      if (!leftAlone) {
        return;
      }
      IndexTxt reading = IndexTxt.read(file, issuer.issuer(), validity, now);
      if (!Stamp.of(file).equals(before)) {
        return; // written meanwhile: the next look decides
      }
      int gone = last == null ? 0 : last.revokedAndGoneIn(reading);
      if (gone > 0) {
        failed(
            gone
                + " revoked serial numbers are gone from it, which OpenSSL never does;"
                + " restart camel-ocsp if that is meant");
        return;
      }
      last = reading;
      // A prefix of its own: a source may have any name, that of the CRLs' key too.
      issuer.publish("index:" + name, reading);
      issuer.publishIssuance("index:" + name, reading.issuance());
      if (failure != null) {
        LOG.info("{} is read again", file);
        failure = null;
      }
    } catch (NoSuchFileException e) {
      failed(
          "there is no such file; put it back or configure another ocsp.lists." + name + ".from");
    } catch (AccessDeniedException e) {
      failed("this process may not read it; give it the right to");
    } catch (ListRefusedException | IOException e) {
      failed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public synchronized Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  private void failed(String reason) {
    if (!reason.equals(failure)) {
      LOG.error(
          "{} is not taken over: {}. The last good reading answers until its validity ends.",
          file,
          reason);
      failure = reason;
    }
  }
}
