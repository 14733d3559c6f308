package io.camelocsp.http.intake;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Publishers known by their certificates: one that a client proved in the handshake to have the key
 * of must be one of these, octet for octet, and within its validity. Who issued it is of no
 * interest, so no CA can make another publisher. Immutable.
 *
 * @param certificates theirs
 */
public record PinnedPublishers(List<X509Certificate> certificates) implements Publisher {

  /**
   * @throws IllegalArgumentException if there is none
   */
  public PinnedPublishers {
    certificates = List.copyOf(certificates);
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("nobody may push, since no certificate is pinned");
    }
  }

  @Override
  public Optional<String> who(Claim claim, Instant now) {
    X509Certificate shown = claim.certificate();
    if (shown == null || !certificates.contains(shown) || !isValid(shown, now)) {
      return Optional.empty();
    }
    return Optional.of(shown.getSubjectX500Principal().getName());
  }

  private static boolean isValid(X509Certificate certificate, Instant now) {
    return !now.isBefore(certificate.getNotBefore().toInstant())
        && !now.isAfter(certificate.getNotAfter().toInstant());
  }

  /** Why {@link #who} does not know the client; a sentence without full stop. */
  String whyNot(Claim claim) {
    X509Certificate shown = claim.certificate();
    if (shown == null) {
      return "no client certificate was shown";
    }
    return certificates.contains(shown)
        ? "the client certificate is not valid now: it is from "
            + shown.getNotBefore().toInstant()
            + " to "
            + shown.getNotAfter().toInstant()
        : "the client certificate is none of this list's publishers";
  }
}
