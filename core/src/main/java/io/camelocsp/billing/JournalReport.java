package io.camelocsp.billing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * How a journal is doing at one moment.
 *
 * @param file the one that is written to
 * @param durability what a failure means for answers
 * @param problem why the last attempt to write failed; empty if it did not
 * @param written records since it was opened
 * @param queued records accepted and not yet written
 * @param lost records since it was opened
 * @param lastLoss when the last one was lost; empty if none was
 */
public record JournalReport(
    Path file,
    Durability durability,
    Optional<String> problem,
    long written,
    int queued,
    long lost,
    Optional<Instant> lastLoss) {}
