package io.camelocsp.revocation;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.SerialNumber;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** An accepted complete CRL. Immutable, thread-safe. */
public final class CrlEvidence implements Evidence {
  private final String description;
  private final ListIdentity identity;
  private final OriginFile origin;
  private final Validity validity;
  private final RevocationIndex index;

  /**
   * When it vouches.
   *
   * @param end when it ceases to: nextUpdate, or what the policy says in its place
   * @param clockSkew how long before its thisUpdate it vouches already
   */
  record Validity(@Nullable Instant end, Duration clockSkew) {}

  /**
   * @param issuer the configured name
   */
  CrlEvidence(
      String issuer,
      ListIdentity identity,
      OriginFile origin,
      Validity validity,
      RevocationIndex index) {
    this.description = "crl " + issuer + (identity.number() != null ? "" : " ") + identity.label();
    this.identity = identity;
    this.origin = origin;
    this.validity = validity;
    this.index = index;
  }

  /** {@code crl acme#1042}; without a number {@code crl acme of 2026-11-20T10:00:00Z}. */
  @Override
  public String describe() {
    return description;
  }

  @Override
  public Instant thisUpdate() {
    return identity.thisUpdate();
  }

  /** Without nextUpdate in the list: thisUpdate and the policy's greatest age. */
  @Override
  public @Nullable Instant nextUpdate() {
    return validity.end();
  }

  @Override
  public int size() {
    return index.size();
  }

  @Override
  public CertStatus.@Nullable Revoked revocationOf(SerialNumber serial) {
    ListEntry entry = index.find(serial);
    return entry == null ? null : new CertStatus.Revoked(entry.revocationDate(), entry.reason());
  }

  /**
   * Also not before thisUpdate: a list restored from the archive by a clock that went backwards
   * keeps its place, but says nothing yet.
   */
  @Override
  public boolean validAt(Instant now) {
    return Evidence.super.validAt(now)
        && !identity.thisUpdate().isAfter(now.plus(validity.clockSkew()));
  }

  @Override
  public String kind() {
    return "crl";
  }

  @Override
  public ListOrigin origin() {
    return origin.origin();
  }

  @Override
  public @Nullable Instant acceptedAt() {
    return origin.acceptedAt();
  }

  @Override
  public @Nullable BigInteger number() {
    return identity.number();
  }

  @Override
  public String sha256() {
    return identity.sha256();
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

  ListIdentity identity() {
    return identity;
  }
}
