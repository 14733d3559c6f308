package io.camelocsp.administration;

import io.camelocsp.billing.BillingJournal;
import io.camelocsp.clock.ClockGuard;
import io.camelocsp.operations.OperatedService;
import io.camelocsp.operations.Operations;
import io.camelocsp.signing.SigningPool;
import java.util.Optional;

/**
 * What tells how an installation is doing.
 *
 * @param service as its operators see it
 * @param operations what operators are told of it
 * @param signing where expensive signatures are made
 * @param clock what time it is, and whether that is sure
 * @param journal where requests are billed; empty if they are not
 */
public record Vitals(
    OperatedService service,
    Operations operations,
    SigningPool signing,
    ClockGuard clock,
    Optional<BillingJournal> journal) {}
