package io.camelocsp.testkit.pkits;

import io.camelocsp.testkit.pkits.PkitsIssuer.Site;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The data and tables of PKITS' sections 4.4, 4.5, 4.7.4, 4.7.5, 4.14 and 4.15. Where they come
 * from stands in the README beside them. Everything is valid from 2010 to 2030 unless a test wants
 * otherwise.
 */
public final class Pkits {
  private static final String TAKEN = "taken";

  private Pkits() {}

  /** A certificate by file name, without suffix. */
  public static X509Certificate certificate(String name) {
    byte[] der = PkitsTable.octets("certs/" + name + ".crt");
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** A list in DER by file name, without suffix. */
  public static byte[] list(String name) {
    return PkitsTable.octets("crls/" + name + ".crl");
  }

  /** The names of all lists, sorted. */
  public static List<String> lists() {
    return PkitsTable.lines("SHA256SUMS").stream()
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .filter(path -> path.endsWith(".crl"))
        .map(path -> path.substring("crls/".length(), path.length() - ".crl".length()))
        .sorted()
        .toList();
  }

  /** The content of SHA256SUMS: digests in hexadecimal by path. */
  static Map<String, String> digests() {
    return PkitsTable.lines("SHA256SUMS").stream()
        .map(line -> line.split(" +"))
        .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0]));
  }

  /** The issuers of a site. */
  public static List<PkitsIssuer> issuers(Site site) {
    return allIssuers().stream().filter(each -> each.site().isIn(site)).toList();
  }

  static List<PkitsIssuer> allIssuers() {
    return PkitsTable.rows("issuers.txt", 7).stream().map(PkitsIssuer::parse).toList();
  }

  /** Everything that is asked, by test. */
  public static List<PkitsCase> cases() {
    return PkitsTable.rows("cases.txt", 7).stream().map(PkitsCase::parse).toList();
  }

  /**
   * What becomes of a list when all of them have arrived: {@code taken}, {@code waiting} or {@code
   * refused REASON}.
   */
  public static String outcome(String list) {
    return PkitsTable.rows("lists.txt", 3).stream()
        .filter(row -> row.get(0).equals(list))
        .map(row -> row.get(1))
        .findFirst()
        .orElse(TAKEN);
  }

  /** The names of the lists that are not simply taken. */
  static List<String> listsNotTaken() {
    return PkitsTable.rows("lists.txt", 3).stream().map(row -> row.get(0)).toList();
  }
}
