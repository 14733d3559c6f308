package io.camelocsp.http.intake;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may push the lists of one configured name. Implementations are thread-safe. */
public sealed interface Publisher permits PinnedPublishers, PasswordPublisher {

  /**
   * What a client shows of itself.
   *
   * @param certificate the one whose key it proved in the TLS handshake; null if none
   * @param authorization the field of that name; null if there is none
   */
  record Claim(@Nullable X509Certificate certificate, @Nullable String authorization) {
    /** With the kind of the certificate, and without the password. */
    @Override
    public String toString() {
      return "Claim[" + (certificate == null ? "-" : certificate.getSubjectX500Principal()) + "]";
    }
  }

  /** Who that is, for logs and reports; empty if it may not push these lists. */
  Optional<String> who(Claim claim, Instant now);
}
