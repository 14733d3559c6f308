package io.camelocsp.testkit.pkits;

import java.util.List;
import java.util.Locale;

/**
 * One certificate of a test, and what is answered about it.
 *
 * @param number of the test, e.g. {@code 4.14.3}
 * @param path what PKITS says of the test's certification path
 * @param certificate whose serial number is asked for
 * @param issuer a {@link PkitsIssuer#name}, or a certificate that is no issuer
 * @param answer {@code good}, {@code revoked REASON TIME}, {@code none} (tryLater) or {@code
 *     unauthorized}
 * @param decidedBy what the answer rests on
 * @param why in a few words
 */
public record PkitsCase(
    String number,
    Path path,
    String certificate,
    String issuer,
    String answer,
    DecidedBy decidedBy,
    String why) {
  /** What is answered for want of usable evidence. */
  public static final String NONE = "none";

  /** Whether a path validates. */
  public enum Path {
    VALID,
    INVALID
  }

  /** What it takes to know the status. */
  public enum DecidedBy {
    /** The CertID and the configuration of its issuer. */
    CERTID,
    /** The certificate; without it, the conservative answer. */
    CERTIFICATE
  }

  static PkitsCase parse(List<String> cells) {
    return new PkitsCase(
        cells.get(0),
        Path.valueOf(cells.get(1).toUpperCase(Locale.ROOT)),
        cells.get(2),
        cells.get(3),
        cells.get(4),
        DecidedBy.valueOf(cells.get(5).toUpperCase(Locale.ROOT)),
        cells.get(6));
  }

  /** The section, e.g. {@code 4.14}. */
  public String section() {
    return number.substring(0, number.lastIndexOf('.'));
  }

  /** What is asked, unique: {@code 4.14.3 InvaliddistributionPointTest3EE by …}. */
  public String label() {
    return number + " " + certificate + " by " + issuer;
  }

  @Override
  public String toString() {
    return label();
  }
}
