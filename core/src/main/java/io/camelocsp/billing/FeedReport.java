package io.camelocsp.billing;

import java.time.Instant;
import java.util.Optional;

/**
 * How the feed is doing at one moment.
 *
 * @param delivered records since it was opened
 * @param failingSince when the first of the attempts failed that have failed since; empty if the
 *     last one did not
 * @param problem why the last attempt failed; empty if it did not
 */
public record FeedReport(long delivered, Optional<Instant> failingSince, String problem) {}
