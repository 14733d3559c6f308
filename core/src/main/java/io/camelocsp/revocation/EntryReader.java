package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.der.DerException.Defect;
import io.camelocsp.der.DerReader;
import io.camelocsp.der.DerTag;
import io.camelocsp.message.RevocationReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads single entries of revokedCertificates (RFC 5280 5.1.2.6): SEQUENCE { userCertificate
 * INTEGER, revocationDate Time, crlEntryExtensions OPTIONAL }. Immutable, thread-safe; checking
 * allocates nothing.
 */
final class EntryReader {
  private static final int MAX_OID_OCTETS = 64;

  // Last octet of id-ce extensions, 55 1D xx (2.5.29.xx).
  private static final int REASON_CODE = 21;
  private static final int HOLD_INSTRUCTION_CODE = 23;
  private static final int INVALIDITY_DATE = 24;
  private static final int CERTIFICATE_ISSUER = 29;
  private static final int OTHER = -1;

  /** No element: one ends after it begins. */
  static final long NONE = 0;

  private final DerBuffer der;

  EntryReader(DerBuffer der) {
    this.der = der;
  }

  /** What a walk over entries met for which the list is refused; at most one of each. */
  static final class Findings {
    private boolean extended;
    private boolean indirect;
    private boolean removal;
    private long issuer;
    private boolean empty;
    private boolean repeated;
    private @Nullable String unknownCritical;

    /** Where the certificateIssuer of the entry checked last has its names; or {@link #NONE}. */
    long issuer() {
      return issuer;
    }

    List<ListDefect> defects(ListOutline list) {
      List<ListDefect> defects = new ArrayList<>();
      if (extended && list.version() == 1) {
        // RFC 5280 5.1.2.6
        defects.add(ListDefect.malformed("an entry of a version 1 list has extensions"));
      }
      if (empty) {
        defects.add(ListDefect.malformed("an entry's crlEntryExtensions is present but empty"));
      }
      if (repeated) {
        defects.add(ListDefect.malformed("an entry has the same extension twice"));
      }
      if (unknownCritical != null) {
        defects.add(ListDefect.unknownCritical("an entry", unknownCritical));
      }
      if (indirect && !list.extensions().scope().indirect()) {
        // RFC 5280 5.3.3
        defects.add(
            ListDefect.malformed(
                "an entry names another issuer (certificateIssuer), but the list does not say that"
                    + " it is indirect"));
      }
      if (removal && !list.extensions().isDelta()) {
        // RFC 5280 5.3.1: removeFromCRL is for deltas only.
        defects.add(
            ListDefect.malformed("an entry of a complete CRL has the reason removeFromCRL"));
      }
      return defects;
    }
  }

  /**
   * Checks the entry at {@code offset} and notes what must be refused.
   *
   * @return the offset after it
   */
  int check(int offset, int limit, Findings findings) throws DerException {
    long common = CommonEntry.check(der, offset, limit);
    if (common == CommonEntry.OTHER) {
      return checkAny(offset, limit, findings);
    }
    findings.issuer = NONE;
    int reason = CommonEntry.reason(common);
    findings.extended |= reason != CommonEntry.NO_REASON;
    findings.removal |= reason == RevocationReason.REMOVE_FROM_CRL.code();
    return CommonEntry.end(common);
  }

  /** As {@link #check}, for entries of any shape. */
  int checkAny(int offset, int limit, Findings findings) throws DerException {
    long entry = der.expect(DerTag.SEQUENCE, offset, limit);
    int end = DerBuffer.end(entry);
    long serial = der.expectInteger(DerTag.INTEGER, DerBuffer.start(entry), end);
    int time = DerBuffer.end(serial);
    der.epochSecond(time, end);
    int at = DerBuffer.end(der.element(time, end));
    findings.issuer = NONE;
    if (at == end) {
      return end;
    }
    findings.extended = true;
    long extensions = der.expect(DerTag.SEQUENCE, at, end);
    der.requireEnd(DerBuffer.end(extensions), end);
    at = DerBuffer.start(extensions);
    findings.empty |= at == end;
    int seen = 0;
    while (at < end) {
      long extension = der.expect(DerTag.SEQUENCE, at, end);
      seen = checkExtension(extension, seen, findings);
      at = DerBuffer.end(extension);
    }
    return end;
  }

  /** Returns {@code seen}, a bit for each known extension, with this one's added. */
  private int checkExtension(long extension, int seen, Findings findings) throws DerException {
    int end = DerBuffer.end(extension);
    int from = DerBuffer.start(extension);
    long oid = der.expect(DerTag.OID, from, end);
    int at = DerBuffer.end(oid);
    boolean critical = false;
    if (der.peekTag(at, end) == DerTag.BOOLEAN) {
      long flag = der.element(at, end);
      critical = der.readFlag(flag);
      at = DerBuffer.end(flag);
    }
    long value = der.expect(DerTag.OCTET_STRING, at, end);
    der.requireEnd(DerBuffer.end(value), end);
    int which = which(oid);
    switch (which) {
      case REASON_CODE ->
          findings.removal |=
              reason(DerBuffer.start(value), end) == RevocationReason.REMOVE_FROM_CRL;
      case INVALIDITY_DATE -> {
        invalidityDate(DerBuffer.start(value), end);
      }
      case CERTIFICATE_ISSUER -> {
        findings.indirect = true;
        long names = der.expect(DerTag.SEQUENCE, DerBuffer.start(value), end);
        der.requireEnd(DerBuffer.end(names), end);
        findings.issuer = names;
      }
      default -> {
        // holdInstructionCode says what to do about a hold: only its owner could be told.
        if (critical && findings.unknownCritical == null) {
          findings.unknownCritical = dotted(from, DerBuffer.end(oid));
        }
      }
    }
    if (which == OTHER) {
      return seen;
    }
    int bit = 1 << which;
    findings.repeated |= (seen & bit) != 0;
    return seen | bit;
  }

  private int which(long oid) {
    int start = DerBuffer.start(oid);
    if (DerBuffer.length(oid) != 3 || der.octet(start) != 0x55 || der.octet(start + 1) != 0x1D) {
      return OTHER;
    }
    int last = der.octet(start + 2);
    return switch (last) {
      case REASON_CODE, HOLD_INSTRUCTION_CODE, INVALIDITY_DATE, CERTIFICATE_ISSUER -> last;
      default -> OTHER;
    };
  }

  private String dotted(int start, int end) throws DerException {
    if (end - start > MAX_OID_OCTETS) {
      throw new DerException(Defect.BAD_OID, start);
    }
    return DerReader.of(der.copy(start, end)).readOid().toString();
  }

  private RevocationReason reason(int at, int end) throws DerException {
    long element = der.expectInteger(DerTag.ENUMERATED, at, end);
    der.requireEnd(DerBuffer.end(element), end);
    int code = DerBuffer.length(element) == 1 ? der.octet(DerBuffer.start(element)) : 0xFF;
    if (code > 10 || code == 7) {
      throw new DerException(Defect.INTEGER_OUT_OF_RANGE, at);
    }
    return RevocationReason.ofCode(code);
  }

  private long invalidityDate(int at, int end) throws DerException {
    if (der.peekTag(at, end) != DerTag.GENERALIZED_TIME) {
      throw new DerException(Defect.WRONG_TAG, at);
    }
    long second = der.epochSecond(at, end);
    der.requireEnd(DerBuffer.end(der.element(at, end)), end);
    return second;
  }

  /** The userCertificate of the entry at {@code offset}, an INTEGER. */
  long serial(int offset, int limit) throws DerException {
    return der.element(DerBuffer.start(der.element(offset, limit)), limit);
  }

  /** The entry at {@code offset}, which was checked before. */
  ListEntry read(int offset) throws DerException {
    long entry = der.element(offset, der.size());
    int end = DerBuffer.end(entry);
    int at = DerBuffer.end(der.element(DerBuffer.start(entry), end));
    Instant revocationDate = Instant.ofEpochSecond(der.epochSecond(at, end));
    at = DerBuffer.end(der.element(at, end));
    RevocationReason reason = RevocationReason.UNSPECIFIED;
    Instant invalidityDate = null;
    if (at < end) {
      at = DerBuffer.start(der.element(at, end));
    }
    while (at < end) {
      long extension = der.element(at, end);
      at = DerBuffer.end(extension);
      long oid = der.element(DerBuffer.start(extension), at);
      int field = DerBuffer.end(oid);
      if (der.peekTag(field, at) == DerTag.BOOLEAN) {
        field = DerBuffer.end(der.element(field, at));
      }
      int value = DerBuffer.start(der.element(field, at));
      switch (which(oid)) {
        case REASON_CODE -> reason = reason(value, at);
        case INVALIDITY_DATE -> invalidityDate = Instant.ofEpochSecond(invalidityDate(value, at));
        default -> {}
      }
    }
    return new ListEntry(revocationDate, reason, invalidityDate);
  }
}
