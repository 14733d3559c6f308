package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.revocation.ListOutline.Span;
import java.util.Arrays;
import java.util.List;

/**
 * Fills the table of a {@link RevocationIndex}, or a range of its slots.
 *
 * <p>Each entry lands somewhere else in megabytes of table, and to wait for that memory would take
 * most of the time. So the slots are seen as parts that fit into a processor's cache: entries are
 * first sorted into a buffer for each part, then a whole buffer at once is put into its part. The
 * buffers take eight octets for each entry, up to a limit; a full one is put into the table early.
 *
 * <p>A large table is filled by two threads, each of which walks all entries and takes those that
 * belong into its half of the slots. An entry that finds no free one before its half's end is late:
 * it is put where there is room when both are done.
 *
 * <p>Entries with the same serial number have the same slot, so they stay in the list's order.
 *
 * <p>Used by one thread.
 */
final class IndexFilling {
  /** 65,536 slots of five octets: they fit into a second-level cache of 512 KiB. */
  private static final int PART_BITS = 16;

  private static final int PART = 1 << PART_BITS;

  /** Below, a table is filled sooner than a thread is started. */
  private static final int WORTH_A_THREAD = 4 * PART;

  /** Of all buffers of one thread together: 64 MiB. */
  private static final int MAX_BUFFERED = 1 << 23;

  private static final int MIN_BUFFERED = 256;

  private final Table table;
  private final int from;
  private final int to;
  private final long[][] buffers;
  private final int[] counts;
  private int[] late = {};
  private int lateCount;
  private int size;
  private int longestSerial;

  /**
   * A table and what it indexes.
   *
   * @param offsets of the entries, by slot
   * @param fingerprints by slot; 0 where it is free
   */
  @SuppressWarnings("ArrayRecordComponent") // filled in place, never compared
  record Table(
      DerBuffer der, List<Span> runs, SerialHash hash, int[] offsets, byte[] fingerprints) {

    /**
     * An empty one.
     *
     * @param entries how many will be put at most
     */
    static Table of(DerBuffer der, List<Span> runs, int entries) {
      int slots = (int) Math.min(Integer.MAX_VALUE - 8, (entries * 4L + 2) / 3 + 1);
      return new Table(
          der, List.copyOf(runs), SerialHash.random(), new int[slots], new byte[slots]);
    }

    /** Scales the hash's upper half to the number of slots: that number need be no power of two. */
    int slot(long hash) {
      return (int) (((hash >>> 32) * offsets.length) >>> 32);
    }

    static byte fingerprint(long hash) {
      byte fingerprint = (byte) hash;
      return fingerprint == 0 ? 1 : fingerprint;
    }
  }

  /** What became of an entry. */
  private enum Put {
    NEW,
    /** It took the place of one with the same serial number. */
    AGAIN,
    /** There is no free slot before the limit. */
    LATE
  }

  /**
   * What the table holds now.
   *
   * @param size different serial numbers
   * @param longestSerial octets
   */
  record Filled(int size, int longestSerial) {}

  private IndexFilling(Table table, int from, int to, int entries) {
    this.table = table;
    this.from = from;
    this.to = to;
    int parts = (to - from + PART - 1) >>> PART_BITS;
    // Serial numbers are spread evenly: a tenth more than the average is rarely needed.
    int even = (int) ((long) entries * PART / table.offsets.length * 11 / 10) + MIN_BUFFERED;
    buffers = new long[parts][Math.max(MIN_BUFFERED, Math.min(even, MAX_BUFFERED / parts))];
    counts = new int[parts];
  }

  /**
   * Puts all entries into an empty table.
   *
   * @param entries how many there are
   * @throws DerException if they are not what was checked
   */
  static Filled fill(Table table, int entries) throws DerException {
    int slots = table.offsets.length;
    if (slots < WORTH_A_THREAD) {
      IndexFilling all = new IndexFilling(table, 0, slots, entries).putAll();
      all.putLate(all);
      return new Filled(all.size, all.longestSerial);
    }
    int middle = slots / 2 / PART * PART;
    // Each is made by its own thread, so that what both write lies in different cache lines.
    try (Beside<IndexFilling, DerException> beside =
        Beside.start(() -> new IndexFilling(table, middle, slots, entries).putAll())) {
      IndexFilling lower = new IndexFilling(table, 0, middle, entries).putAll();
      IndexFilling upper = beside.get();
      lower.putLate(lower);
      lower.putLate(upper);
      return new Filled(
          lower.size + upper.size, Math.max(lower.longestSerial, upper.longestSerial));
    }
  }

  private IndexFilling putAll() throws DerException {
    DerBuffer der = table.der();
    for (Span run : table.runs()) {
      int at = run.start();
      while (at < run.end()) {
        long entry = der.element(at, run.end());
        add(at, der.element(DerBuffer.start(entry), run.end()));
        at = DerBuffer.end(entry);
      }
    }
    for (int part = 0; part < counts.length; part++) {
      flush(part);
    }
    return this;
  }

  private void add(int entry, long serial) throws DerException {
    int length = DerBuffer.length(serial);
    long hash = table.hash.of(table.der, DerBuffer.start(serial), length);
    int slot = table.slot(hash);
    if (slot < from || slot >= to) {
      return;
    }
    longestSerial = Math.max(longestSerial, length);
    int part = (slot - from) >>> PART_BITS;
    buffers[part][counts[part]] =
        ((long) entry << 32) | ((slot - from) & (PART - 1)) << 8 | (Table.fingerprint(hash) & 0xFF);
    counts[part]++;
    if (counts[part] == buffers[part].length) {
      flush(part);
    }
  }

  private void flush(int part) throws DerException {
    long[] buffer = buffers[part];
    int first = from + (part << PART_BITS);
    int added = 0;
    for (int i = 0; i < counts[part]; i++) {
      int entry = (int) (buffer[i] >>> 32);
      int slot = first + (((int) buffer[i] >>> 8) & (PART - 1));
      Put put = put(entry, slot, (byte) buffer[i], to);
      added += put == Put.NEW ? 1 : 0;
      if (put == Put.LATE) {
        late(entry);
      }
    }
    size += added;
    counts[part] = 0;
  }

  private void late(int entry) {
    if (lateCount == late.length) {
      late = Arrays.copyOf(late, 2 * lateCount + 16);
    }
    late[lateCount++] = entry;
  }

  /** Puts what came late in another's range, in the list's order, wherever there is room. */
  private void putLate(IndexFilling other) throws DerException {
    for (int i = 0; i < other.lateCount; i++) {
      int entry = other.late[i];
      long serial = serial(entry);
      long hash = table.hash.of(table.der, DerBuffer.start(serial), DerBuffer.length(serial));
      Put put = put(entry, table.slot(hash), Table.fingerprint(hash), Integer.MAX_VALUE);
      size += put == Put.NEW ? 1 : 0;
    }
  }

  /**
   * Puts an entry into the first free slot from {@code wanted} on.
   *
   * @param limit the slot that must not be entered; more than there are for none
   */
  private Put put(int entry, int wanted, byte fingerprint, int limit) throws DerException {
    int[] offsets = table.offsets;
    byte[] fingerprints = table.fingerprints;
    int slot = wanted;
    while (fingerprints[slot] != 0) {
      if (fingerprints[slot] == fingerprint && sameSerial(offsets[slot], entry)) {
        offsets[slot] = entry;
        return Put.AGAIN;
      }
      slot++;
      if (slot == limit) {
        return Put.LATE;
      }
      slot = slot == offsets.length ? 0 : slot;
    }
    offsets[slot] = entry;
    fingerprints[slot] = fingerprint;
    return Put.NEW;
  }

  private boolean sameSerial(int one, int other) throws DerException {
    long first = serial(one);
    long second = serial(other);
    int length = DerBuffer.length(first);
    if (length != DerBuffer.length(second)) {
      return false;
    }
    for (int i = length - 1; i >= 0; i--) {
      if (table.der.octet(DerBuffer.start(first) + i)
          != table.der.octet(DerBuffer.start(second) + i)) {
        return false;
      }
    }
    return true;
  }

  private long serial(int entry) throws DerException {
    DerBuffer der = table.der;
    return der.element(DerBuffer.start(der.element(entry, der.size())), der.size());
  }
}
