package io.camelocsp.config;

import java.net.URI;
import java.time.Duration;

/**
 * {@code ocsp.listener.NAME.*}: limits of an address and port (spec 3.4).
 *
 * @param url scheme {@code http}, host and port, with the path {@code /}
 * @param maxConnections most connections at a time
 * @param maxConnectionsPerAddress most connections at a time from one client address; 0 for no
 *     limit
 * @param headerTimeout time to deliver a request's first line and headers
 * @param bodyTimeout time to deliver a request's body
 * @param idleTimeout time a kept-alive connection may be silent
 * @param maxUrl longest request line
 * @param maxHeaderSize longest headers of a request, together
 */
public record ListenerSettings(
    @Key(
            name = "url",
            required = true,
            example = "http://0.0.0.0:8080/",
            meaning = "The address and port, as in the URLs of the responders that use it.")
        URI url,
    @Key(
            name = "max-connections",
            defaultValue = "10000",
            example = "2000",
            unit = "connections",
            min = "1",
            max = "1000000",
            meaning = "How many connections it holds at a time; more are closed at once.")
        int maxConnections,
    @Key(
            name = "max-connections-per-address",
            defaultValue = "1000",
            example = "50",
            unit = "connections",
            min = "0",
            max = "1000000",
            meaning =
                "How many of them one client address may hold; `0` sets no limit. A load balancer in"
                    + " front is one address.")
        int maxConnectionsPerAddress,
    @Key(
            name = "header-timeout",
            defaultValue = "10s",
            example = "5s",
            min = "100ms",
            max = "10m",
            meaning = "How long a client may take to deliver a request's first line and headers.")
        Duration headerTimeout,
    @Key(
            name = "body-timeout",
            defaultValue = "10s",
            example = "5s",
            min = "100ms",
            max = "10m",
            meaning = "How long a client may take to deliver a request's body.")
        Duration bodyTimeout,
    @Key(
            name = "idle-timeout",
            defaultValue = "1m",
            example = "15s",
            min = "100ms",
            max = "1h",
            meaning = "How long a connection may be silent between requests.")
        Duration idleTimeout,
    @Key(
            name = "max-url",
            defaultValue = "8k",
            example = "4k",
            min = "256",
            max = "64k",
            meaning = "How long the first line of a request may be; GET requests travel in it.")
        ByteSize maxUrl,
    @Key(
            name = "max-header-size",
            defaultValue = "8k",
            example = "4k",
            min = "256",
            max = "64k",
            meaning = "How long the headers of a request may be, together.")
        ByteSize maxHeaderSize) {}
