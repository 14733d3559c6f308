package io.camelocsp.audit;

import java.nio.file.Path;

/**
 * Where an audit log stops being one, and why.
 *
 * @param file the file
 * @param line the line in it, from 1
 * @param text what is wrong there
 */
public record AuditDefect(Path file, long line, String text) {

  /** The defect on its way to whoever asked. */
  static final class Found extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient AuditDefect defect;

    Found(AuditDefect defect) {
      super(defect.text(), null, false, false);
      this.defect = defect;
    }

    AuditDefect defect() {
      return defect;
    }
  }
}
