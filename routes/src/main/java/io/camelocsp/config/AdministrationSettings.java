package io.camelocsp.config;

import java.net.URI;

/**
 * {@code ocsp.administration.*}: the listener that shows how the installation is doing.
 *
 * @param url scheme {@code http}, host and port, with the path {@code /}
 * @param plainBeyondLoopback whether other machines may reach it
 */
public record AdministrationSettings(
    @Key(
            name = "url",
            required = true,
            example = "http://127.0.0.1:8081/",
            meaning =
                "The address and port where health and metrics are shown, to be read only; see"
                    + " `docs/administration.md`. Nobody is asked for a password: who reaches it"
                    + " reads it.")
        URI url,
    @Key(
            name = "plain-beyond-loopback",
            defaultValue = "false",
            example = "true",
            meaning =
                "Whether the listener may have another address than loopback, although it has no"
                    + " TLS and asks nobody who they are. Only where the surroundings say who"
                    + " reaches it: in a container, or behind a packet filter.")
        boolean plainBeyondLoopback) {}
