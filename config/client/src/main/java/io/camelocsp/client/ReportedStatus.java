package io.camelocsp.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says about one certificate, whether or not it may be relied on.
 *
 * @param status good, revoked or unknown
 * @param revokedAt when it was revoked, null unless revoked
 * @param reason why, by its RFC 5280 name or number; null unless revoked and given
 * @param thisUpdate when the status was known to be correct
 * @param nextUpdate when newer information will be there; null if newer is always there
 * @param producedAt when it was signed
 * @param signer whose key verified the signature, null if none did
 */
public record ReportedStatus(
    Outcome status,
    @Nullable Instant revokedAt,
    @Nullable String reason,
    Instant thisUpdate,
    @Nullable Instant nextUpdate,
    Instant producedAt,
    @Nullable SignerSeen signer) {}
