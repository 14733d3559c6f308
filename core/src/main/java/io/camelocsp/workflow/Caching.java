package io.camelocsp.workflow;

import java.time.Instant;

/**
 * How HTTP caches may keep an answer (RFC 9919 6 and 7, spec 3.2).
 *
 * @param entityTag the strong ETag, quotes included
 * @param lastModified thisUpdate
 * @param expires nextUpdate
 * @param maxAgeSeconds from now, ending before nextUpdate; never negative
 */
public record Caching(
    String entityTag, Instant lastModified, Instant expires, long maxAgeSeconds) {}
