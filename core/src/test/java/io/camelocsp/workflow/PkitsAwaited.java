package io.camelocsp.workflow;

import java.util.List;
import java.util.Map;

/**
 * What of PKITS is not answered or taken as its tables say, until the kinds of lists are served.
 */
final class PkitsAwaited {
  /** Labels of cases that do not get their answer yet. */
  static final List<String> ANSWERS =
      List.of(
          "4.4.2 InvalidRevokedCATest2EE by revoked-sub-ca",
          "4.4.19 ValidSeparateCertificateandCRLKeysTest19EE by separate-keys-ca1",
          "4.4.20 InvalidSeparateCertificateandCRLKeysTest20EE by separate-keys-ca1",
          "4.5.1 ValidBasicSelfIssuedOldWithNewTest1EE by new-key-ca-old-key",
          "4.5.2 InvalidBasicSelfIssuedOldWithNewTest2EE by new-key-ca-old-key",
          "4.5.4 ValidBasicSelfIssuedNewWithOldTest4EE by old-key-ca",
          "4.5.4 BasicSelfIssuedOldKeyNewWithOldCACert by old-key-ca",
          "4.5.5 InvalidBasicSelfIssuedNewWithOldTest5EE by old-key-ca",
          "4.5.6 BasicSelfIssuedCRLSigningKeyCRLCert by crl-signing-key-ca",
          "4.5.6 ValidBasicSelfIssuedCRLSigningKeyTest6EE by crl-signing-key-ca",
          "4.5.7 InvalidBasicSelfIssuedCRLSigningKeyTest7EE by crl-signing-key-ca",
          "4.14.1 ValiddistributionPointTest1EE by distribution-point1-ca-listed",
          "4.14.2 InvaliddistributionPointTest2EE by distribution-point1-ca-listed",
          "4.14.2 InvaliddistributionPointTest2EE by distribution-point1-ca",
          "4.14.4 ValiddistributionPointTest4EE by distribution-point1-ca-listed",
          "4.14.5 ValiddistributionPointTest5EE by distribution-point2-ca-listed",
          "4.14.6 InvaliddistributionPointTest6EE by distribution-point2-ca-listed",
          "4.14.6 InvaliddistributionPointTest6EE by distribution-point2-ca",
          "4.14.7 ValiddistributionPointTest7EE by distribution-point2-ca-listed",
          "4.14.15 InvalidonlySomeReasonsTest15EE by some-reasons-ca1",
          "4.14.16 InvalidonlySomeReasonsTest16EE by some-reasons-ca1",
          "4.14.18 ValidonlySomeReasonsTest18EE by some-reasons-ca3",
          "4.14.19 ValidonlySomeReasonsTest19EE by some-reasons-ca4",
          "4.14.20 InvalidonlySomeReasonsTest20EE by some-reasons-ca4",
          "4.14.21 InvalidonlySomeReasonsTest21EE by some-reasons-ca4",
          "4.14.22 ValidIDPwithindirectCRLTest22EE by indirect-ca1",
          "4.14.23 InvalidIDPwithindirectCRLTest23EE by indirect-ca1",
          "4.14.24 ValidIDPwithindirectCRLTest24EE by indirect-ca2-listed",
          "4.14.25 ValidIDPwithindirectCRLTest25EE by indirect-ca2-listed",
          "4.14.28 ValidcRLIssuerTest28EE by indirect-ca3",
          "4.14.28 indirectCRLCA3cRLIssuerCert by indirect-ca3",
          "4.14.29 ValidcRLIssuerTest29EE by indirect-ca3",
          "4.14.30 ValidcRLIssuerTest30EE by indirect-ca4",
          "4.14.30 indirectCRLCA4cRLIssuerCert by indirect-ca4",
          "4.14.31 InvalidcRLIssuerTest31EE by indirect-ca6",
          "4.14.32 InvalidcRLIssuerTest32EE by indirect-ca6",
          "4.14.33 ValidcRLIssuerTest33EE by indirect-ca6",
          "4.14.34 InvalidcRLIssuerTest34EE by indirect-ca5",
          "4.14.34 InvalidcRLIssuerTest34EE by indirect-ca5-listed",
          "4.15.4 InvaliddeltaCRLTest4EE by delta-ca1",
          "4.15.5 ValiddeltaCRLTest5EE by delta-ca1",
          "4.15.6 InvaliddeltaCRLTest6EE by delta-ca1");

  /** Labels of those that get a good they must not get. */
  static final List<String> WRONGLY_GOOD =
      List.of(
          "4.4.2 InvalidRevokedCATest2EE by revoked-sub-ca",
          "4.15.4 InvaliddeltaCRLTest4EE by delta-ca1");

  /** What becomes of a list instead of what the table says. */
  static final Map<String, String> LISTS =
      Map.ofEntries(
          Map.entry("BasicSelfIssuedCRLSigningKeyCACRL", "refused KEY_IDENTIFIER_MISMATCH"),
          Map.entry("BasicSelfIssuedCRLSigningKeyCRLCertCRL", "refused KIND_NOT_SERVED"),
          Map.entry("BasicSelfIssuedOldKeySelfIssuedCertCRL", "refused KIND_NOT_SERVED"),
          Map.entry("SeparateCertificateandCRLKeysCA2CRL", "refused KEY_IDENTIFIER_MISMATCH"),
          Map.entry("SeparateCertificateandCRLKeysCRL", "refused KEY_IDENTIFIER_MISMATCH"),
          Map.entry("deltaCRLCA1deltaCRL", "refused KIND_NOT_SERVED"),
          Map.entry("deltaCRLCA2deltaCRL", "refused KIND_NOT_SERVED"),
          Map.entry("deltaCRLCA3deltaCRL", "refused KIND_NOT_SERVED"),
          Map.entry("deltaCRLIndicatorNoBaseCACRL", "refused KIND_NOT_SERVED"),
          Map.entry("distributionPoint1CACRL", "refused KIND_NOT_SERVED"),
          Map.entry("distributionPoint2CACRL", "refused KIND_NOT_SERVED"),
          Map.entry("indirectCRLCA1CRL", "refused KIND_NOT_SERVED"),
          Map.entry("indirectCRLCA3CRL", "refused KIND_NOT_SERVED"),
          Map.entry("indirectCRLCA3cRLIssuerCRL", "refused FOREIGN_ISSUER"),
          Map.entry("indirectCRLCA4cRLIssuerCRL", "refused FOREIGN_ISSUER"),
          Map.entry("indirectCRLCA5CRL", "refused KIND_NOT_SERVED"),
          Map.entry("onlyContainsCACertsCACRL", "refused KIND_NOT_SERVED"),
          Map.entry("onlyContainsUserCertsCACRL", "refused KIND_NOT_SERVED"),
          Map.entry("onlySomeReasonsCA1compromiseCRL", "refused KIND_NOT_SERVED"),
          Map.entry("onlySomeReasonsCA1otherreasonsCRL", "refused KIND_NOT_SERVED"),
          Map.entry("onlySomeReasonsCA2CRL1", "refused KIND_NOT_SERVED"),
          Map.entry("onlySomeReasonsCA2CRL2", "refused KIND_NOT_SERVED"),
          Map.entry("onlySomeReasonsCA3compromiseCRL", "refused KIND_NOT_SERVED"),
          Map.entry("onlySomeReasonsCA3otherreasonsCRL", "refused KIND_NOT_SERVED"),
          Map.entry("onlySomeReasonsCA4compromiseCRL", "refused KIND_NOT_SERVED"),
          Map.entry("onlySomeReasonsCA4otherreasonsCRL", "refused KIND_NOT_SERVED"));

  private PkitsAwaited() {}
}
