package io.camelocsp.testkit.pkits;

import java.util.List;

/**
 * A CA of PKITS as an operator configures it.
 *
 * @param name the configured name
 * @param site where it is configured so
 * @param certificate file name without suffix, as all names of certificates and lists here
 * @param listSigners certificates of further keys of this CA that sign its lists
 * @param indirectListIssuers certificates of others whose indirect lists speak of its certificates
 * @param distributionPoints RFC 4514 names
 * @param lists what speaks of its certificates
 */
public record PkitsIssuer(
    String name,
    Site site,
    String certificate,
    List<String> listSigners,
    List<String> indirectListIssuers,
    List<String> distributionPoints,
    List<String> lists) {

  /** Two ways to configure the same CAs; a CertID cannot make up for the difference. */
  public enum Site {
    /** Each distribution point and CRL issuer that the CA's certificates name is configured. */
    EVERY,
    /** Only those that there are lists for. */
    LISTED,
    /** The same in both. */
    BOTH;

    /** Whether an issuer of this kind is configured in {@code site}. */
    boolean isIn(Site site) {
      return this == BOTH || this == site;
    }
  }

  static PkitsIssuer parse(List<String> cells) {
    return new PkitsIssuer(
        cells.get(0),
        Site.valueOf(cells.get(1).toUpperCase(java.util.Locale.ROOT)),
        cells.get(2),
        PkitsTable.values(cells.get(3)),
        PkitsTable.values(cells.get(4)),
        PkitsTable.values(cells.get(5)),
        PkitsTable.values(cells.get(6)));
  }
}
