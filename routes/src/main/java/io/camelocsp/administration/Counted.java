package io.camelocsp.administration;

import io.camelocsp.http.EdgeCounters;
import io.camelocsp.metrics.Meters;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What one installation counts.
 *
 * @param meters answers and lists
 * @param listeners what happened at each listener, by its configured name
 * @param intake what happened where lists are pushed to, by event; empty if nowhere
 * @param version of camel-ocsp
 */
public record Counted(
    Meters meters,
    Supplier<Map<String, EdgeCounters.Snapshot>> listeners,
    Supplier<Map<String, Long>> intake,
    String version) {}
