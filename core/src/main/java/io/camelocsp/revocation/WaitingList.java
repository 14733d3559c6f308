package io.camelocsp.revocation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A list that is kept but says nothing yet, because something it builds on is missing.
 *
 * @param description what it is, e.g. {@code delta crl acme#1043}
 * @param nextUpdate when it ends; null if it names no end
 * @param forWhat what it waits for
 * @param origin where it came from
 */
public record WaitingList(
    String description, @Nullable Instant nextUpdate, String forWhat, ListOrigin origin) {}
