package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.message.SerialNumber;
import java.security.SecureRandom;

/**
 * Hashes serial numbers with a random key: nobody who can have certificates with serial numbers of
 * his choice revoked can make them collide. The same octets in a list and in a {@link SerialNumber}
 * have the same hash.
 *
 * @param key the key
 */
record SerialHash(long key) {
  private static final SecureRandom KEYS = new SecureRandom();

  // Odd constants with about as many ones as zeros; any would do beside the random key.
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final long FINISHER = 0xD6E8FEB86659FD93L;

  static SerialHash random() {
    return new SerialHash(KEYS.nextLong());
  }

  /** Of octets in a list. */
  long of(DerBuffer der, int start, int length) {
    long hash = key ^ length;
    if (length < 8) {
      long all = 0;
      for (int i = 0; i < length; i++) {
        all = (all << 8) | der.octet(start + i);
      }
      return finish(hash, all);
    }
    for (int i = 0; i + 8 < length; i += 8) {
      hash = mix(hash ^ der.eightOctets(start + i), MULTIPLIER);
    }
    // The last eight, of which some were hashed already unless the length is a multiple of eight.
    return finish(hash, der.eightOctets(start + length - 8));
  }

  long of(SerialNumber serial) {
    int length = serial.length();
    long hash = key ^ length;
    if (length < 8) {
      long all = 0;
      for (int i = 0; i < length; i++) {
        all = (all << 8) | (serial.octet(i) & 0xFF);
      }
      return finish(hash, all);
    }
    for (int i = 0; i + 8 < length; i += 8) {
      hash = mix(hash ^ serial.eightOctets(i), MULTIPLIER);
    }
    return finish(hash, serial.eightOctets(length - 8));
  }

  private long finish(long hash, long rest) {
    return mix(mix(hash ^ rest, MULTIPLIER) ^ key, FINISHER);
  }

  /** Both halves of the 128-bit product, folded: each bit of the result depends on all of both. */
  private static long mix(long a, long b) {
    return Math.multiplyHigh(a, b) ^ (a * b);
  }
}
