package io.camelocsp.config;

import io.camelocsp.audit.AuditSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Opens the key store of the audit log: a mistake in it is told with its key, before a start. */
final class AuditFilesCheck {
  private final AuditSettings settings;
  private final LoaderProblems problems;

  AuditFilesCheck(AuditSettings settings, LoaderProblems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  void check() {
    Path keystore = settings.keystore();
    if (!settings.enabled() || keystore == null) {
      return;
    }
    char[] password;
    try {
      password = settings.readPassword();
    } catch (IOException e) {
      problems.error(
          "ocsp.audit.password-file",
          null,
          String.valueOf(e.getMessage()),
          "put the password alone on the only line of the file");
      return;
    }
    try {
      AuditSigner.ofKeyStore(keystore, password);
    } catch (IOException e) {
      problems.error(
          "ocsp.audit.keystore",
          keystore.toString(),
          String.valueOf(e.getMessage()),
          "name a PKCS#12 file with a private key on the curve P-256 and its certificate");
    } finally {
      Arrays.fill(password, '\0');
    }
  }
}
