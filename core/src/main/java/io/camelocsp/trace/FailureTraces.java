package io.camelocsp.trace;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last requests that failed, each by a random name that its client was given: whoever complains
 * can say it, and an operator sees why. Nobody can guess the name of another's request (96 bits),
 * and nothing can be told from one.
 *
 * <p>It runs on event loops, under attack for each request: random octets are drawn by the
 * thousand, the newest failure takes the place of the oldest, and nothing is allocated but the name
 * and the record. Thread-safe.
 */
public final class FailureTraces {
  private static final int OCTETS = 12;
  private static final int DRAWN = 340 * OCTETS;

  private final SecureRandom random = new SecureRandom();
  private final byte[] drawn = new byte[DRAWN];
  private int used = DRAWN;
  private final @Nullable String[] names;
  private final @Nullable FailedRequest[] requests;
  private int next;

  /**
   * @param capacity how many are remembered; 0 for none
   */
  public FailureTraces(int capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException("a negative number of failures");
    }
    names = new String[capacity];
    requests = new FailedRequest[capacity];
  }

  /** Whether any are remembered. */
  public boolean remembers() {
    return names.length > 0;
  }

  /** How many are remembered at most. */
  public int capacity() {
    return names.length;
  }

  /**
   * Remembers a failure.
   *
   * @return its name: 24 hexadecimal digits
   * @throws IllegalStateException if none are remembered
   */
  public synchronized String remember(FailedRequest request) {
    if (!remembers()) {
      throw new IllegalStateException("no failures are remembered");
    }
    if (used == DRAWN) {
      random.nextBytes(drawn);
      used = 0;
    }
    String name = HexFormat.of().formatHex(drawn, used, used + OCTETS);
    used += OCTETS;
    names[next] = name;
    requests[next] = request;
    next = next + 1 == names.length ? 0 : next + 1;
    return name;
  }

  /** The failure of that name, if it is one of the last. */
  public synchronized Optional<FailedRequest> find(String name) {
    for (int i = 0; i < names.length; i++) {
      if (name.equals(names[i])) {
        return Optional.ofNullable(requests[i]);
      }
    }
    return Optional.empty();
  }
}
