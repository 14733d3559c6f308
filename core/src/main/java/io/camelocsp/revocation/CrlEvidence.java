package io.camelocsp.revocation;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import java.math.BigInteger;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An accepted CRL of any kind, as far as it speaks of one issuer's certificates. Immutable,
 * thread-safe.
 */
public final class CrlEvidence implements Evidence {
  private final String description;
  private final ListFacts facts;
  private final RevocationIndex index;

  /**
   * @param description see {@link #describe}
   * @param index of the entries that speak of the issuer's certificates
   */
  CrlEvidence(String description, ListFacts facts, RevocationIndex index) {
    this.description = description;
    this.facts = facts;
    this.index = index;
  }

  /**
   * {@code crl acme#1042}; without a number {@code crl acme of 2026-11-20T10:00:00Z}; with what
   * narrows it in brackets, where something does.
   */
  @Override
  public String describe() {
    return description;
  }

  @Override
  public Instant thisUpdate() {
    return facts.identity().thisUpdate();
  }

  /** Without nextUpdate in the list: thisUpdate and the policy's greatest age. */
  @Override
  public @Nullable Instant nextUpdate() {
    return facts.validity().end();
  }

  @Override
  public int size() {
    return index.size();
  }

  /** By this list alone: of a delta, that it removes an entry is no revocation. */
  @Override
  public CertStatus.@Nullable Revoked revocationOf(SerialNumber serial) {
    ListEntry entry = index.find(serial);
    return entry == null || entry.reason() == RevocationReason.REMOVE_FROM_CRL
        ? null
        : new CertStatus.Revoked(entry.revocationDate(), entry.reason());
  }

  /**
   * Also not before thisUpdate: a list restored from the archive by a clock that went backwards
   * keeps its place, but says nothing yet.
   */
  @Override
  public boolean validAt(Instant now) {
    return Evidence.super.validAt(now)
        && !thisUpdate().isAfter(now.plus(facts.validity().clockSkew()));
  }

  @Override
  public String kind() {
    return switch (facts.kind()) {
      case COMPLETE_CRL -> "crl";
      case DELTA_CRL -> "delta crl";
      case PARTITIONED_CRL -> "partition crl";
      case INDIRECT_CRL -> "indirect crl";
      case ISSUANCE_LIST, ISSUANCE_DELTA -> facts.kind().label();
    };
  }

  @Override
  public ListOrigin origin() {
    return facts.origin().origin();
  }

  @Override
  public @Nullable Instant acceptedAt() {
    return facts.origin().acceptedAt();
  }

  @Override
  public @Nullable BigInteger number() {
    return facts.identity().number();
  }

  @Override
  public String sha256() {
    return facts.identity().sha256();
  }

  /** Everything the list says about a serial number; null if it does not list it. */
  public @Nullable ListEntry entry(SerialNumber serial) {
    return index.find(serial);
  }

  /** Octets of heap the index takes; the list itself is on the heap only if small. */
  @Override
  public OptionalLong heapOctets() {
    return OptionalLong.of(index.heapOctets());
  }

  /**
   * Since when the list keeps entries of certificates that expired (ExpiredCertsOnCRL); null if it
   * does not say.
   */
  public @Nullable Instant expiredCertsSince() {
    return facts.notes().expiredCertsSince();
  }

  /** Whether it builds on another list. */
  boolean isDelta() {
    return facts.isDelta();
  }

  ListFacts facts() {
    return facts;
  }

  RevocationIndex index() {
    return index;
  }
}
