package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.der.DerTag;
import io.camelocsp.revocation.ListOutline.Extensions;
import io.camelocsp.revocation.ListOutline.Name;
import io.camelocsp.revocation.ListOutline.SignatureValue;
import io.camelocsp.revocation.ListOutline.Span;
import io.camelocsp.revocation.ListRefusedException.Reason;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CertificateList (RFC 5280 5.1), version 1 or 2, from DER: never into a tree, whatever its
 * size. {@link #outline} reads all but the entries, {@link #scan} walks the entries once.
 *
 * <p>What is not strict DER, or not a CertificateList, throws at once. What is readable but must
 * not be used (RFC 5280 5.1 to 5.3) is noted as a defect: versions other than 1 and 2; extensions
 * in version 1; inner and outer signature algorithm that differ; an empty issuer; an empty
 * revokedCertificates; nextUpdate before thisUpdate; an extension twice; an unknown critical
 * extension in the list or in any entry; a CRL of attribute certificates only; removeFromCRL in a
 * list that is no delta; certificateIssuer in a list that is not indirect.
 *
 * <p>Lenient, because the meaning is beyond doubt and CAs do it: {@code critical FALSE} written
 * out, and GeneralizedTime for years before 2050.
 */
final class ListReader {
  // Far above what any CA needs, far below what could hurt.
  private static final int MAX_NAME_OCTETS = 0x10000;
  private static final int MAX_SIGNATURE_OCTETS = 0x10000;

  /** After so many entries the walk sees whether it is still wanted. */
  private static final int LOOK_UP_EVERY = 0x4000;

  private final DerBuffer der;
  private final List<ListDefect> defects = new ArrayList<>();
  private int at;

  private final String issuanceOid;

  private ListReader(DerBuffer der, String issuanceOid) {
    this.der = der;
    this.issuanceOid = issuanceOid;
  }

  /** What the walk over the entries found. */
  record Scan(int count, List<ListDefect> defects, EntryRuns runs) {}

  /**
   * Reads all but the entries.
   *
   * @throws ListRefusedException if it is no CertificateList in strict DER
   */
  static ListOutline outline(ByteBuffer list) throws ListRefusedException {
    return outline(list, ListSegment.EXTENSION);
  }

  /**
   * As {@link #outline(ByteBuffer)}.
   *
   * @param issuanceOid the extension that marks issuance lists, dotted
   */
  static ListOutline outline(ByteBuffer list, String issuanceOid) throws ListRefusedException {
    DerBuffer der = new DerBuffer(list);
    try {
      return new ListReader(der, issuanceOid).readOutline();
    } catch (DerException e) {
      throw ListDefect.malformed("the list is not strict DER: " + e.getMessage()).refusal();
    }
  }

  /**
   * Walks the entries: counts them, checks their structure, notes what the list is refused for.
   *
   * @throws ListRefusedException if an entry is malformed, or there are more than {@code
   *     maxEntries}
   */
  static Scan scan(ListOutline outline, int maxEntries) throws ListRefusedException {
    return scan(outline, maxEntries, () -> false);
  }

  /**
   * As {@link #scan(ListOutline, int)}, as long as it is wanted.
   *
   * @param unwanted asked now and then
   * @throws CancellationException once it is not
   */
  static Scan scan(ListOutline outline, int maxEntries, BooleanSupplier unwanted)
      throws ListRefusedException {
    Walk walk = new Walk(outline);
    try {
      while (walk.hasNext()) {
        if (walk.count == maxEntries) {
          throw tooMany(maxEntries);
        }
        if (walk.count % LOOK_UP_EVERY == 0 && unwanted.getAsBoolean()) {
          throw new CancellationException("a list is not needed any more");
        }
        walk.next();
      }
    } catch (DerException e) {
      throw walk.malformed(e).refusal();
    }
    return new Scan(walk.count, walk.findings.defects(outline), walk.runs.runs());
  }

  static ListRefusedException tooMany(int maxEntries) {
    return new ListRefusedException(
        Reason.TOO_MANY_ENTRIES,
        "the list has more than the allowed " + maxEntries + " entries",
        "raise the limit of entries if the CA has revoked that many certificates");
  }

  /** As {@link #scan}, without a limit; a malformed entry ends it and is one of the defects. */
  static Scan scanLeniently(ListOutline outline) {
    Walk walk = new Walk(outline);
    List<ListDefect> malformed = new ArrayList<>();
    try {
      while (walk.hasNext()) {
        walk.next();
      }
    } catch (DerException e) {
      malformed.add(walk.malformed(e));
    }
    malformed.addAll(walk.findings.defects(outline));
    return new Scan(walk.count, malformed, walk.runs.runs());
  }

  /** One walk over the entries. */
  private static final class Walk {
    private final EntryReader reader;
    private final EntryReader.Findings findings = new EntryReader.Findings();
    private final EntryRuns.Builder runs;
    private final int end;
    private int at;
    private int count;

    Walk(ListOutline outline) {
      reader = new EntryReader(outline.der());
      runs = new EntryRuns.Builder(outline);
      at = outline.entries().start();
      end = outline.entries().end();
    }

    boolean hasNext() {
      return at < end;
    }

    void next() throws DerException {
      int entry = at;
      at = reader.check(entry, end, findings);
      runs.entry(entry, findings.issuer());
      count++;
    }

    ListDefect malformed(DerException e) {
      return ListDefect.malformed("entry " + (count + 1) + " is malformed: " + e.getMessage());
    }
  }

  private ListOutline readOutline() throws DerException, ListRefusedException {
    int end = enterList();
    long tbs = der.expect(DerTag.SEQUENCE, at, end);
    Span tbsSpan = new Span(at, DerBuffer.end(tbs));
    at = DerBuffer.start(tbs);

    int version = readVersion(tbsSpan.end());
    byte[] innerAlgorithm = take(DerTag.SEQUENCE, tbsSpan.end());
    Name issuer = readIssuer(tbsSpan.end());
    Instant thisUpdate = readTime(tbsSpan.end());
    Instant nextUpdate = readNextUpdate(tbsSpan.end(), thisUpdate);
    Span entries = readEntriesSpan(tbsSpan.end());
    Extensions extensions = readExtensions(tbsSpan.end(), version, issuer);
    der.requireEnd(at, tbsSpan.end());

    SignatureValue signature = readSignature(end, innerAlgorithm);
    der.requireEnd(at, end);
    return new ListOutline(
        der,
        tbsSpan,
        entries,
        version,
        issuer,
        thisUpdate,
        nextUpdate,
        extensions,
        signature,
        List.copyOf(defects));
  }

  /** Goes to the content of the outer SEQUENCE; returns its end. */
  private int enterList() throws DerException, ListRefusedException {
    if (der.peekTag(0, der.size()) != DerTag.SEQUENCE) {
      throw new ListRefusedException(
          Reason.NOT_A_LIST, "the file does not hold a CRL", "drop a CRL in DER or PEM");
    }
    long list;
    try {
      list = der.element(0, der.size());
    } catch (DerException e) {
      if (e.defect() == DerException.Defect.TRUNCATED) {
        throw new ListRefusedException(
            Reason.TRUNCATED,
            "the file is cut off: it ends after " + der.size() + " octets, before the list does",
            "drop the whole file again; write it under another name and rename it when complete");
      }
      throw e;
    }
    if (DerBuffer.end(list) != der.size()) {
      throw ListDefect.malformed(
              (der.size() - DerBuffer.end(list)) + " octets follow the end of the list")
          .refusal();
    }
    at = DerBuffer.start(list);
    return DerBuffer.end(list);
  }

  private int readVersion(int limit) throws DerException {
    if (der.peekTag(at, limit) != DerTag.INTEGER) {
      return 1;
    }
    long element = der.expectInteger(DerTag.INTEGER, at, limit);
    at = DerBuffer.end(element);
    int value =
        DerBuffer.length(element) == 1
            ? (byte) der.octet(DerBuffer.start(element))
            : Byte.MAX_VALUE;
    if (value != 1) {
      // RFC 5280 5.1.2.1: the field, when present, says v2, whose value is 1.
      defects.add(
          ListDefect.malformed("the version field has the value " + value + "; a CRL's is 1 (v2)"));
    }
    return value + 1;
  }

  private byte[] take(int tag, int limit) throws DerException {
    int from = at;
    at = DerBuffer.end(der.expect(tag, at, limit));
    return der.copy(from, at);
  }

  private Name readIssuer(int limit) throws DerException, ListRefusedException {
    long element = der.expect(DerTag.SEQUENCE, at, limit);
    if (DerBuffer.length(element) > MAX_NAME_OCTETS) {
      throw ListDefect.malformed("the issuer's name is absurdly long").refusal();
    }
    if (DerBuffer.length(element) == 0) {
      // RFC 5280 5.1.2.3
      defects.add(ListDefect.malformed("the issuer's name is empty"));
    }
    byte[] name = take(DerTag.SEQUENCE, limit);
    try {
      return new Name(name, new X500Principal(name));
    } catch (IllegalArgumentException e) {
      throw ListDefect.malformed("the issuer's name is malformed").refusal();
    }
  }

  private Instant readTime(int limit) throws DerException {
    Instant time = Instant.ofEpochSecond(der.epochSecond(at, limit));
    at = DerBuffer.end(der.element(at, limit));
    return time;
  }

  private @Nullable Instant readNextUpdate(int limit, Instant thisUpdate) throws DerException {
    int tag = der.peekTag(at, limit);
    if (tag != DerTag.UTC_TIME && tag != DerTag.GENERALIZED_TIME) {
      return null;
    }
    Instant nextUpdate = readTime(limit);
    if (nextUpdate.isBefore(thisUpdate)) {
      defects.add(
          ListDefect.malformed(
              "nextUpdate (%s) is before thisUpdate (%s)".formatted(nextUpdate, thisUpdate)));
    }
    return nextUpdate;
  }

  private Span readEntriesSpan(int limit) throws DerException {
    if (der.peekTag(at, limit) != DerTag.SEQUENCE) {
      return new Span(at, at);
    }
    long element = der.element(at, limit);
    at = DerBuffer.end(element);
    if (DerBuffer.length(element) == 0) {
      // RFC 5280 5.1.2.6: absent when there are no revoked certificates.
      defects.add(ListDefect.malformed("revokedCertificates is present but empty"));
    }
    return new Span(DerBuffer.start(element), at);
  }

  private Extensions readExtensions(int limit, int version, Name issuer) throws DerException {
    if (der.peekTag(at, limit) != DerTag.explicit(0)) {
      return Extensions.NONE;
    }
    if (version == 1) {
      // RFC 5280 5.1.2.7
      defects.add(ListDefect.malformed("a version 1 list has extensions"));
    }
    long wrapper = der.element(at, limit);
    at = DerBuffer.end(wrapper);
    long extensions = der.expect(DerTag.SEQUENCE, DerBuffer.start(wrapper), at);
    der.requireEnd(DerBuffer.end(extensions), at);
    return new ExtensionReader(der, issuer.der(), issuanceOid, defects).read(extensions);
  }

  private SignatureValue readSignature(int limit, byte[] innerAlgorithm)
      throws DerException, ListRefusedException {
    byte[] algorithm = take(DerTag.SEQUENCE, limit);
    if (!Arrays.equals(innerAlgorithm, algorithm)) {
      // RFC 5280 5.1.1.2
      defects.add(
          ListDefect.malformed(
              "the signature algorithm inside and outside of the signed part differ"));
    }
    long bits = der.expect(DerTag.BIT_STRING, at, limit);
    at = DerBuffer.end(bits);
    int length = DerBuffer.length(bits);
    if (length < 2 || length > MAX_SIGNATURE_OCTETS || der.octet(DerBuffer.start(bits)) != 0) {
      throw ListDefect.malformed("the signature is no string of whole octets").refusal();
    }
    return new SignatureValue(algorithm, der.copy(DerBuffer.start(bits) + 1, at));
  }
}
