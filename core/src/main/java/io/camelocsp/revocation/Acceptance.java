package io.camelocsp.revocation;

import io.camelocsp.certificate.Issuer;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
   * @param kind what it covers
   * @param heldRemovals entries that vanished from the list so suspiciously that they stay revoked
   *     until an operator accepts their removal (spec 6.4)
   * @param freshest URIs at which the list says its deltas are (freshestCRL, RFC 5280 5.2.6)
   */
  record Accepted(
      Issuer issuer,
      String description,
      @Nullable BigInteger number,
      Instant thisUpdate,
      @Nullable Instant nextUpdate,
      int entries,
      long heapOctets,
      Path archived,
      ListKind kind,
      int heldRemovals,
      List<String> freshest)
      implements Acceptance {
    public Accepted {
      freshest = List.copyOf(freshest);
    }
  }

  /**
   * It is the list that is in use, octet for octet.
   *
   * @param kind what it covers
   * @param freshest as of {@link Accepted}
   */
  record Unchanged(
      Issuer issuer,
      String description,
      @Nullable Instant nextUpdate,
      ListKind kind,
      List<String> freshest)
      implements Acceptance {
    public Unchanged {
      freshest = List.copyOf(freshest);
    }
  }

  /**
   * It is durable, but says nothing yet: something it builds on is missing.
   *
   * @param forWhat what it waits for, e.g. {@code a complete CRL with number 40 to 41}
   */
  record Waiting(Issuer issuer, String description, @Nullable Instant nextUpdate, String forWhat)
      implements Acceptance {}
}
