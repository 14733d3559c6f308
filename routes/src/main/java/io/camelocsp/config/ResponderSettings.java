package io.camelocsp.config;

import io.camelocsp.billing.BillingTerms;
import io.camelocsp.workflow.ForeignIssuerPolicy;
import io.camelocsp.workflow.IncludedCertificates;
import io.camelocsp.workflow.NeverIssuedPolicy;
import io.camelocsp.workflow.ResponderIdForm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ocsp.responder.NAME.*}: a URL that answers.
 *
 * @param url scheme {@code http}, host, port and path; always with a port, and with a path that
 *     starts with a slash and, but for {@code /} itself, does not end with one
 * @param type which steps its route has
 * @param neverIssued what it says about certificates that were never issued
 * @param issuers the issuers it serves; empty means all
 * @param foreignIssuers what it says about others
 * @param defaultSigner the signer of answers that {@code foreignIssuers} makes unknown, or null
 * @param responderId how responses name their signer
 * @param certificates which certificates responses carry
 * @param validity how long an answer holds, cut by list and signer; null means until the list ends
 * @param maxSingleRequests most single requests in one request
 * @param maxRequestSize longest body of a POST
 * @param billing what its billing records name
 * @param billingUnknown whether they count certificates that were answered unknown
 */
public record ResponderSettings(
    @Key(
            name = "url",
            defaultValue = ResponderSettings.DEFAULT_URL_TEXT,
            example = "http://0.0.0.0:8080/ocsp",
            meaning =
                "Where it answers: address, port and path. Among responders of one address and"
                    + " port, the longest path that fits by whole segments wins.")
        URI url,
    @Key(
            name = "type",
            defaultValue = "basic",
            example = "non-issued-basic",
            meaning =
                "Which steps its route has. `basic`: answers from revocation lists."
                    + " `non-issued-basic`: also asks whether the certificate was ever issued, by"
                    + " issuance lists or other issuance sources.")
        ResponderType type,
    @Key(
            name = "never-issued",
            defaultValue = "revoked",
            example = "unknown",
            effect = Effect.LIVE,
            meaning =
                "With `non-issued-basic`: what is answered for a certificate that was never issued."
                    + " `revoked` is on hold since 1970, with the extended revoked extension (RFC"
                    + " 6960 2.2); or the status `unknown`; or the error `unauthorized`.")
        NeverIssuedPolicy neverIssued,
    @Key(
            name = "issuers",
            otherwise = "all issuers",
            example = "acme, bankx",
            refersTo = "issuer",
            effect = Effect.LIVE,
            meaning = "The issuers it serves; all others are foreign to it.")
        List<String> issuers,
    @Key(
            name = "foreign-issuers",
            defaultValue = "unauthorized",
            example = "unknown",
            effect = Effect.LIVE,
            meaning =
                "What is answered when a request asks about an issuer that no signer may speak for:"
                    + " the error `unauthorized`, or the status `unknown` for that issuer, signed"
                    + " by `default-signer`. Clients must trust that signer explicitly.")
        ForeignIssuerPolicy foreignIssuers,
    @Key(
            name = "default-signer",
            otherwise = "none",
            example = "acme",
            refersTo = "signer",
            effect = Effect.LIVE,
            meaning = "With `foreign-issuers = unknown`: who signs.")
        @Nullable String defaultSigner,
    @Key(
            name = "responder-id",
            defaultValue = "byKey",
            example = "byName",
            effect = Effect.LIVE,
            meaning = "How responses name their signer.")
        ResponderIdForm responderId,
    @Key(
            name = "certificates",
            defaultValue = "signer",
            example = "none",
            effect = Effect.LIVE,
            meaning =
                "Which certificates responses carry: the signer's, or none. Without it most clients"
                    + " cannot verify a delegated signer.")
        IncludedCertificates certificates,
    @Key(
            name = "validity",
            otherwise = "until the list's nextUpdate",
            example = "12h",
            min = "1m",
            max = "366d",
            effect = Effect.LIVE,
            meaning =
                "How long an answer holds. It is always cut at the list's nextUpdate and at the end"
                    + " of the signer's certificate.")
        @Nullable Duration validity,
    @Key(
            name = "max-single-requests",
            defaultValue = "20",
            example = "100",
            unit = "single requests",
            min = "1",
            max = "1000",
            effect = Effect.LIVE,
            meaning = "How many certificates one request may ask about.")
        int maxSingleRequests,
    @Key(
            name = "max-request-size",
            defaultValue = "16k",
            example = "64k",
            min = "256",
            max = "1m",
            meaning =
                "How long the body of a POST may be; longer ones get 413. What a GET asks is limited"
                    + " by `max-url` of the listener.")
        ByteSize maxRequestSize,
    @Key(
            name = "billing",
            defaultValue = "certificates",
            example = "requests",
            effect = Effect.LIVE,
            meaning =
                "What its billing records name. `certificates`: issuer, serial number and status of"
                    + " each. `requests`: only how many there are.")
        BillingTerms.Detail billing,
    @Key(
            name = "billing-unknown",
            defaultValue = "leftOut",
            example = "counted",
            effect = Effect.LIVE,
            meaning =
                "Whether its billing records count certificates that were answered `unknown`:"
                    + " `leftOut` or `counted`.")
        BillingTerms.Unknown billingUnknown) {

  static final String DEFAULT_URL_TEXT = "http://127.0.0.1:8080/";
  static final URI DEFAULT_URL = URI.create(DEFAULT_URL_TEXT);

  public ResponderSettings {
    issuers = List.copyOf(issuers);
  }
}
