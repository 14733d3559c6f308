package io.camelocsp.audit;

/** What an entry of the audit log is about. */
public enum AuditKind {
  /** First entry of each file: the hash that it goes on from, and the key that signs. */
  BEGIN("begin"),
  /** A signature over all entries so far. */
  CHECKPOINT("checkpoint"),
  /** What stands before it is the rest of a write that never ended. */
  HALF_LINE("half-line"),
  /** The log could not be written for some time. */
  GAP("gap"),
  /** The file that was found at start does not verify; it was put aside as it is. */
  BROKEN("broken"),
  /** An old file is deleted, as is configured. */
  FILE_DELETED("file-deleted"),
  /** How often something happened again that is told once a minute only. */
  REPEATED("repeated"),

  /** The process begins to answer. */
  START("start"),
  /** It was stopped in order. */
  STOP("stop"),
  /** The configuration that it started with: names of keys only. */
  CONFIGURATION_LOADED("configuration-loaded"),
  /** A reload that was applied: names of keys only. */
  CONFIGURATION_CHANGED("configuration-changed"),
  /** A reload that was not applied. */
  CONFIGURATION_REFUSED("configuration-refused"),
  /** A signer may sign from now on. */
  SIGNER_IN("signer-in"),
  /** A signer signs no more: it is not configured any more, or another one. */
  SIGNER_OUT("signer-out"),
  /** The last signer of an issuer is about to end. */
  SIGNER_ENDING("signer-ending"),
  /** No signer of an issuer may sign now. */
  SIGNER_ENDED("signer-ended"),
  /** A list is answered from again after a start. */
  LIST_RESTORED("list-restored"),
  /** A list is in use. */
  LIST_ACCEPTED("list-accepted"),
  /** A list is kept, and not used yet. */
  LIST_WAITING("list-waiting"),
  /** A list is not used. */
  LIST_REFUSED("list-refused"),
  /** A list has ended, and no other takes its place. */
  LIST_EXPIRED("list-expired"),
  /** Entries vanished from a list so suspiciously that they stay revoked. */
  REMOVALS_HELD("removals-held"),
  /** An operator confirmed removals that were held. */
  REMOVALS_ACCEPTED("removals-accepted"),
  /** Something else that {@code status} warns of has begun. */
  FINDING("finding"),
  /** What an earlier entry told has ended. */
  FINDING_ENDED("finding-ended"),
  /** The machine's clock was set, or goes wrong; or is trusted again. */
  CLOCK("clock"),
  /** A command of an operator that changes something. */
  COMMAND("command"),
  /** How many requests were turned away before they were read, since the last such entry. */
  EDGE_REFUSALS("edge-refusals");

  private final String label;

  AuditKind(String label) {
    this.label = label;
  }

  /** As the log has it. */
  public String label() {
    return label;
  }

  /** Whether it is about the log itself. */
  boolean isAboutTheLog() {
    return compareTo(FILE_DELETED) <= 0;
  }
}
