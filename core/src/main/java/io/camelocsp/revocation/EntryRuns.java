package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.der.DerException.Defect;
import io.camelocsp.der.DerTag;
import io.camelocsp.revocation.ListOutline.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Which entries of a list are whose. An entry's certificateIssuer holds for the entries after it
 * too, until another comes; before the first one they are the CRL issuer's own (RFC 5280 5.3.3). So
 * the entries of an issuer are runs, not singles. Immutable, thread-safe.
 */
final class EntryRuns {
  /** Issuers that one indirect CRL may speak of; it is signed, so this guards against accidents. */
  private static final int MAX_ISSUERS = 10_000;

  private final Map<X500Principal, List<Span>> byIssuer;

  private EntryRuns(Map<X500Principal, List<Span>> byIssuer) {
    this.byIssuer = byIssuer;
  }

  /** The runs of entries of the issuer with this name, in the list's order. */
  List<Span> of(X500Principal issuer) {
    return byIssuer.getOrDefault(issuer, List.of());
  }

  /** Names of all issuers with entries. */
  Set<X500Principal> issuers() {
    return byIssuer.keySet();
  }

  /** Told of every entry in order. */
  static final class Builder {
    private final DerBuffer der;
    private final Span entries;
    private final Map<X500Principal, List<Span>> byIssuer = new LinkedHashMap<>();
    private X500Principal current;
    private byte[] currentDer = {};
    private int begin;

    Builder(ListOutline outline) {
      der = outline.der();
      entries = outline.entries();
      current = outline.issuer().principal();
      begin = entries.start();
    }

    /**
     * @param entry where it begins
     * @param issuer where its certificateIssuer's GeneralNames are; {@link EntryReader#NONE} if it
     *     has none
     */
    void entry(int entry, long issuer) throws DerException {
      if (issuer == EntryReader.NONE) {
        return;
      }
      int from = DerBuffer.start(issuer);
      int to = DerBuffer.end(issuer);
      if (der.equalTo(from, to, currentDer)) {
        return;
      }
      X500Principal named = directoryName(from, to);
      currentDer = der.copy(from, to);
      if (!named.equals(current)) {
        close(entry);
        current = named;
        begin = entry;
      }
    }

    /** To be called at the end. */
    EntryRuns runs() {
      Map<X500Principal, List<Span>> all = new LinkedHashMap<>(byIssuer);
      if (begin < entries.end()) {
        List<Span> last = new ArrayList<>(all.getOrDefault(current, List.of()));
        last.add(new Span(begin, entries.end()));
        all.put(current, last);
      }
      return new EntryRuns(all);
    }

    private void close(int end) throws DerException {
      if (begin < end) {
        if (byIssuer.size() == MAX_ISSUERS && !byIssuer.containsKey(current)) {
          throw new DerException(Defect.LENGTH_OVER_LIMIT, begin);
        }
        byIssuer.computeIfAbsent(current, first -> new ArrayList<>(1)).add(new Span(begin, end));
      }
    }

    /** The directoryName among the GeneralNames; without one nobody could be told by them. */
    private X500Principal directoryName(int from, int to) throws DerException {
      for (int at = from; at < to; ) {
        int tag = der.peekTag(at, to);
        long name = der.element(at, to);
        if (tag == DerTag.explicit(4)) {
          try {
            return new X500Principal(der.copy(DerBuffer.start(name), DerBuffer.end(name)));
          } catch (IllegalArgumentException e) {
            throw new DerException(Defect.WRONG_TAG, at);
          }
        }
        at = DerBuffer.end(name);
      }
      throw new DerException(Defect.TRUNCATED, from);
    }
  }

  @Override
  public String toString() {
    return Arrays.toString(byIssuer.keySet().toArray());
  }
}
