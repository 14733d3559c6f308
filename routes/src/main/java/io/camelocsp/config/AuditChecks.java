package io.camelocsp.config;

/** Whether what is said about the audit log fits together. */
final class AuditChecks {
  private static final String KEYSTORE = "ocsp.audit.keystore";
  private static final String PASSWORD = "ocsp.audit.password";
  private static final String FILE = "ocsp.audit.password-file";

  private final Settings settings;
  private final Problems problems;

  AuditChecks(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  void run() {
    boolean keystore = settings.isWritten(KEYSTORE);
    boolean password = settings.isWritten(PASSWORD);
    boolean file = settings.isWritten(FILE);
    if (password && file) {
      problems.error(
          FILE,
          PASSWORD + " is written as well",
          "remove one of the two lines, better that of the password");
    } else if (keystore && !password && !file) {
      problems.error(
          FILE,
          "the password of the key store is missing",
          "add " + FILE + " = secrets/pin, the path of a file whose only line is the password");
    } else if (!keystore && (password || file)) {
      problems.error(
          password ? PASSWORD : FILE,
          "there is no " + KEYSTORE + " that it could open",
          "remove the line, or add " + KEYSTORE + " = pki/audit.p12");
    }
  }
}
