package io.camelocsp.config;

import org.jspecify.annotations.Nullable;

/**
 * {@code ocsp.signing.*}: the pool for signatures that must not be made on the event loop.
 *
 * @param threads how many at a time for one signer; null means one per processor
 * @param queue how many may wait for one signer
 */
public record SigningSettings(
    @Key(
            name = "threads",
            otherwise = "one per processor",
            example = "8",
            unit = "threads",
            min = "1",
            max = "1024",
            meaning = "How many slow signatures (RSA, tokens) of one signer are made at a time.")
        @Nullable Integer threads,
    @Key(
            name = "queue",
            defaultValue = "1000",
            example = "200",
            unit = "signatures",
            min = "1",
            max = "1000000",
            meaning =
                "How many slow signatures of one signer may wait. Above that, `tryLater` is"
                    + " answered.")
        int queue) {

  /** How many threads to use on a machine with so many processors. */
  public int threadsFor(int processors) {
    return threads != null ? threads : Math.max(1, processors);
  }
}
