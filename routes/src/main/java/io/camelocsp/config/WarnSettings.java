package io.camelocsp.config;

import java.time.Duration;

/**
 * {@code ocsp.warn.*}: how long ahead to warn.
 *
 * @param listExpiry ahead of a list's nextUpdate
 * @param signerExpiry ahead of the end of a signer's certificate
 */
public record WarnSettings(
    @Key(
            name = "list-expiry",
            defaultValue = "1h",
            example = "6h",
            min = "0s",
            max = "366d",
            effect = Effect.LIVE,
            meaning = "How long before the nextUpdate of an issuer's newest list to warn.")
        Duration listExpiry,
    @Key(
            name = "signer-expiry",
            defaultValue = "7d",
            example = "30d",
            min = "0s",
            max = "366d",
            effect = Effect.LIVE,
            meaning = "How long before the end of a signer's certificate to warn.")
        Duration signerExpiry) {}
