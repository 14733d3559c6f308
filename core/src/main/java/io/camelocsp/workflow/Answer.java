package io.camelocsp.workflow;

import io.camelocsp.message.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the client.
 *
 * @param der the OCSPResponse; empty for {@link Via#NOT_MODIFIED}. Shared, nobody writes to it
 * @param status its OCSPResponseStatus
 * @param via how it came about
 * @param caching how HTTP caches may keep it; null if they may not
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough
public record Answer(byte[] der, ResponseStatus status, Via via, @Nullable Caching caching) {}
