package io.camelocsp.billing;

/**
 * Records to be delivered together.
 *
 * @param text a JSON object for each, one to a line, with a member {@code id} before what {@link
 *     BillingRecord#toJson} has: a record that is delivered again has the same one
 * @param records how many
 * @param firstId the id of the first one
 */
public record FeedBatch(String text, int records, String firstId) {}
