package io.camelocsp.operations;

import io.camelocsp.audit.AuditEvent;
import io.camelocsp.audit.AuditKind;
import java.util.function.Consumer;

/** A command of an operator, for the audit log: who asked for what, and what came of it. */
final class AuditedCommand {
  private final Consumer<AuditEvent> log;
  private final AuditEvent event;

  /**
   * @param log is told when it is over
   * @param who asked
   * @param command its words
   * @param target what it is about
   */
  AuditedCommand(Consumer<AuditEvent> log, String who, String command, String target) {
    this.log = log;
    this.event =
        AuditEvent.of(AuditKind.COMMAND)
            .with("command", command)
            .with("target", target)
            .with("who", who);
  }

  /** It was done. */
  void done(String outcome) {
    log.accept(event.with("outcome", outcome));
  }

  /** It was not. */
  void failed(Exception cause) {
    log.accept(event.with("outcome", "failed").with("cause", cause.getMessage()));
  }
}
