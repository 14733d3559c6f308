package io.camelocsp.issuance;

import io.camelocsp.message.SerialNumber;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of serial numbers that only grows, for millions of them: their octets stand one after the
 * other in blocks of 1 MiB, and a hash table with linear probing holds their places. A serial
 * number of 20 octets takes 27 to 32 octets; nothing is copied when the set grows but the table.
 *
 * <p>The hash is keyed at random, so that nobody who can choose serial numbers can make them
 * collide.
 *
 * <p>Adding is for one thread; a set to which nothing is added any more may be read by all.
 */
public final class SerialSet {
  /** Longest serial number it takes: RFC 5280 4.1.2.2 and an octet that keeps it positive. */
  public static final int MAX_SERIAL_OCTETS = 21;

  private static final int BLOCK_BITS = 20;
  private static final int BLOCK_OCTETS = 1 << BLOCK_BITS;

  /** The table's places are ints; an int addresses so many blocks. */
  private static final int MAX_BLOCKS = 1 << (31 - BLOCK_BITS);

  private static final int FREE = -1;
  private static final int FIRST_SLOTS = 1 << 10;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final SecureRandom SEEDS = new SecureRandom();

  private final long seed = SEEDS.nextLong();
  private final List<byte[]> blocks = new ArrayList<>();
  private int[] places = newTable(FIRST_SLOTS);
  private int used = BLOCK_OCTETS;
  private int size;

  /** Takes serial numbers, one after the other. */
  @FunctionalInterface
  public interface Sink {
    /** Takes one. */
    void accept(SerialNumber serial) throws IOException;
  }

  /**
   * Adds a serial number.
   *
   * @return whether it was not there before
   * @throws IllegalArgumentException if it has more than {@link #MAX_SERIAL_OCTETS} octets
   * @throws IllegalStateException if all of them together have more than 2 GiB
   */
  public boolean add(SerialNumber serial) {
    if (serial.length() > MAX_SERIAL_OCTETS) {
      throw new IllegalArgumentException("a serial number of " + serial.length() + " octets");
    }
    int slot = slotOf(serial);
    if (places[slot] != FREE) {
      return false;
    }
    places[slot] = store(serial);
    size++;
    if (size > places.length / 4 * 3) {
      grow();
    }
    return true;
  }

  /** Whether it was added. Any length may be asked for. */
  public boolean contains(SerialNumber serial) {
    return serial.length() <= MAX_SERIAL_OCTETS && places[slotOf(serial)] != FREE;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Octets of heap it takes. */
  public long heapOctets() {
    return (long) blocks.size() * BLOCK_OCTETS + 4L * places.length;
  }

  /** Gives all of them, in the order in which they were added. */
  public void forEach(Sink sink) throws IOException {
    int left = size;
    for (byte[] block : blocks) {
      int at = 0;
      while (left > 0 && at < BLOCK_OCTETS && block[at] != 0) {
        sink.accept(SerialNumber.ofOctets(block, at + 1, block[at]));
        at += 1 + block[at];
        left--;
      }
    }
  }

  private static int[] newTable(int slots) {
    int[] table = new int[slots];
    java.util.Arrays.fill(table, FREE);
    return table;
  }

  /** One octet of length, then the serial number; never across two blocks. */
  private int store(SerialNumber serial) {
    int length = serial.length();
    if (used + 1 + length > BLOCK_OCTETS) {
      if (blocks.size() == MAX_BLOCKS) {
        throw new IllegalStateException("more serial numbers than 2 GiB hold");
      }
      blocks.add(new byte[BLOCK_OCTETS]);
      used = 0;
    }
    byte[] block = blocks.get(blocks.size() - 1);
    int place = (blocks.size() - 1) << BLOCK_BITS | used;
    block[used++] = (byte) length;
    for (int i = 0; i < length; i++) {
      block[used++] = serial.octet(i);
    }
    return place;
  }

  /** Where it is, or the free slot where it would be. */
  private int slotOf(SerialNumber serial) {
    int slot = slot(hash(serial), places.length);
    while (places[slot] != FREE && !equal(places[slot], serial)) {
      slot = slot + 1 == places.length ? 0 : slot + 1;
    }
    return slot;
  }

  private boolean equal(int place, SerialNumber serial) {
    byte[] block = blocks.get(place >>> BLOCK_BITS);
    int at = place & (BLOCK_OCTETS - 1);
    if (block[at] != serial.length()) {
      return false;
    }
    for (int i = 0; i < serial.length(); i++) {
      if (block[at + 1 + i] != serial.octet(i)) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    int slots = (int) Math.min(Integer.MAX_VALUE - 8L, places.length * 2L);
    int[] table = newTable(slots);
    for (int place : places) {
      if (place != FREE) {
        int slot = slot(hash(place), slots);
        while (table[slot] != FREE) {
          slot = slot + 1 == slots ? 0 : slot + 1;
        }
        table[slot] = place;
      }
    }
    places = table;
  }

  private long hash(int place) {
    byte[] block = blocks.get(place >>> BLOCK_BITS);
    int at = place & (BLOCK_OCTETS - 1);
    int length = block[at];
    long hash = seed ^ length;
    for (int i = 1; i <= length; i++) {
      hash = step(hash, block[at + i]);
    }
    return hash;
  }

  private long hash(SerialNumber serial) {
    long hash = seed ^ serial.length();
    for (int i = 0; i < serial.length(); i++) {
      hash = step(hash, serial.octet(i));
    }
    return hash;
  }

  /** Folds the 128-bit product: what comes out depends on all bits of what went in. */
  private static long step(long hash, byte octet) {
    long mixed = hash ^ (octet & 0xFF);
    return Math.multiplyHigh(mixed, MULTIPLIER) ^ (mixed * MULTIPLIER);
  }

  private static int slot(long hash, int slots) {
    return (int) (((hash >>> 32) * slots) >>> 32);
  }
}
