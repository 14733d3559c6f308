package io.camelocsp.workflow;

import io.camelocsp.revocation.IssuerData;
import java.util.IdentityHashMap;

/**
 * The evidence as one request sees it: each issuer's snapshot is read once, when it is first
 * needed, and then stays the same for all that is said in the response (spec 6.5: the old list or
 * the new one, never a mix). For one request on one thread.
 */
final class EvidenceView {
  private final IdentityHashMap<ServedIssuer, IssuerData.Snapshot> seen = new IdentityHashMap<>(4);

  IssuerData.Snapshot of(ServedIssuer issuer) {
    return seen.computeIfAbsent(issuer, first -> first.data().snapshot());
  }
}
