package io.camelocsp.revocation;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.SerialNumber;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An accepted complete CRL. Immutable, thread-safe. */
public final class CrlEvidence implements Evidence {
  private final String description;
  private final ListIdentity identity;
  private final @Nullable Instant end;
  private final Duration clockSkew;
  private final RevocationIndex index;

  /**
   * @param issuer the configured name
   * @param end when it ceases to vouch: nextUpdate, or what the policy says in its place
   * @param clockSkew how long before its thisUpdate it vouches already
   */
  CrlEvidence(
      String issuer,
      ListIdentity identity,
      @Nullable Instant end,
      Duration clockSkew,
      RevocationIndex index) {
    this.description = "crl " + issuer + (identity.number() != null ? "" : " ") + identity.label();
    this.identity = identity;
    this.end = end;
    this.clockSkew = clockSkew;
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
    return end;
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
    return Evidence.super.validAt(now) && !identity.thisUpdate().isAfter(now.plus(clockSkew));
  }

  /** cRLNumber; null if the list has none. */
  public @Nullable BigInteger number() {
    return identity.number();
  }

  /** SHA-256 over the whole list in DER, in lower-case hexadecimal. */
  public String sha256() {
    return identity.sha256();
  }

  /** Everything the list says about a serial number; null if it does not list it. */
  public @Nullable ListEntry entry(SerialNumber serial) {
    return index.find(serial);
  }

  /** Octets of heap the index takes; the list itself is on the heap only if small. */
  public long heapOctets() {
    return index.heapOctets();
  }

  ListIdentity identity() {
    return identity;
  }
}
