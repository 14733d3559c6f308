package io.camelocsp.revocation;

import io.camelocsp.certificate.Issuer;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of a list that was not refused. */
public sealed interface Acceptance {
  /** Whose list it is. */
  Issuer issuer();

  /** What it is, for logs, e.g. {@code crl acme#1042}. */
  String description();

  /** When it ceases to vouch; null if never. */
  @Nullable Instant nextUpdate();

  /**
   * It is durable and visible.
   *
   * @param number cRLNumber; null if the list has none
   * @param entries how many serial numbers it lists
   * @param heapOctets what its index takes on the heap
   * @param archived where it is kept
   */
  record Accepted(
      Issuer issuer,
      String description,
      @Nullable BigInteger number,
      Instant thisUpdate,
      @Nullable Instant nextUpdate,
      int entries,
      long heapOctets,
      Path archived)
      implements Acceptance {}

  /** It is the list that is in use, octet for octet. */
  record Unchanged(Issuer issuer, String description, @Nullable Instant nextUpdate)
      implements Acceptance {}
}
