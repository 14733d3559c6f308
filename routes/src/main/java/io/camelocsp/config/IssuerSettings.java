package io.camelocsp.config;

import io.camelocsp.revocation.ExpiredEvidencePolicy;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code ocsp.issuer.NAME.*}: a CA that is answered for.
 *
 * @param certificate the CA's certificate
 * @param allowSha1Lists whether its lists may be signed with SHA-1
 * @param maxListAge how long a list without nextUpdate vouches; null refuses such lists
 * @param whenEvidenceExpires what is answered without a valid list (spec 6.6)
 * @param lists what its lists may be like, beyond that
 * @param state what is known about the CA itself
 */
public record IssuerSettings(
    @Key(
            name = "certificate",
            required = true,
            example = "pki/acme-ca.pem",
            file = FileCheck.FILE,
            meaning = "The CA's certificate, PEM or DER.")
        Path certificate,
    @Key(
            name = "allow-sha1-lists",
            defaultValue = "false",
            example = "true",
            effect = Effect.LIVE,
            meaning =
                "Whether lists of this issuer that are signed with SHA-1 are accepted. Such"
                    + " signatures can be forged with effort: only for old CAs.")
        boolean allowSha1Lists,
    @Key(
            name = "max-list-age",
            otherwise = "such lists are refused",
            example = "1d",
            min = "1m",
            max = "366d",
            effect = Effect.LIVE,
            meaning = "How long after its thisUpdate a list without a nextUpdate vouches.")
        @Nullable Duration maxListAge,
    @Key(
            name = "when-evidence-expires",
            defaultValue = "tryLater",
            example = "unknown",
            effect = Effect.LIVE,
            meaning =
                "What is answered while there is no valid list: the error `tryLater`, or the status"
                    + " `unknown`. Never `good`.")
        ExpiredEvidencePolicy whenEvidenceExpires,
    @Keys ListRules lists,
    @Keys IssuerState state) {}
