package io.camelocsp.administration;

import io.camelocsp.audit.AuditState;
import io.camelocsp.billing.BillingJournal;
import io.camelocsp.clock.ClockGuard;
import io.camelocsp.operations.OperatedService;
import io.camelocsp.operations.Operations;
import io.camelocsp.signing.SigningPool;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What tells how an installation is doing.
 *
 * @param service as its operators see it
 * @param operations what operators are told of it
 * @param signing where expensive signatures are made
 * @param clock what time it is, and whether that is sure
 * @param journal where requests are billed; empty if they are not
 * @param audit how the audit log is doing
 */
public record Vitals(
    OperatedService service,
    Operations operations,
    SigningPool signing,
    ClockGuard clock,
    Optional<BillingJournal> journal,
    Supplier<AuditState> audit) {}
