package io.camelocsp.revocation;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.SerialNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What OpenSSL's {@code index.txt} says: the database of {@code openssl ca} and easy-rsa. It is not
 * signed, so it must be a local file that only the CA can write. It vouches from when it was read,
 * for as long as configured. Immutable, thread-safe.
 *
 * <p>It also says which serial numbers were issued: {@link #isIssued}.
 */
public final class IndexTxt implements Evidence {
  private final String description;
  private final Instant readAt;
  private final Instant end;
  private final Map<SerialNumber, Line> lines;
  private final int revoked;

  /** What a line says; a certificate that is not revoked has no entry. */
  record Line(@Nullable ListEntry revocation) {
    /** Shared by all of them: most lines are so. */
    static final Line NOT_REVOKED = new Line(null);
  }

  private IndexTxt(String issuer, Instant readAt, Instant end, Map<SerialNumber, Line> lines) {
    this.description = "index.txt " + issuer + " of " + readAt;
    this.readAt = readAt;
    this.end = end;
    this.lines = lines;
    this.revoked = (int) lines.values().stream().filter(line -> line.revocation() != null).count();
  }

  /**
   * Reads the whole file.
   *
   * @param issuer whose certificates it lists
   * @param validity how long it vouches
   * @param readAt now
   * @throws ListRefusedException if any line is malformed, with its number: half of a database
   *     proves nothing; with {@link ListRefusedException.Reason#TRUNCATED} if the last line has no
   *     end, that is, the file is just being written: try again
   * @throws IOException if it cannot be read
   */
  public static IndexTxt read(Path file, Issuer issuer, Duration validity, Instant readAt)
      throws IOException, ListRefusedException {
    return new IndexTxt(issuer.name(), readAt, readAt.plus(validity), IndexTxtReader.read(file));
  }

  /** {@code index.txt acme of 2026-11-20T10:00:00Z}. */
  @Override
  public String describe() {
    return description;
  }

  @Override
  public String kind() {
    return "index.txt";
  }

  /** When it was read. */
  @Override
  public Instant thisUpdate() {
    return readAt;
  }

  @Override
  public Instant nextUpdate() {
    return end;
  }

  @Override
  public boolean renewedByReading() {
    return true;
  }

  /** As {@code openssl ocsp} has it: what is not in the database is unknown. */
  @Override
  public boolean covers(SerialNumber serial) {
    return isIssued(serial);
  }

  /** How many serial numbers that are revoked here are not in {@code later} at all. */
  int revokedAndGoneIn(IndexTxt later) {
    int gone = 0;
    for (Map.Entry<SerialNumber, Line> line : lines.entrySet()) {
      if (line.getValue().revocation() != null && !later.lines.containsKey(line.getKey())) {
        gone++;
      }
    }
    return gone;
  }

  @Override
  public int size() {
    return revoked;
  }

  @Override
  public CertStatus.@Nullable Revoked revocationOf(SerialNumber serial) {
    ListEntry entry = entry(serial);
    return entry == null ? null : new CertStatus.Revoked(entry.revocationDate(), entry.reason());
  }

  /** Everything it says about a revoked serial number; null if it is not revoked. */
  public @Nullable ListEntry entry(SerialNumber serial) {
    Line line = lines.get(serial);
    return line == null ? null : line.revocation();
  }

  /** Whether a certificate with this serial number was issued: valid, revoked or expired. */
  public boolean isIssued(SerialNumber serial) {
    return lines.containsKey(serial);
  }

  /** How many certificates were issued. */
  public int issued() {
    return lines.size();
  }

  /** What it says about issuance: it names every certificate that its CA has issued. */
  IssuanceEvidence issuance() {
    return new Issuance(this);
  }

  private record Issuance(IndexTxt index) implements IssuanceEvidence {
    @Override
    public String describe() {
      return index.description;
    }

    @Override
    public Instant thisUpdate() {
      return index.readAt;
    }

    @Override
    public Instant nextUpdate() {
      return index.end;
    }

    @Override
    public long size() {
      return index.issued();
    }

    @Override
    public boolean lists(SerialNumber serial) {
      return index.isIssued(serial);
    }

    @Override
    public Optional<String> objection(Instant now) {
      return now.isBefore(index.end)
          ? Optional.empty()
          : Optional.of("%s ended at %s".formatted(index.description, index.end));
    }

    /** None: what revokes and what was issued is one database, and that is listed already. */
    @Override
    public List<ListDescription> lists(Instant now) {
      return List.of();
    }

    @Override
    public boolean renewedByReading() {
      return true;
    }
  }
}
