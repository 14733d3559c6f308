package io.camelocsp.config;

import org.jspecify.annotations.Nullable;

/**
 * {@code ocsp.hook.*}: endpoints of the application that are told what happens.
 *
 * @param beforeAnswer gets each decoded request before it is answered; null for none
 * @param afterAnswer gets each answer; null for none
 * @param listAccepted is told of each list that was taken in; null for none
 * @param listRefused is told of each list that was refused; null for none
 * @param billingRecord gets each billing record; null for none
 * @param threads how many messages each hook handles at a time
 * @param queue how many may wait for each hook
 */
public record HookSettings(
    @Key(
            name = "before-answer",
            otherwise = "none",
            example = "direct:check-customer",
            confidential = true,
            meaning =
                "A Camel endpoint that gets each request (DER) before it is answered, and is waited"
                    + " for. If it fails, so does the request; when its queue is full, `tryLater` is"
                    + " answered.")
        @Nullable String beforeAnswer,
    @Key(
            name = "after-answer",
            otherwise = "none",
            example = "seda:answers?size=10000",
            confidential = true,
            meaning =
                "A Camel endpoint that gets a copy of each answer (DER). Nobody waits for it; when"
                    + " its queue is full, copies are lost and counted.")
        @Nullable String afterAnswer,
    @Key(
            name = "list-accepted",
            otherwise = "none",
            example = "direct:tell-operators",
            confidential = true,
            meaning = "A Camel endpoint that is told of each list that was taken in.")
        @Nullable String listAccepted,
    @Key(
            name = "list-refused",
            otherwise = "none",
            example = "smtp://mail.example?to=pki@acme.example",
            confidential = true,
            meaning = "A Camel endpoint that is told of each list that was refused, and why.")
        @Nullable String listRefused,
    @Key(
            name = "billing-record",
            otherwise = "none",
            example = "jms:queue:ocsp-billing",
            confidential = true,
            meaning =
                "A Camel endpoint that gets a copy of each billing record (JSON), beside the journal."
                    + " Nobody waits for it; when its queue is full, copies are lost and counted."
                    + " Needs `ocsp.billing.enabled`.")
        @Nullable String billingRecord,
    @Key(
            name = "threads",
            defaultValue = "4",
            example = "16",
            unit = "threads",
            min = "1",
            max = "1024",
            meaning = "How many messages each hook handles at a time.")
        int threads,
    @Key(
            name = "queue",
            defaultValue = "1000",
            example = "10000",
            unit = "messages",
            min = "1",
            max = "1000000",
            meaning = "How many messages may wait for each hook.")
        int queue) {}
