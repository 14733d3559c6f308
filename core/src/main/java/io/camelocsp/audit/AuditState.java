package io.camelocsp.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the audit log is doing. Immutable.
 *
 * @param written entries written since it was opened
 * @param lost what should have been told and could not be written, since it was opened
 * @param failure what is wrong now; null if nothing is
 */
public record AuditState(long written, long lost, @Nullable Failure failure) {

  /**
   * It cannot be written.
   *
   * @param since when that began
   * @param cause what the disk said
   */
  public record Failure(Instant since, String cause) {}
}
