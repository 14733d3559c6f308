package io.camelocsp.revocation;

import java.util.Map;

/**
 * An extension of a list.
 *
 * @param oid dotted
 * @param name what RFC 5280 or X.509 call it; else the OID
 * @param critical whether one who does not know it must refuse the list
 */
public record ListExtension(String oid, String name, boolean critical) {
  static final String CRL_NUMBER = "2.5.29.20";
  static final String DELTA_CRL_INDICATOR = "2.5.29.27";
  static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
  static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";

  static final String FRESHEST_CRL = "2.5.29.46";
  static final String EXPIRED_CERTS_ON_CRL = "2.5.29.60";

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("2.5.29.18", "issuerAltName"),
          Map.entry(CRL_NUMBER, "cRLNumber"),
          Map.entry("2.5.29.21", "reasonCode"),
          Map.entry("2.5.29.23", "holdInstructionCode"),
          Map.entry("2.5.29.24", "invalidityDate"),
          Map.entry(DELTA_CRL_INDICATOR, "deltaCRLIndicator"),
          Map.entry(ISSUING_DISTRIBUTION_POINT, "issuingDistributionPoint"),
          Map.entry("2.5.29.29", "certificateIssuer"),
          Map.entry(AUTHORITY_KEY_IDENTIFIER, "authorityKeyIdentifier"),
          Map.entry(FRESHEST_CRL, "freshestCRL"),
          Map.entry(EXPIRED_CERTS_ON_CRL, "expiredCertsOnCRL"),
          Map.entry(ListSegment.EXTENSION, "issuance list segment"),
          Map.entry("1.3.6.1.5.5.7.1.1", "authorityInfoAccess"),
          Map.entry("1.3.6.1.4.1.311.21.1", "Microsoft CA version"),
          Map.entry("1.3.6.1.4.1.311.21.4", "Microsoft next publication"));

  static ListExtension of(String oid, boolean critical) {
    return new ListExtension(oid, NAMES.getOrDefault(oid, oid), critical);
  }
}
