package io.camelocsp.http;

import org.jspecify.annotations.Nullable;

/**
 * One request on its way into a route, copied out of Netty.
 *
 * @param method GET, HEAD or POST
 * @param path the path after the responder's own, still percent-encoded, beginning with a slash or
 *     empty
 * @param body the body of a POST, otherwise null; owned by the call
 * @param ifNoneMatch the header of that name
 * @param clientAddress numeric, without port
 * @param framing what the answer's frame must be
 */
@SuppressWarnings("ArrayRecordComponent") // carried from one handler to the next, never compared
record HttpCall(
    String method,
    String path,
    byte @Nullable [] body,
    @Nullable String ifNoneMatch,
    String clientAddress,
    Framing framing) {}
