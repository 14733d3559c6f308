package io.camelocsp.revocation;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything an issuer's configuration says of its lists (spec 6.4 to 6.6, 7.2). Start from {@link
 * #DEFAULT}. Immutable, thread-safe.
 *
 * @param sha1SignaturesAllowed whether a list may be signed with SHA-1; MD5 never is
 * @param maxAge how long after its thisUpdate a list without nextUpdate vouches; null refuses such
 *     lists. It does not shorten a list that names its own end
 * @param clockSkew how far in the future thisUpdate may lie
 * @param maxEntries most entries a list may have
 * @param whenEvidenceExpires what is answered without a valid list; here only for messages
 * @param signers whose lists are accepted beside those of the issuer's own key
 * @param quarantine how many entries may vanish at once
 * @param judgement how evidence is judged
 */
public record ListPolicy(
    boolean sha1SignaturesAllowed,
    @Nullable Duration maxAge,
    Duration clockSkew,
    int maxEntries,
    ExpiredEvidencePolicy whenEvidenceExpires,
    Signers signers,
    Quarantine quarantine,
    JudgementPolicy judgement) {

  /**
   * Keys that sign lists beside the issuer's own. A certificate that is named here is an anchor, as
   * the issuer's is: its own validity and signature are not looked at.
   *
   * @param own certificates with the issuer's own name: a key of its own for lists, or the key
   *     before or after a roll-over. Lists of all of them count side by side
   * @param indirect certificates of others whose indirect CRLs may speak of the issuer's
   *     certificates (RFC 5280 5.2.5, 6.3.3 b and f)
   */
  public record Signers(List<X509Certificate> own, List<X509Certificate> indirect) {
    /** None. */
    public static final Signers NONE = new Signers(List.of(), List.of());

    public Signers {
      own = List.copyOf(own);
      indirect = List.copyOf(indirect);
    }
  }

  /**
   * When vanished entries are held: when they are more than both.
   *
   * @param percent of the entries before
   * @param entries a number
   */
  public record Quarantine(int percent, int entries) {
    public Quarantine {
      if (percent < 0 || percent > 100 || entries < 0) {
        throw new IllegalArgumentException("not a share and a number of entries");
      }
    }

    boolean holds(long vanished, long before) {
      return vanished > entries && vanished * 100 > before * percent;
    }
  }

  /**
   * No SHA-1, an end required, five minutes of skew, 50 million entries, tryLater, the issuer's own
   * key only, removals held when over 20 % and over 100, {@link JudgementPolicy#DEFAULT}.
   */
  public static final ListPolicy DEFAULT =
      new ListPolicy(
          false,
          null,
          Duration.ofMinutes(5),
          50_000_000,
          ExpiredEvidencePolicy.TRY_LATER,
          Signers.NONE,
          new Quarantine(20, 100),
          JudgementPolicy.DEFAULT);

  public ListPolicy {
    if (clockSkew.isNegative() || (maxAge != null && maxAge.isNegative()) || maxEntries < 0) {
      throw new IllegalArgumentException("a duration or a limit is negative");
    }
  }

  /** The same policy with SHA-1 signatures allowed or not. */
  public ListPolicy withSha1SignaturesAllowed(boolean allowed) {
    return new ListPolicy(
        allowed,
        maxAge,
        clockSkew,
        maxEntries,
        whenEvidenceExpires,
        signers,
        quarantine,
        judgement);
  }

  /** The same policy with another greatest age of lists without nextUpdate. */
  public ListPolicy withMaxAge(@Nullable Duration age) {
    return new ListPolicy(
        sha1SignaturesAllowed,
        age,
        clockSkew,
        maxEntries,
        whenEvidenceExpires,
        signers,
        quarantine,
        judgement);
  }

  /** The same policy with another tolerance for thisUpdate in the future. */
  public ListPolicy withClockSkew(Duration skew) {
    return new ListPolicy(
        sha1SignaturesAllowed,
        maxAge,
        skew,
        maxEntries,
        whenEvidenceExpires,
        signers,
        quarantine,
        judgement);
  }

  /** The same policy with another limit of entries. */
  public ListPolicy withMaxEntries(int entries) {
    return new ListPolicy(
        sha1SignaturesAllowed,
        maxAge,
        clockSkew,
        entries,
        whenEvidenceExpires,
        signers,
        quarantine,
        judgement);
  }

  /** The same policy with another answer without a valid list. */
  public ListPolicy withWhenEvidenceExpires(ExpiredEvidencePolicy policy) {
    return new ListPolicy(
        sha1SignaturesAllowed,
        maxAge,
        clockSkew,
        maxEntries,
        policy,
        signers,
        quarantine,
        judgement);
  }

  /** The same policy with other keys beside the issuer's own. */
  public ListPolicy withSigners(Signers others) {
    return new ListPolicy(
        sha1SignaturesAllowed,
        maxAge,
        clockSkew,
        maxEntries,
        whenEvidenceExpires,
        others,
        quarantine,
        judgement);
  }

  /** The same policy with other limits of vanishing. */
  public ListPolicy withQuarantine(Quarantine limits) {
    return new ListPolicy(
        sha1SignaturesAllowed,
        maxAge,
        clockSkew,
        maxEntries,
        whenEvidenceExpires,
        signers,
        limits,
        judgement);
  }

  /** The same policy with evidence judged otherwise. */
  public ListPolicy withJudgement(JudgementPolicy policy) {
    return new ListPolicy(
        sha1SignaturesAllowed,
        maxAge,
        clockSkew,
        maxEntries,
        whenEvidenceExpires,
        signers,
        quarantine,
        policy);
  }
}
