package io.camelocsp.testkit;

import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.jspecify.annotations.Nullable;

/**
 * What a list speaks of (issuingDistributionPoint, RFC 5280 section 5.2.5).
 *
 * @param url the distribution point's name; null if it has none
 * @param users onlyContainsUserCerts
 * @param authorities onlyContainsCACerts
 * @param reasons onlySomeReasons, as bits of Bouncy Castle's {@link ReasonFlags}; 0 for all
 * @param indirect indirectCRL
 */
public record TestScope(
    @Nullable String url, boolean users, boolean authorities, int reasons, boolean indirect) {
  /** Of reasons: all but keyCompromise and cACompromise. */
  public static final int OTHER_REASONS =
      ReasonFlags.affiliationChanged
          | ReasonFlags.superseded
          | ReasonFlags.cessationOfOperation
          | ReasonFlags.certificateHold
          | ReasonFlags.privilegeWithdrawn
          | ReasonFlags.aACompromise;

  /** Of reasons: keyCompromise and cACompromise. */
  public static final int COMPROMISE = ReasonFlags.keyCompromise | ReasonFlags.cACompromise;

  /** End-entity certificates only. */
  public static final TestScope USERS = new TestScope(null, true, false, 0, false);

  /** CA certificates only. */
  public static final TestScope AUTHORITIES = new TestScope(null, false, true, 0, false);

  /** Certificates of other issuers too. */
  public static final TestScope INDIRECT = new TestScope(null, false, false, 0, true);

  /** One distribution point. */
  public static TestScope point(String url) {
    return new TestScope(url, false, false, 0, false);
  }

  /** Some reasons. */
  public static TestScope ofReasons(int flags) {
    return new TestScope(null, false, false, flags, false);
  }

  byte[] der() {
    DistributionPointName name =
        url == null
            ? null
            : new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url)));
    return Der.der(
        new IssuingDistributionPoint(
            name,
            users,
            authorities,
            reasons == 0 ? null : new ReasonFlags(reasons),
            indirect,
            false));
  }
}
