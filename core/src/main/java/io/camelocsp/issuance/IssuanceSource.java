package io.camelocsp.issuance;

import io.camelocsp.revocation.IssuerData;
import io.camelocsp.revocation.LocalSource;
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
 * A local source of issued serial numbers (spec 6.2), published as evidence of its issuer: a text,
 * a CSV file, or a directory of certificates. What has not changed is not read again, but looked
 * at, which renews it.
 *
 * <p>It is not signed and has no end mark, so it is read only when it has been left alone for two
 * seconds or since the look before. A reading without any serial number is not believed, nor one in
 * which over 20 % and over 100 serial numbers of the last one are missing: every certificate that
 * is missing there would be answered as never issued. Read by one thread at a time.
 */
public final class IssuanceSource implements LocalSource {
  private static final Logger LOG = LoggerFactory.getLogger(IssuanceSource.class);
  private static final Duration SETTLED = Duration.ofSeconds(2);
  private static final int QUARANTINE_ENTRIES = 100;
  private static final int QUARANTINE_PERCENT = 20;

  /** What tells whether a file, or the names in a directory, changed between two looks. */
  private record Stamp(long size, FileTime modified) {
    static Stamp of(Path path) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(attributes.size(), attributes.lastModifiedTime());
    }

    boolean settledAt(Instant now) {
      return modified.toInstant().isBefore(now.minus(SETTLED));
    }
  }

  private final String name;
  private final Path path;
  private final IssuedSource content;
  private final IssuerData issuer;
  private final Duration validity;
  private @Nullable Stamp seen;
  private @Nullable Stamp readStamp;
  private SerialSet last = new SerialSet();
  private @Nullable String failure;

  private IssuanceSource(
      String name, Path path, IssuedSource content, IssuerData issuer, Duration validity) {
    this.name = name;
    this.path = path;
    this.content = content;
    this.issuer = issuer;
    this.validity = validity;
  }

  /**
   * A file of serial numbers: a table if its name ends in {@code .csv}, else a text.
   *
   * @param name the configured name of the source
   * @param issuer who issued them
   * @param validity how long one reading vouches
   */
  public static IssuanceSource serials(
      String name, Path file, IssuerData issuer, Duration validity) {
    boolean table = file.toString().toLowerCase(java.util.Locale.ROOT).endsWith(".csv");
    // When each was issued is not asked for: any time will do.
    IssuedSource content =
        table ? new SerialCsvFile(file, Instant.EPOCH) : new SerialListFile(file, Instant.EPOCH);
    return new IssuanceSource(name, file, content, issuer, validity);
  }

  /** A directory of certificates; otherwise as {@link #serials}. */
  public static IssuanceSource certificates(
      String name, Path directory, IssuerData issuer, Duration validity) {
    IssuedSource content = new CertificateDirectory(directory, issuer.issuer());
    return new IssuanceSource(name, directory, content, issuer, validity);
  }

  @Override
  public synchronized void read(Instant now) {
    try {
      Stamp before = Stamp.of(path);
      if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
        failed("it is neither a file nor a directory; put the serial numbers there");
        return; // opening a pipe would wait for ever
      }
      boolean leftAlone = before.settledAt(now) || before.equals(seen);
      seen = before;
      if (!leftAlone) {
        return;
      }
      if (before.equals(readStamp)) {
        publish(last, now);
        return;
      }
      SerialSet serials = new SerialSet();
      content.read(issued -> serials.add(issued.serial()));
      if (Stamp.of(path).equals(before) && believed(serials)) {
        readStamp = before;
        publish(serials, now);
      }
    } catch (NoSuchFileException e) {
      failed(
          "there is no such file; put it back or configure another ocsp.lists." + name + ".from");
    } catch (AccessDeniedException e) {
      failed("this process may not read it; give it the right to");
    } catch (BadSourceException e) {
      failed(e.whatIsWrong() + "; " + e.whatToDo());
    } catch (IOException e) {
      failed(String.valueOf(e.getMessage()));
    }
  }

  private boolean believed(SerialSet serials) throws IOException {
    if (serials.size() == 0) {
      failed(
          "it has no serial number, by which every certificate would be never issued; put them"
              + " there");
      return false;
    }
    int[] gone = new int[1];
    last.forEach(serial -> gone[0] += serials.contains(serial) ? 0 : 1);
    if (gone[0] > QUARANTINE_ENTRIES && gone[0] * 100L > QUARANTINE_PERCENT * (long) last.size()) {
      failed(
          "%d of %d serial numbers are gone from it; restart camel-ocsp if that is meant"
              .formatted(gone[0], last.size()));
      return false;
    }
    return true;
  }

  private void publish(SerialSet serials, Instant now) {
    last = serials;
    String what = "%s (%s)".formatted(name, path.getFileName());
    issuer.publishIssuance("local:" + name, new SourceIssuance(what, serials, now, validity));
    if (failure != null) {
      LOG.info("{} is read again", path);
      failure = null;
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
          path,
          reason);
      failure = reason;
    }
  }
}
