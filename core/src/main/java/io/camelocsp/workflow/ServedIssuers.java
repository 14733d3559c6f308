package io.camelocsp.workflow;

import io.camelocsp.message.CertId;
import io.camelocsp.message.CertIdHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The issuers of one responder, found by CertID in constant time. Immutable, thread-safe. */
public final class ServedIssuers {
  private final List<ServedIssuer> all;

  /** By the first eight octets of the key hash; equal prefixes share a list. */
  private final Map<Long, List<ServedIssuer>> byKeyHash = new HashMap<>();

  public ServedIssuers(List<ServedIssuer> issuers) {
    all = List.copyOf(issuers);
    for (ServedIssuer issuer : all) {
      for (CertIdHash hash : CertIdHash.values()) {
        byKeyHash
            .computeIfAbsent(prefix(issuer.issuer().keyHash(hash)), k -> new ArrayList<>(1))
            .add(issuer);
      }
    }
  }

  /** Every issuer, in configured order. */
  public List<ServedIssuer> all() {
    return all;
  }

  /**
   * The issuer this CertID names, or null if it is not served here. Name hash and key hash must
   * both match (RFC 6960 4.1.1).
   */
  public @Nullable ServedIssuer find(CertId certId) {
    List<ServedIssuer> candidates = byKeyHash.get(prefix(certId.issuerKeyHash()));
    if (candidates == null) {
      return null;
    }
    for (ServedIssuer candidate : candidates) {
      if (candidate.issuer().matches(certId)) {
        return candidate;
      }
    }
    return null;
  }

  private static long prefix(byte[] hash) {
    return ByteBuffer.wrap(hash).getLong();
  }
}
