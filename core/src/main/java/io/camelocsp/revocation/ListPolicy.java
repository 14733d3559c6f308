package io.camelocsp.revocation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer's lists may be like (spec 6.4).
 *
 * @param sha1SignaturesAllowed whether a list may be signed with SHA-1; MD5 never is
 * @param maxAge how long after its thisUpdate a list without nextUpdate vouches; null refuses such
 *     lists. It does not shorten a list that names its own end
 * @param clockSkew how far in the future thisUpdate may lie
 * @param maxEntries most entries a list may have
 * @param whenEvidenceExpires what is answered without a valid list; here only for messages
 */
public record ListPolicy(
    boolean sha1SignaturesAllowed,
    @Nullable Duration maxAge,
    Duration clockSkew,
    int maxEntries,
    ExpiredEvidencePolicy whenEvidenceExpires) {

  /** No SHA-1, an end required, five minutes of skew, 50 million entries, tryLater. */
  public static final ListPolicy DEFAULT =
      new ListPolicy(
          false, null, Duration.ofMinutes(5), 50_000_000, ExpiredEvidencePolicy.TRY_LATER);

  public ListPolicy {
    if (clockSkew.isNegative() || (maxAge != null && maxAge.isNegative()) || maxEntries < 0) {
      throw new IllegalArgumentException("a duration or a limit is negative");
    }
  }

  /** The same policy with SHA-1 signatures allowed or not. */
  public ListPolicy withSha1SignaturesAllowed(boolean allowed) {
    return new ListPolicy(allowed, maxAge, clockSkew, maxEntries, whenEvidenceExpires);
  }

  /** The same policy with another greatest age of lists without nextUpdate. */
  public ListPolicy withMaxAge(@Nullable Duration age) {
    return new ListPolicy(sha1SignaturesAllowed, age, clockSkew, maxEntries, whenEvidenceExpires);
  }

  /** The same policy with another limit of entries. */
  public ListPolicy withMaxEntries(int entries) {
    return new ListPolicy(sha1SignaturesAllowed, maxAge, clockSkew, entries, whenEvidenceExpires);
  }
}
