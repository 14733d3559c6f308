package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.ListOutline.Span;
import java.util.List;

/** Walks over runs of entries that were checked before. Not thread-safe. */
final class EntryCursor {
  private final DerBuffer der;
  private final List<Span> runs;
  private int run;
  private int at;

  EntryCursor(DerBuffer der, List<Span> runs) {
    this.der = der;
    this.runs = runs;
    begin(0);
  }

  private void begin(int number) {
    run = number;
    at = run < runs.size() ? runs.get(run).start() : 0;
    if (run < runs.size() && at == runs.get(run).end()) {
      begin(number + 1);
    }
  }

  boolean hasEntry() {
    return run < runs.size();
  }

  /** Where the entry begins. */
  int offset() {
    return at;
  }

  SerialNumber serial() {
    try {
      long serial = der.element(DerBuffer.start(der.element(at, end())), end());
      return SerialNumber.ofOctets(der.copy(DerBuffer.start(serial), DerBuffer.end(serial)));
    } catch (DerException e) {
      throw changed(e);
    }
  }

  void advance() {
    advanceTo(next());
  }

  /** Goes behind the entry at an offset that the list's index gave. */
  void moveBehind(int offset) {
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i).start() <= offset && offset < runs.get(i).end()) {
        run = i;
        at = offset;
        advance();
        return;
      }
    }
    throw new IllegalArgumentException("no entry at " + offset);
  }

  /** Skips the entries that both lists have here, octet for octet. */
  static void skipEqual(EntryCursor one, EntryCursor other) {
    while (one.hasEntry() && other.hasEntry()) {
      int most = Math.min(one.end() - one.at, other.end() - other.at);
      int equal =
          one.der.view(one.at, one.at + most).mismatch(other.der.view(other.at, other.at + most));
      int limit = one.at + (equal < 0 ? most : equal);
      int from = one.at;
      int to = from;
      int next = one.endOf(from);
      while (next <= limit) {
        to = next;
        next = to < one.end() ? one.endOf(to) : Integer.MAX_VALUE;
      }
      if (to == from) {
        return;
      }
      int otherTo = other.at + (to - from);
      one.advanceTo(to);
      other.advanceTo(otherTo);
    }
  }

  private int endOf(int entry) {
    try {
      return DerBuffer.end(der.element(entry, end()));
    } catch (DerException e) {
      throw changed(e);
    }
  }

  private void advanceTo(int next) {
    at = next;
    if (at == end()) {
      begin(run + 1);
    }
  }

  private int next() {
    return endOf(at);
  }

  private int end() {
    return runs.get(run).end();
  }

  private static IllegalStateException changed(DerException e) {
    return new IllegalStateException("a list has changed since it was checked", e);
  }
}
