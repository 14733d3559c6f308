package io.camelocsp.http.intake;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down who guesses passwords: an address may fail ten times, and once more every ten seconds.
 * Until then it is not heard at all, not even with the right password, or guesses would still be
 * answered. Of IPv6 a network of 64 bits counts as one address, since all of it is one client's.
 *
 * <p>Bounded: of more than 10,000 addresses the one whose last failure is the longest ago is
 * forgotten. Thread-safe.
 */
final class FailedAttempts {
  static final int FREE = 10;
  static final Duration REFILL = Duration.ofSeconds(10);

  private static final int MOST_ADDRESSES = 10_000;

  private final LongSupplier nanos;

  /** By address, the one that failed longest ago first. */
  private final Map<Object, Count> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Count> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  /** How many failures weigh on an address since when; each refill takes one away. */
  private record Count(int failures, long sinceNanos) {}

  /**
   * @param nanos like {@link System#nanoTime}
   */
  FailedAttempts(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Whether this address must wait before it is heard again. */
  synchronized boolean isTooMany(InetAddress address) {
    Count count = counts.get(counted(address));
    return count != null && now(count).failures() >= FREE;
  }

  /** Another failure. */
  synchronized void failed(InetAddress address) {
    Object key = counted(address);
    Count before = counts.remove(key);
    Count now = before == null ? new Count(0, nanos.getAsLong()) : now(before);
    counts.put(key, new Count(Math.min(FREE, now.failures() + 1), now.sinceNanos()));
  }

  /** It knows the password: what came before were slips. */
  synchronized void succeeded(InetAddress address) {
    counts.remove(counted(address));
  }

  synchronized int addresses() {
    return counts.size();
  }

  private Count now(Count count) {
    long refills = (nanos.getAsLong() - count.sinceNanos()) / REFILL.toNanos();
    return refills >= count.failures()
        ? new Count(0, nanos.getAsLong())
        : new Count(
            (int) (count.failures() - refills), count.sinceNanos() + refills * REFILL.toNanos());
  }

  private static Object counted(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    long network = 0;
    byte[] octets = address.getAddress();
    for (int i = 0; i < Long.BYTES; i++) {
      network = network << Byte.SIZE | (octets[i] & 0xff);
    }
    return network;
  }
}
