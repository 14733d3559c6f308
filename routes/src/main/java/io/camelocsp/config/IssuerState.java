package io.camelocsp.config;

import io.camelocsp.revocation.RevokedIssuerPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code ocsp.issuer.NAME.*} about the CA itself (spec 7.2).
 *
 * @param compromisedSince since when its key is compromised; null if it is not
 * @param whenIssuerRevoked what its own revocation means for its certificates
 * @param retiredValidity how long an answer holds since the CA retired; null if it has not
 */
public record IssuerState(
    @Key(
            name = "compromised-since",
            otherwise = "not compromised",
            example = "2026-11-20T10:00:00Z",
            effect = Effect.LIVE,
            meaning =
                "Since when the CA's key is compromised: every certificate of it is revoked since"
                    + " then, with the reason cACompromise (RFC 6960 2.7).")
        @Nullable Instant compromisedSince,
    @Key(
            name = "when-issuer-revoked",
            defaultValue = "revokedIfCompromised",
            example = "listsDecide",
            effect = Effect.LIVE,
            meaning =
                "What becomes of the CA's certificates when its own certificate is revoked by a list"
                    + " of another configured issuer: `revoked`, all are; `revokedIfCompromised`, all"
                    + " are if the reason is a compromise; `listsDecide`, nothing.")
        RevokedIssuerPolicy whenIssuerRevoked,
    @Key(
            name = "retired-validity",
            otherwise = "not retired",
            example = "7d",
            min = "1m",
            max = "366d",
            effect = Effect.LIVE,
            meaning =
                "The CA is retired and makes no more lists: its last ones go on answering after their"
                    + " end, and an answer holds this long.")
        @Nullable Duration retiredValidity) {}
