package io.camelocsp.revocation;

import io.camelocsp.message.RevocationReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a list says about one serial number (RFC 5280 5.1.2.6, 5.3).
 *
 * @param revocationDate when it was revoked, in whole seconds
 * @param reason reasonCode; {@link RevocationReason#UNSPECIFIED} if absent
 * @param invalidityDate since when the key is suspect; null if the list does not say
 */
public record ListEntry(
    Instant revocationDate, RevocationReason reason, @Nullable Instant invalidityDate) {}
