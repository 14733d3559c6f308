package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.der.DerReader;
import io.camelocsp.der.DerTag;
import io.camelocsp.revocation.ListOutline.Extensions;
import io.camelocsp.revocation.ListOutline.Numbers;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads crlExtensions (RFC 5280 5.2). */
final class ExtensionReader {
  private static final int MAX_EXTENSIONS = 64;
  private static final int MAX_NUMBER_OCTETS = 20;
  private static final int MAX_OID_OCTETS = 64;

  private final DerBuffer der;
  private final List<ListDefect> defects;
  private final List<ListExtension> all = new ArrayList<>();
  private @Nullable BigInteger number;
  private byte @Nullable [] keyIdentifier;
  private @Nullable BigInteger baseNumber;
  private ListScope scope = ListScope.WHOLE;
  private List<String> freshest = List.of();
  private @Nullable Instant expiredCertsSince;
  private @Nullable ListSegment segment;
  private final String issuanceOid;
  private final ScopeReader scopes;

  /**
   * @param issuerName DER of the list's issuer
   * @param issuanceOid the extension that marks issuance lists
   */
  ExtensionReader(DerBuffer der, byte[] issuerName, String issuanceOid, List<ListDefect> defects) {
    this.issuanceOid = issuanceOid;
    this.der = der;
    this.defects = defects;
    this.scopes = new ScopeReader(der, issuerName, defects);
  }

  /** Reads the SEQUENCE OF Extension that {@code extensions} is. */
  Extensions read(long extensions) throws DerException {
    int at = DerBuffer.start(extensions);
    int end = DerBuffer.end(extensions);
    if (at == end) {
      defects.add(ListDefect.malformed("crlExtensions is present but empty"));
    }
    Set<String> seen = new HashSet<>();
    while (at < end) {
      if (all.size() == MAX_EXTENSIONS) {
        defects.add(ListDefect.malformed("more than " + MAX_EXTENSIONS + " extensions"));
        break;
      }
      long extension = der.expect(DerTag.SEQUENCE, at, end);
      at = DerBuffer.end(extension);
      String oid = readExtension(extension);
      if (!seen.add(oid)) {
        defects.add(ListDefect.malformed("the extension " + oid + " occurs twice"));
      }
    }
    checkTogether(seen);
    return new Extensions(
        List.copyOf(all),
        keyIdentifier,
        new Numbers(number, baseNumber),
        scope,
        new Extensions.Notes(freshest, expiredCertsSince, segment));
  }

  /** SEQUENCE { segmentVersion INTEGER, segmentNumber INTEGER, completeSegment BOOLEAN }. */
  private void readSegment(ListExtension extension, int at, int end) throws DerException {
    if (!extension.critical()) {
      // Whoever does not know it would take what was issued for revoked.
      defects.add(ListDefect.malformed("the extension of an issuance list is not critical"));
    }
    long sequence = der.expect(DerTag.SEQUENCE, at, end);
    der.requireEnd(DerBuffer.end(sequence), end);
    int field = DerBuffer.start(sequence);
    long version = readSmall(field, end);
    field = DerBuffer.end(der.element(field, end));
    long number = readSmall(field, end);
    field = DerBuffer.end(der.element(field, end));
    long full = der.expect(DerTag.BOOLEAN, field, end);
    der.requireEnd(DerBuffer.end(full), end);
    if (number < 1 || number > ListSegment.MAX_NUMBER) {
      throw new DerException(DerException.Defect.INTEGER_OUT_OF_RANGE, field);
    }
    segment = new ListSegment(version, (int) number, der.readFlag(full));
  }

  /** A number of at most 8 octets that is not negative. */
  private long readSmall(int at, int end) throws DerException {
    long element = der.expectInteger(DerTag.INTEGER, at, end);
    if (DerBuffer.length(element) > Long.BYTES) {
      throw new DerException(DerException.Defect.INTEGER_OUT_OF_RANGE, at);
    }
    long value =
        new BigInteger(der.copy(DerBuffer.start(element), DerBuffer.end(element))).longValue();
    if (value < 0) {
      throw new DerException(DerException.Defect.INTEGER_OUT_OF_RANGE, at);
    }
    return value;
  }

  private void checkIssuanceList(ListSegment read) {
    if (number == null) {
      defects.add(ListDefect.malformed("an issuance list without cRLNumber"));
    }
    if (!scope.equals(ListScope.WHOLE)) {
      defects.add(ListDefect.malformed("an issuance list has issuingDistributionPoint"));
    }
    if (baseNumber != null && read.full()) {
      defects.add(ListDefect.malformed("a delta to a full segment, which does not change"));
    }
  }

  /** What one extension alone does not show. */
  private void checkTogether(Set<String> seen) {
    if (segment != null) {
      checkIssuanceList(segment);
    }
    if (scope.holders() == ListScope.Holders.ATTRIBUTES) {
      defects.add(ListDefect.kindNotServed("a CRL of attribute certificates only"));
    }
    if (baseNumber == null) {
      return;
    }
    if (number == null) {
      // RFC 5280 5.2.3
      defects.add(ListDefect.malformed("a delta CRL without cRLNumber"));
    } else if (baseNumber.compareTo(number) > 0) {
      // RFC 5280 5.2.4: it builds on a list that is older than itself.
      defects.add(ListDefect.malformed("BaseCRLNumber is greater than the delta's cRLNumber"));
    }
    if (seen.contains(ListExtension.FRESHEST_CRL)) {
      // RFC 5280 5.2.6
      defects.add(ListDefect.malformed("a delta CRL has the extension freshestCRL"));
    }
  }

  private String readExtension(long extension) throws DerException {
    int end = DerBuffer.end(extension);
    int from = DerBuffer.start(extension);
    long oidElement = der.expect(DerTag.OID, from, end);
    int at = DerBuffer.end(oidElement);
    if (DerBuffer.length(oidElement) > MAX_OID_OCTETS) {
      throw new DerException(DerException.Defect.BAD_OID, from);
    }
    String oid = DerReader.of(der.copy(from, at)).readOid().toString();
    boolean critical = false;
    if (der.peekTag(at, end) == DerTag.BOOLEAN) {
      long flag = der.element(at, end);
      critical = der.readFlag(flag);
      at = DerBuffer.end(flag);
    }
    long value = der.expect(DerTag.OCTET_STRING, at, end);
    der.requireEnd(DerBuffer.end(value), end);
    ListExtension read = ListExtension.of(oid, critical);
    all.add(read);
    process(read, DerBuffer.start(value), end);
    return oid;
  }

  private void process(ListExtension extension, int at, int end) throws DerException {
    switch (extension.oid()) {
      case ListExtension.CRL_NUMBER -> number = readNumber(at, end);
      case ListExtension.AUTHORITY_KEY_IDENTIFIER -> readKeyIdentifier(at, end);
      case ListExtension.DELTA_CRL_INDICATOR -> baseNumber = readNumber(at, end);
      case ListExtension.ISSUING_DISTRIBUTION_POINT -> scope = scopes.scope(at, end);
      case ListExtension.EXPIRED_CERTS_ON_CRL -> expiredCertsSince = readTime(at, end);
      case ListExtension.FRESHEST_CRL -> {
        // RFC 5280 5.2.6: not critical. One that is says that the list must not be used alone.
        if (extension.critical()) {
          defects.add(ListDefect.unknownCritical("the list", extension.name()));
        } else {
          freshest = List.copyOf(scopes.freshest(at, end));
        }
      }
      default -> {
        if (extension.oid().equals(issuanceOid)) {
          readSegment(extension, at, end);
        } else if (extension.critical()) {
          defects.add(ListDefect.unknownCritical("the list", extension.name()));
        }
      }
    }
  }

  /** CRLNumber ::= INTEGER (0..MAX), at most 20 octets (RFC 5280 5.2.3); BaseCRLNumber too. */
  private BigInteger readNumber(int at, int end) throws DerException {
    long element = der.expectInteger(DerTag.INTEGER, at, end);
    der.requireEnd(DerBuffer.end(element), end);
    if (DerBuffer.length(element) > MAX_NUMBER_OCTETS) {
      throw new DerException(DerException.Defect.INTEGER_OUT_OF_RANGE, at);
    }
    BigInteger value = new BigInteger(der.copy(DerBuffer.start(element), end));
    if (value.signum() < 0) {
      throw new DerException(DerException.Defect.INTEGER_OUT_OF_RANGE, at);
    }
    return value;
  }

  /** ExpiredCertsOnCRL ::= GeneralizedTime (X.509 9.5.2.8). */
  private Instant readTime(int at, int end) throws DerException {
    if (der.peekTag(at, end) != DerTag.GENERALIZED_TIME) {
      throw new DerException(DerException.Defect.WRONG_TAG, at);
    }
    der.requireEnd(DerBuffer.end(der.element(at, end)), end);
    return Instant.ofEpochSecond(der.epochSecond(at, end));
  }

  /**
   * AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] OPTIONAL, … } (RFC 5280 4.2.1.1). The
   * issuer and serial number that may follow name a certificate, not a key, and a renewed CA
   * certificate has another: they decide nothing.
   */
  private void readKeyIdentifier(int at, int end) throws DerException {
    long sequence = der.expect(DerTag.SEQUENCE, at, end);
    der.requireEnd(DerBuffer.end(sequence), end);
    int field = DerBuffer.start(sequence);
    if (der.peekTag(field, end) == DerTag.implicit(0)) {
      long element = der.element(field, end);
      keyIdentifier = der.copy(DerBuffer.start(element), DerBuffer.end(element));
      field = DerBuffer.end(element);
    }
    while (field < end) {
      field = DerBuffer.end(der.element(field, end));
    }
  }
}
