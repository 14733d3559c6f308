package io.camelocsp.revocation;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.SerialNumber;
import java.math.BigInteger;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One source's current statement about an issuer's certificates: an accepted list, or what was read
 * from an {@code index.txt}. Immutable, thread-safe.
 */
public interface Evidence {
  /** What it is, for logs: kind, issuer and number or time, e.g. {@code crl acme#1042}. */
  String describe();

  /** When it was made. */
  Instant thisUpdate();

  /** When it ends; null if it names no end. */
  @Nullable Instant nextUpdate();

  /** In a word or two, for tables: {@code crl}, {@code delta crl}, {@code index.txt}. */
  default String kind() {
    return describe();
  }

  /** cRLNumber; null if it has none. */
  default @Nullable BigInteger number() {
    return null;
  }

  /** SHA-256 over the whole list in DER, in lower-case hexadecimal; null if it is no list. */
  default @Nullable String sha256() {
    return null;
  }

  /** Octets of heap its index takes, where that is known. */
  default OptionalLong heapOctets() {
    return OptionalLong.empty();
  }

  /** Where it came from. */
  default ListOrigin origin() {
    return ListOrigin.UNKNOWN;
  }

  /** When we accepted it; null if that is not known. */
  default @Nullable Instant acceptedAt() {
    return null;
  }

  /** How many serial numbers it lists as revoked. */
  int size();

  /** {@link CertStatus.Revoked} if it lists the serial number as revoked or on hold; else null. */
  CertStatus.@Nullable Revoked revocationOf(SerialNumber serial);

  /**
   * Whether what it does not list as revoked is good by it: true for a list, which speaks of all
   * certificates of its issuer; a database that knows what was issued speaks only of that.
   */
  default boolean covers(SerialNumber serial) {
    return true;
  }

  /**
   * Whether each reading of its source renews it, so that its end only comes near when readings
   * fail; false for a list, which waits for its successor.
   */
  default boolean renewedByReading() {
    return false;
  }

  /** Whether it vouches at {@code now}: nextUpdate, where present, is not past. */
  default boolean validAt(Instant now) {
    Instant end = nextUpdate();
    return end == null || now.isBefore(end);
  }
}
