package io.camelocsp.revocation;

import io.camelocsp.der.DerException;
import io.camelocsp.revocation.ListEncoding.Form;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * What a file with a list says, also about lists that would be refused: for people who ask why.
 * Fast at any size: nothing is indexed, the entries are walked once, memory does not depend on
 * their number.
 *
 * @param kind what it covers
 * @param encoding {@code DER} or {@code PEM}
 * @param octets size as DER
 * @param sha256 over the DER, in lower-case hexadecimal
 * @param version 1 or 2; else it would be refused
 * @param issuer who issued it, as RFC 2253 writes names
 * @param number cRLNumber; null if absent
 * @param nextUpdate null if absent
 * @param entries how many; if an entry is malformed, how many before it
 * @param delta what it builds on, if it is a delta: BaseCRLNumber; null if it is none
 * @param scope what narrows what it speaks of (issuingDistributionPoint), a clause each; empty if
 *     it speaks of all certificates of its issuer
 * @param indirectIssuers whose certificates it lists, as RFC 2253 writes names; empty if only its
 *     own
 * @param notes what else it says
 * @param extensions those of the list, in its order
 * @param signatureAlgorithm its name, or its OID if it is not known here
 * @param signature whether the given issuer's key signed it
 * @param refusals what it would be refused for, apart from being compared with another list; empty
 *     if nothing
 */
public record ListInspection(
    ListKind kind,
    String encoding,
    long octets,
    String sha256,
    int version,
    String issuer,
    @Nullable BigInteger number,
    Instant thisUpdate,
    @Nullable Instant nextUpdate,
    int entries,
    @Nullable BigInteger delta,
    List<String> scope,
    List<String> indirectIssuers,
    Notes notes,
    List<ListExtension> extensions,
    String signatureAlgorithm,
    Signature signature,
    List<String> refusals) {

  /**
   * What bears on nothing but how a list is kept and fetched.
   *
   * @param freshest URIs at which its deltas are (freshestCRL)
   * @param expiredCertsSince since when entries stay although their certificates expired
   *     (ExpiredCertsOnCRL); null if it does not say
   * @param segment which segment of an issuance list it is; null if it is a CRL
   */
  public record Notes(
      List<String> freshest, @Nullable Instant expiredCertsSince, @Nullable ListSegment segment) {
    public Notes {
      freshest = List.copyOf(freshest);
    }
  }

  /** What is known about a list's signature. */
  public enum Signature {
    /** No issuer certificate was given. */
    NOT_CHECKED,
    /** The given issuer's key signed the list. */
    VALID,
    /** It did not, or the algorithm is not known here. */
    INVALID
  }

  public ListInspection {
    scope = List.copyOf(scope);
    indirectIssuers = List.copyOf(indirectIssuers);
    extensions = List.copyOf(extensions);
    refusals = List.copyOf(refusals);
  }

  /**
   * Inspects a file in DER or PEM. PEM is decoded into a temporary file.
   *
   * @param issuer to check the signature with; null to leave that out
   * @param now to judge the list's times by
   * @throws ListRefusedException if it is no list at all, or not even its outline can be read
   * @throws IOException if it cannot be read
   */
  public static ListInspection of(Path file, @Nullable X509Certificate issuer, Instant now)
      throws IOException, ListRefusedException {
    return of(file, issuer, now, ListSegment.EXTENSION);
  }

  /**
   * The same where another extension marks issuance lists.
   *
   * @param issuanceOid dotted
   */
  public static ListInspection of(
      Path file, @Nullable X509Certificate issuer, Instant now, String issuanceOid)
      throws IOException, ListRefusedException {
    if (isDer(file)) {
      return of(file, Form.DER, issuer, now, issuanceOid);
    }
    Path copy = Files.createTempFile("list", ".der");
    try {
      decode(file, copy);
      return of(copy, Form.PEM, issuer, now, issuanceOid);
    } finally {
      Files.delete(copy);
    }
  }

  private static ListInspection of(
      Path der, Form form, @Nullable X509Certificate issuer, Instant now, String issuanceOid)
      throws IOException, ListRefusedException {
    ListOutline outline = ListReader.outline(ListArchive.open(der, 0), issuanceOid);
    return of(outline, form, HexFormat.of().formatHex(ListArchive.sha256(der)), issuer, now);
  }

  private static boolean isDer(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == ListEncoding.SEQUENCE;
    }
  }

  private static void decode(Path file, Path copy) throws IOException, ListRefusedException {
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy))) {
      ListEncoding.copyDer(in, out);
    }
  }

  /** As above, of a list that is open already. */
  static ListInspection of(
      ListOutline list, Form form, String sha256, @Nullable X509Certificate issuer, Instant now) {
    List<String> refusals = new ArrayList<>();
    list.defects().forEach(defect -> refusals.add(defect.wrong()));
    ListReader.Scan scan = ListReader.scanLeniently(list);
    scan.defects().forEach(defect -> refusals.add(defect.wrong()));
    SignatureScheme scheme = scheme(list);
    if (scheme == null) {
      refusals.add("the signature algorithm is not known here");
    } else if (scheme.strength() != SignatureScheme.Strength.GOOD) {
      refusals.add("it is signed with " + scheme.name() + ", whose hash is broken");
    }
    Signature signature = check(list, scheme, issuer);
    if (signature == Signature.INVALID) {
      refusals.add("the given issuer's key did not sign it");
    }
    if (issuer != null && !issuer.getSubjectX500Principal().equals(list.issuer().principal())) {
      refusals.add("it is not issued in the given issuer's name");
    }
    try {
      ListAcceptance.requireEnd(list, ListPolicy.DEFAULT);
      ListAcceptance.requireInForce(list, ListPolicy.DEFAULT, now);
    } catch (ListRefusedException e) {
      refusals.add(e.whatIsWrong());
    }
    return new ListInspection(
        list.extensions().kind(),
        form.name(),
        list.der().size(),
        sha256,
        list.version(),
        list.issuer().principal().getName(),
        list.extensions().number(),
        list.thisUpdate(),
        list.nextUpdate(),
        scan.count(),
        list.extensions().numbers().base(),
        list.extensions().scope().clauses(),
        list.extensions().scope().indirect()
            ? scan.runs().issuers().stream().map(X500Principal::getName).toList()
            : List.of(),
        new Notes(
            list.extensions().notes().freshest(),
            list.extensions().notes().expiredCertsSince(),
            list.extensions().notes().segment()),
        list.extensions().all(),
        algorithm(list, scheme),
        signature,
        refusals);
  }

  private static @Nullable SignatureScheme scheme(ListOutline list) {
    try {
      return SignatureScheme.of(list.signature().algorithm());
    } catch (DerException e) {
      return null;
    }
  }

  private static String algorithm(ListOutline list, @Nullable SignatureScheme scheme) {
    try {
      return scheme != null ? scheme.name() : SignatureScheme.oid(list.signature().algorithm());
    } catch (DerException e) {
      return "malformed";
    }
  }

  private static Signature check(
      ListOutline list, @Nullable SignatureScheme scheme, @Nullable X509Certificate issuer) {
    if (issuer == null) {
      return Signature.NOT_CHECKED;
    }
    return scheme != null
            && scheme.canVerify(list.der().size())
            && scheme.verifies(
                issuer.getPublicKey(), list.signedOctets(), list.signature().octets())
        ? Signature.VALID
        : Signature.INVALID;
  }
}
