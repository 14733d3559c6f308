package io.camelocsp.revocation;

import java.time.Instant;
import java.util.Optional;

/**
 * A local file or directory without signature that is read in place again and again. A reading that
 * fails changes nothing: the last good one answers until its validity ends.
 */
public interface LocalSource {
  /** Looks at it, and publishes what it says; a failure is logged when it begins and ends. */
  void read(Instant now);

  /** Why the last look did not go well, without full stop; empty if it did. */
  Optional<String> failure();
}
