package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.IndexFilling.Filled;
import io.camelocsp.revocation.IndexFilling.Table;
import io.camelocsp.revocation.ListOutline.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds serial numbers in a list, whose octets stay where they are: on the heap, or in a mapped
 * file that the operating system may drop from memory and read again.
 *
 * <p>An open-addressing hash table with linear probing, four slots for three entries. A slot holds
 * the offset of an entry (an {@code int}) and, in an array of its own, one octet of the serial
 * number's hash, the fingerprint; 0 marks a free slot. A look-up first walks fingerprints only, and
 * the whole run of up to a dozen usually lies in one cache line: a serial number that is not listed
 * costs about one cache miss, one that is listed two more, of which the processor begins the first
 * (the offset) while it waits for the fingerprints. To keep both in one line was tried: it costs
 * 7.1 octets per entry instead of 6.7 and saves nothing.
 *
 * <p>The hash is keyed at random for each index, so that nobody who can have certificates with
 * serial numbers of his choice revoked can make them collide. The table is sized from a counting
 * walk and filled in a second one ({@link IndexFilling}).
 *
 * <p>Where a list names a serial number twice, its later entry counts: CAs that do so append.
 *
 * <p>Immutable, thread-safe. A look-up allocates nothing but its result.
 */
public final class RevocationIndex {
  private final Table table;
  private final DerBuffer der;
  private final int[] offsets;
  private final byte[] fingerprints;
  private final EntryReader reader;
  private final Filled filled;

  private RevocationIndex(Table table, Filled filled) {
    this.table = table;
    this.filled = filled;
    this.der = table.der();
    this.offsets = table.offsets();
    this.fingerprints = table.fingerprints();
    this.reader = new EntryReader(der);
  }

  /**
   * Indexes entries that {@link ListReader#scan} has checked.
   *
   * @param count how many there are
   */
  static RevocationIndex of(DerBuffer der, Span entries, int count) {
    return of(der, List.of(entries), count);
  }

  /** Indexes the entries in these runs, counting them first. */
  static RevocationIndex of(DerBuffer der, List<Span> runs) {
    int count = 0;
    try {
      for (Span run : runs) {
        for (int at = run.start(); at < run.end(); count++) {
          at = DerBuffer.end(der.element(at, run.end()));
        }
      }
    } catch (DerException e) {
      throw changed(e);
    }
    return of(der, runs, count);
  }

  private static RevocationIndex of(DerBuffer der, List<Span> runs, int count) {
    Table table = Table.of(der, runs, count);
    try {
      return new RevocationIndex(table, IndexFilling.fill(table, count));
    } catch (DerException e) {
      throw changed(e);
    }
  }

  /** How many different serial numbers are listed. */
  public int size() {
    return filled.size();
  }

  /** Octets of heap it takes, without the list itself. */
  public long heapOctets() {
    return 5L * offsets.length;
  }

  /** What the list says about this serial number; null if it does not list it. */
  public @Nullable ListEntry find(SerialNumber serial) {
    int entry = offsetOf(serial);
    return entry < 0 ? null : read(entry);
  }

  /** Where the list's entry of this serial number is; negative if it does not list it. */
  int offsetOf(SerialNumber serial) {
    // Strangers may ask for serial numbers of any length: those are not worth hashing.
    if (serial.length() > filled.longestSerial()) {
      return -1;
    }
    long hash = table.hash().of(serial);
    byte fingerprint = Table.fingerprint(hash);
    int slot = table.slot(hash);
    try {
      while (fingerprints[slot] != 0) {
        if (fingerprints[slot] == fingerprint && holds(offsets[slot], serial)) {
          return offsets[slot];
        }
        slot = slot + 1 == offsets.length ? 0 : slot + 1;
      }
    } catch (DerException e) {
      throw changed(e);
    }
    return -1;
  }

  /** The entry at an offset that this index gave. */
  ListEntry read(int entry) {
    try {
      return reader.read(entry);
    } catch (DerException e) {
      throw changed(e);
    }
  }

  /** The runs of entries that are indexed, in the list's order. */
  List<Span> runs() {
    return table.runs();
  }

  /** The octets that the runs are in. */
  DerBuffer der() {
    return der;
  }

  private boolean holds(int entry, SerialNumber serial) throws DerException {
    long listed = reader.serial(entry, der.size());
    if (DerBuffer.length(listed) != serial.length()) {
      return false;
    }
    int start = DerBuffer.start(listed);
    int i = 0;
    for (; i + 8 <= serial.length(); i += 8) {
      if (der.eightOctets(start + i) != serial.eightOctets(i)) {
        return false;
      }
    }
    for (; i < serial.length(); i++) {
      if ((byte) der.octet(start + i) != serial.octet(i)) {
        return false;
      }
    }
    return true;
  }

  private static IllegalStateException changed(DerException e) {
    return new IllegalStateException("a list has changed since it was checked", e);
  }
}
