package io.camelocsp.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code ocsp.billing.*}: the journal of what was answered.
 *
 * @param enabled whether it is written
 * @param journal its file; null means as {@link OcspConfiguration#billingJournal()} says
 * @param queue how many records may wait to be written
 */
public record BillingSettings(
    @Key(
            name = "enabled",
            defaultValue = "true",
            example = "false",
            meaning = "Whether the journal is written.")
        boolean enabled,
    @Key(
            name = "journal",
            otherwise = "`billing/billing.jsonl` in `ocsp.data.directory`",
            example = "/var/log/camel-ocsp/billing.jsonl",
            meaning = "The file that one line is appended to for each request.")
        @Nullable Path journal,
    @Key(
            name = "queue",
            defaultValue = "10000",
            example = "50000",
            unit = "records",
            min = "1",
            max = "1000000",
            meaning =
                "How many records may wait to be written. Above that, records are lost and"
                    + " counted; answers go on.")
        int queue) {}
