package io.camelocsp.operations;

import io.camelocsp.trace.FailedRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request that failed. Immutable.
 *
 * @param trace the name that its client was given
 * @param request what is remembered; null if nothing is
 * @param remembered how many failures are remembered at most
 */
public record TraceReport(String trace, @Nullable FailedRequest request, int remembered) {}
