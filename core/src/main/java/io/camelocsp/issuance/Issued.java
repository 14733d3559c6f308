package io.camelocsp.issuance;

import io.camelocsp.message.SerialNumber;
import java.time.Instant;

/**
 * A certificate that was issued.
 *
 * @param serial its serial number, one that a CA may assign (RFC 5280 4.1.2.2)
 * @param at when it was issued or activated, in whole seconds; where its source does not know, a
 *     time that the source's reader was given
 */
public record Issued(SerialNumber serial, Instant at) {}
