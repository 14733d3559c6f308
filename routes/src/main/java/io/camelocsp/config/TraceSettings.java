package io.camelocsp.config;

/**
 * {@code ocsp.trace.*}: what is remembered of requests that failed.
 *
 * @param keep how many, in memory
 */
public record TraceSettings(
    @Key(
            name = "keep",
            defaultValue = "1000",
            example = "10000",
            unit = "failures",
            min = "0",
            max = "100000",
            meaning =
                "How many requests that were answered with an error are remembered, in memory only,"
                    + " with the reason and the client's address. The answer has a random name for"
                    + " it in its header `OCSP-Trace`; `camel-ocsp explain --trace` shows it. With"
                    + " 0 there is no such header.")
        int keep) {}
