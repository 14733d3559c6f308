package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.ListOutline.Span;
import java.security.SecureRandom;
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
 * costs about one cache miss, one that is listed three (fingerprint, offset, entry). 5 octets for
 * each of 4/3 slots are 6.7 octets per entry.
 *
 * <p>The hash is keyed at random for each index, so that nobody who can have certificates with
 * serial numbers of his choice revoked can make them collide. The table is sized from a counting
 * walk and filled in a second one: nothing grows, the peak while building is the table itself.
 *
 * <p>Where a list names a serial number twice, its later entry counts: CAs that do so append.
 *
 * <p>Immutable, thread-safe. A look-up allocates nothing but its result.
 */
public final class RevocationIndex {
  private static final SecureRandom SEEDS = new SecureRandom();

  // Odd constants with about as many ones as zeros; any would do beside the random key.
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final long FINISHER = 0xD6E8FEB86659FD93L;

  private final DerBuffer der;
  private final List<Span> runs;
  private final EntryReader reader;
  private final int[] offsets;
  private final byte[] fingerprints;
  private final long seed;
  private int size;
  private int longestSerial;

  private RevocationIndex(DerBuffer der, List<Span> runs, int slots, long seed) {
    this.der = der;
    this.runs = List.copyOf(runs);
    this.reader = new EntryReader(der);
    this.offsets = new int[slots];
    this.fingerprints = new byte[slots];
    this.seed = seed;
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
    int slots = (int) Math.min(Integer.MAX_VALUE - 8, (count * 4L + 2) / 3 + 1);
    RevocationIndex index = new RevocationIndex(der, runs, slots, SEEDS.nextLong());
    try {
      for (Span run : runs) {
        int at = run.start();
        while (at < run.end()) {
          index.add(at, run.end());
          at = DerBuffer.end(der.element(at, run.end()));
        }
      }
    } catch (DerException e) {
      throw changed(e);
    }
    return index;
  }

  /** How many different serial numbers are listed. */
  public int size() {
    return size;
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
    if (serial.length() > longestSerial) {
      return -1;
    }
    long hash = hash(serial);
    byte fingerprint = fingerprint(hash);
    int slot = slot(hash);
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
    return runs;
  }

  /** The octets that the runs are in. */
  DerBuffer der() {
    return der;
  }

  private void add(int entry, int limit) throws DerException {
    long serial = reader.serial(entry, limit);
    int start = DerBuffer.start(serial);
    int length = DerBuffer.length(serial);
    long hash = hash(start, length);
    byte fingerprint = fingerprint(hash);
    int slot = slot(hash);
    while (fingerprints[slot] != 0) {
      if (fingerprints[slot] == fingerprint && holds(offsets[slot], start, length)) {
        offsets[slot] = entry;
        return;
      }
      slot = slot + 1 == offsets.length ? 0 : slot + 1;
    }
    offsets[slot] = entry;
    fingerprints[slot] = fingerprint;
    size++;
    longestSerial = Math.max(longestSerial, length);
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

  private boolean holds(int entry, int start, int length) throws DerException {
    long listed = reader.serial(entry, der.size());
    if (DerBuffer.length(listed) != length) {
      return false;
    }
    int other = DerBuffer.start(listed);
    for (int i = length - 1; i >= 0; i--) {
      if (der.octet(start + i) != der.octet(other + i)) {
        return false;
      }
    }
    return true;
  }

  /** Scales the hash's upper half to the number of slots: that number need be no power of two. */
  private int slot(long hash) {
    return (int) (((hash >>> 32) * offsets.length) >>> 32);
  }

  private static byte fingerprint(long hash) {
    byte fingerprint = (byte) hash;
    return fingerprint == 0 ? 1 : fingerprint;
  }

  private long hash(int start, int length) {
    long hash = seed ^ length;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      hash = mix(hash ^ der.eightOctets(start + i), MULTIPLIER);
    }
    long rest = 0;
    for (; i < length; i++) {
      rest = (rest << 8) | der.octet(start + i);
    }
    return finish(hash, rest);
  }

  private long hash(SerialNumber serial) {
    int length = serial.length();
    long hash = seed ^ length;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      hash = mix(hash ^ serial.eightOctets(i), MULTIPLIER);
    }
    long rest = 0;
    for (; i < length; i++) {
      rest = (rest << 8) | (serial.octet(i) & 0xFF);
    }
    return finish(hash, rest);
  }

  private long finish(long hash, long rest) {
    return mix(mix(hash ^ rest, MULTIPLIER) ^ seed, FINISHER);
  }

  /** Both halves of the 128-bit product, folded: each bit of the result depends on all of both. */
  private static long mix(long a, long b) {
    return Math.multiplyHigh(a, b) ^ (a * b);
  }

  private static IllegalStateException changed(DerException e) {
    return new IllegalStateException("a list has changed since it was checked", e);
  }
}
