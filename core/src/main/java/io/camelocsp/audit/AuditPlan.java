package io.camelocsp.audit;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the audit log is, and how it is kept.
 *
 * @param directory of its files and, unless another is configured, its key
 * @param rotateAtOctets at which size the next file is begun
 * @param keptFiles how many full files are kept beside the one that is written
 * @param checkpointEntries after how many entries they are signed, at the latest
 * @param checkpointInterval after how long an entry is signed, at the latest
 */
public record AuditPlan(
    Path directory,
    long rotateAtOctets,
    int keptFiles,
    int checkpointEntries,
    Duration checkpointInterval) {
  public AuditPlan {
    if (rotateAtOctets < 1 || keptFiles < 1 || checkpointEntries < 1) {
      throw new IllegalArgumentException("sizes and counts of an audit log are positive");
    }
  }
}
