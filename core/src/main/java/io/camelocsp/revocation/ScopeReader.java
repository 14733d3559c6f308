package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.der.DerException.Defect;
import io.camelocsp.der.DerTag;
import io.camelocsp.der.DerWriter;
import io.camelocsp.revocation.ListScope.Holders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;

/**
 * Reads names and scopes: issuingDistributionPoint (RFC 5280 5.2.5), freshestCRL (5.2.6) and the
 * GeneralNames in them.
 */
final class ScopeReader {
  /** A list for more points than this is one that nobody can use. */
  private static final int MAX_NAMES = 1000;

  private static final int URI = DerTag.implicit(6);
  private static final int DIRECTORY_NAME = DerTag.explicit(4);

  private final DerBuffer der;
  private final byte[] issuerName;
  private final List<ListDefect> defects;

  /**
   * @param issuerName DER of the list's issuer, to which relative names are relative
   */
  ScopeReader(DerBuffer der, byte[] issuerName, List<ListDefect> defects) {
    this.der = der;
    this.issuerName = issuerName;
    this.defects = defects;
  }

  /** The IssuingDistributionPoint that fills {@code at} to {@code end}. */
  ListScope scope(int at, int end) throws DerException {
    long sequence = der.expect(DerTag.SEQUENCE, at, end);
    der.requireEnd(DerBuffer.end(sequence), end);
    if (DerBuffer.length(sequence) == 0) {
      defects.add(ListDefect.malformed("issuingDistributionPoint is present but empty"));
    }
    SortedSet<DistributionPoint> points = new TreeSet<>();
    Holders holders = Holders.ALL;
    int reasons = ListScope.ALL_REASONS;
    boolean indirect = false;
    int flags = 0;
    int before = -1;
    for (int field = DerBuffer.start(sequence); field < end; ) {
      int tag = der.peekTag(field, end);
      long element = der.element(field, end);
      int number = tag & 0x1F;
      if (tag != (number == 0 ? DerTag.explicit(0) : DerTag.implicit(number))
          || number > 5
          || number <= before) {
        throw new DerException(Defect.WRONG_TAG, field);
      }
      switch (number) {
        case 0 -> points.addAll(pointName(DerBuffer.start(element), DerBuffer.end(element)));
        case 3 -> reasons = reasons(element);
        case 4 -> indirect = der.readFlag(element);
        default -> {
          if (der.readFlag(element)) {
            flags++;
            holders =
                number == 1
                    ? Holders.USERS
                    : number == 2 ? Holders.AUTHORITIES : Holders.ATTRIBUTES;
          }
        }
      }
      before = number;
      field = DerBuffer.end(element);
    }
    if (flags > 1) {
      defects.add(
          ListDefect.malformed(
              "issuingDistributionPoint says 'only' of more than one kind of certificates"));
    }
    return new ListScope(points, holders, reasons, indirect);
  }

  /** ReasonFlags, a BIT STRING tagged implicitly; bit 0 is unused and means nothing. */
  private int reasons(long element) throws DerException {
    int start = DerBuffer.start(element);
    int length = DerBuffer.length(element);
    int unused = length == 0 ? 8 : der.octet(start);
    if (length > 3 || unused > 7 || (length == 1 && unused != 0)) {
      throw new DerException(Defect.INTEGER_OUT_OF_RANGE, start);
    }
    int bits = 0;
    int count = (length - 1) * 8 - unused;
    for (int i = 0; i < count; i++) {
      if ((der.octet(start + 1 + i / 8) >> (7 - i % 8) & 1) != 0) {
        bits |= 1 << i;
      }
    }
    bits &= ListScope.ALL_REASONS;
    if (bits == 0) {
      defects.add(ListDefect.malformed("onlySomeReasons names no reason"));
    }
    return bits;
  }

  /** DistributionPointName ::= CHOICE { fullName [0], nameRelativeToCRLIssuer [1] }. */
  private List<DistributionPoint> pointName(int at, int end) throws DerException {
    int tag = der.peekTag(at, end);
    long element = der.element(at, end);
    der.requireEnd(DerBuffer.end(element), end);
    if (tag == DerTag.explicit(0)) {
      List<DistributionPoint> names = names(DerBuffer.start(element), end);
      if (names.isEmpty()) {
        throw new DerException(Defect.TRUNCATED, at);
      }
      return names;
    }
    if (tag == DerTag.explicit(1)) {
      return List.of(relative(DerBuffer.start(element), end));
    }
    throw new DerException(Defect.WRONG_TAG, at);
  }

  /** The issuer's name with one RDN more. */
  private DistributionPoint relative(int at, int end) throws DerException {
    DerBuffer issuer = new DerBuffer(ByteBuffer.wrap(issuerName));
    long name = issuer.element(0, issuer.size());
    byte[] above = issuer.copy(DerBuffer.start(name), issuer.size());
    byte[] rdn = DerWriter.tagged(DerTag.SET, der.copy(at, end));
    byte[] all = new byte[above.length + rdn.length];
    System.arraycopy(above, 0, all, 0, above.length);
    System.arraycopy(rdn, 0, all, above.length, rdn.length);
    return directory(DerWriter.tagged(DerTag.SEQUENCE, all), at);
  }

  /** GeneralName after GeneralName. */
  List<DistributionPoint> names(int at, int end) throws DerException {
    List<DistributionPoint> names = new ArrayList<>();
    while (at < end) {
      if (names.size() == MAX_NAMES) {
        throw new DerException(Defect.LENGTH_OVER_LIMIT, at);
      }
      int tag = der.peekTag(at, end);
      long element = der.element(at, end);
      byte[] content = der.copy(DerBuffer.start(element), DerBuffer.end(element));
      if (tag == URI) {
        names.add(DistributionPoint.uri(new String(content, StandardCharsets.ISO_8859_1)));
      } else if (tag == DIRECTORY_NAME) {
        names.add(directory(content, at));
      } else if ((tag & 0xC0) == 0x80) {
        names.add(DistributionPoint.other(tag, content));
      } else {
        throw new DerException(Defect.WRONG_TAG, at);
      }
      at = DerBuffer.end(element);
    }
    return names;
  }

  private static DistributionPoint directory(byte[] name, int at) throws DerException {
    try {
      return DistributionPoint.directory(new X500Principal(name));
    } catch (IllegalArgumentException e) {
      throw new DerException(Defect.WRONG_TAG, at);
    }
  }

  /** URIs of a CRLDistributionPoints, where it names any. */
  List<String> freshest(int at, int end) throws DerException {
    List<String> uris = new ArrayList<>();
    long sequence = der.expect(DerTag.SEQUENCE, at, end);
    der.requireEnd(DerBuffer.end(sequence), end);
    for (int point = DerBuffer.start(sequence); point < end; ) {
      long element = der.expect(DerTag.SEQUENCE, point, end);
      int field = DerBuffer.start(element);
      point = DerBuffer.end(element);
      if (der.peekTag(field, point) != DerTag.explicit(0)) {
        continue;
      }
      long name = der.element(field, point);
      int inner = DerBuffer.start(name);
      if (der.peekTag(inner, DerBuffer.end(name)) == DerTag.explicit(0)) {
        long names = der.element(inner, DerBuffer.end(name));
        for (DistributionPoint each : names(DerBuffer.start(names), DerBuffer.end(names))) {
          if (each.text().matches("(https?|ldaps?)://.*")) {
            uris.add(each.text());
          }
        }
      }
    }
    return uris;
  }
}
