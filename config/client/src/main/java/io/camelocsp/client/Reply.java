package io.camelocsp.client;

import java.time.Duration;

/**
 * What came back with HTTP status 200.
 *
 * @param contentType the Content-Type header, empty if there was none
 * @param body the whole body; not copied
 * @param took from before connecting until the last octet
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(String contentType, byte[] body, Duration took) {}
