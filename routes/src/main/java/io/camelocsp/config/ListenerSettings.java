package io.camelocsp.config;

import io.camelocsp.http.ClientAddressSource;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * {@code ocsp.listener.NAME.*}: limits of an address and port (spec 3.4).
 *
 * @param url scheme {@code http}, host and port, with the path {@code /}
 * @param maxConnections most connections at a time
 * @param maxConnectionsPerAddress most connections at a time from one client address; 0 for no
 *     limit
 * @param maxRequestsInFlight most requests being answered at a time
 * @param headerTimeout time to deliver a request's first line and headers
 * @param bodyTimeout time to deliver a request's body
 * @param idleTimeout time a kept-alive connection may be silent
 * @param writeTimeout time to take an answer
 * @param maxUrl longest request line
 * @param maxHeaderSize longest headers of a request, together
 * @param clientAddress where the address of a client behind a balancer is taken from
 * @param trustedBalancers the addresses and networks of those whose word on it counts
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
                "How many of them one client address may hold; `0` sets no limit. It does not count"
                    + " for `trusted-balancers` themselves, but for the clients that they name with"
                    + " `proxyProtocol`.")
        int maxConnectionsPerAddress,
    @Key(
            name = "max-requests-in-flight",
            defaultValue = "2000",
            example = "500",
            unit = "requests",
            min = "1",
            max = "1000000",
            meaning =
                "How many requests may be in work at a time; what comes above that is answered"
                    + " `tryLater` at once, and not billed.")
        int maxRequestsInFlight,
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
            name = "write-timeout",
            defaultValue = "20s",
            example = "10s",
            min = "100ms",
            max = "10m",
            meaning = "How long a client may take to receive an answer.")
        Duration writeTimeout,
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
        ByteSize maxHeaderSize,
    @Key(
            name = "client-address",
            defaultValue = "connection",
            example = "proxyProtocol",
            meaning =
                "Where a client's address, which is billed and counted, is taken from: `connection`,"
                    + " its other end; or, on connections of `trusted-balancers`,"
                    + " `proxyProtocol`, a header of version 1 or 2, which each of them must then"
                    + " begin with, or `xForwardedFor`, the last address in this field that is not"
                    + " a trusted one.")
        ClientAddressSource clientAddress,
    @Key(
            name = "trusted-balancers",
            otherwise = "nobody",
            example = "192.0.2.7, 10.0.0.0/8, 2001:db8::/32",
            meaning =
                "The addresses and networks of balancers and proxies that may name a client's"
                    + " address. What others say about it is ignored.")
        List<String> trustedBalancers) {

  public ListenerSettings {
    trustedBalancers = List.copyOf(trustedBalancers);
  }
}
