package io.camelocsp.workflow;

import java.util.List;
import java.util.Map;

/**
 * What of PKITS is not answered or taken as its tables say yet. 4.4.21: a list key whose
 * certificate a served CA revokes still vouches (RFC 5280 6.3.3 f). The others: an indirect list
 * issuer that is configured but has no list does not keep what is unlisted from being good.
 */
final class PkitsAwaited {
  /** Labels of cases that do not get their answer yet. */
  static final List<String> ANSWERS =
      List.of(
          "4.4.21 InvalidSeparateCertificateandCRLKeysTest21EE by separate-keys-ca2",
          "4.14.24 ValidIDPwithindirectCRLTest24EE by indirect-ca2",
          "4.14.25 ValidIDPwithindirectCRLTest25EE by indirect-ca2",
          "4.14.26 InvalidIDPwithindirectCRLTest26EE by indirect-ca2",
          "4.14.27 InvalidcRLIssuerTest27EE by indirect-ca2",
          "4.14.35 InvalidcRLIssuerTest35EE by indirect-ca5");

  /** Labels of those that get a good they must not get. */
  static final List<String> WRONGLY_GOOD = ANSWERS;

  /** What becomes of a list instead of what the table says. */
  static final Map<String, String> LISTS = Map.of();

  private PkitsAwaited() {}
}
