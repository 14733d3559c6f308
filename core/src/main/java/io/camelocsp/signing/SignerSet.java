package io.camelocsp.signing;

import io.camelocsp.certificate.Issuer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All signers of an installation, by issuer, in order of preference. Immutable, thread-safe.
 *
 * <p>The order holds at any time, so that it costs nothing per request; whoever chooses takes the
 * first that is valid at that moment:
 *
 * <ol>
 *   <li>delegates before the CA's own key (which should sign as little as possible) before locally
 *       trusted signers (which only some clients accept);
 *   <li>among these, the one whose validity began last. That makes the roll-over: the next signer
 *       takes over with its first valid second, while the one before it still stands by;
 *   <li>then the one valid longest, then by name, so that all nodes choose alike.
 * </ol>
 *
 * <p>Clients whose clocks are slow may not yet accept a signer in its first minutes. CAs back-date
 * notBefore for that; waiting here as well would only help where they do not.
 */
public final class SignerSet {
  private static final Comparator<ResponseSigner> BY_PREFERENCE =
      Comparator.comparingInt((ResponseSigner signer) -> rank(signer.trust()))
          .thenComparing(SignerSet::notBefore, Comparator.reverseOrder())
          .thenComparing(ResponseSigner::notAfter, Comparator.reverseOrder())
          .thenComparing(ResponseSigner::name);

  private final List<ResponseSigner> all;
  private final Map<Issuer, List<ResponseSigner>> byIssuer = new LinkedHashMap<>();

  /** Takes the signers in any order. */
  public SignerSet(Collection<ResponseSigner> signers) {
    all = signers.stream().sorted(BY_PREFERENCE).toList();
    Map<Issuer, List<ResponseSigner>> collected = new LinkedHashMap<>();
    for (ResponseSigner signer : all) {
      for (Issuer issuer : signer.issuers()) {
        collected.computeIfAbsent(issuer, key -> new ArrayList<>()).add(signer);
      }
    }
    collected.forEach((issuer, candidates) -> byIssuer.put(issuer, List.copyOf(candidates)));
  }

  /** All signers, in order of preference. */
  public List<ResponseSigner> all() {
    return all;
  }

  /** The signers that may speak for {@code issuer}, valid or not, in order of preference. */
  public List<ResponseSigner> candidates(Issuer issuer) {
    return byIssuer.getOrDefault(issuer, List.of());
  }

  /** The preferred one of those valid at {@code now}; null if there is none. */
  public @Nullable ResponseSigner choose(Issuer issuer, Instant now) {
    for (ResponseSigner candidate : candidates(issuer)) {
      if (candidate.validAt(now)) {
        return candidate;
      }
    }
    return null;
  }

  private static int rank(SignerTrust trust) {
    return switch (trust) {
      case DELEGATED -> 0;
      case ISSUER -> 1;
      case LOCAL -> 2;
    };
  }

  private static Instant notBefore(ResponseSigner signer) {
    return signer.certificate().getNotBefore().toInstant();
  }
}
