package io.camelocsp.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Whether what is said about signers fits together. */
final class SignerChecks {
  private static final String DIRECTORY = "ocsp.signers.directory";

  private final Settings settings;
  private final Problems problems;

  SignerChecks(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  void run() {
    for (String name : settings.names("signer")) {
      String prefix = "ocsp.signer." + name + ".";
      requirePassword(prefix);
      checkTrust(prefix);
    }
    if (settings.hasSection("signers")) {
      requirePassword("ocsp.signers.");
      checkDirectory();
    }
    for (Settings.Written setting : List.copyOf(settings.all())) {
      checkPassword(setting);
    }
  }

  /** Whether the directory cannot be looked at, so that nobody knows which signers it holds. */
  boolean areUncertain() {
    return settings.isUnusable(DIRECTORY);
  }

  /** The names of the signers that the directory holds. */
  Set<String> namesInDirectory() {
    Path directory = settings.value(DIRECTORY, Path.class);
    try {
      return directory == null ? Set.of() : SignersDirectory.keystoresIn(directory).keySet();
    } catch (IOException e) {
      return Set.of(); // said by checkDirectory
    }
  }

  private void requirePassword(String prefix) {
    String password = prefix + "password";
    String file = prefix + "password-file";
    if (settings.isWritten(password) && settings.isWritten(file)) {
      problems.error(
          file,
          password + " is written as well",
          "remove one of the two lines, better that of the password");
    }
    if (!settings.isWritten(password) && !settings.isWritten(file)) {
      problems.error(
          file,
          "the password of the key store is missing",
          "add " + file + " = secrets/pin, the path of a file whose only line is the password");
    }
  }

  private void checkTrust(String prefix) {
    String trust = prefix + "trust";
    String issuers = prefix + "issuers";
    boolean local = settings.value(trust, DeclaredTrust.class) == DeclaredTrust.LOCAL;
    if (settings.isWritten(issuers) && !local && !settings.isUnusable(trust)) {
      problems.error(
          issuers,
          "only a signer with 'trust = local' is given issuers; otherwise its certificate says whom"
              + " it signs for",
          "remove the line, or add " + trust + " = local");
    }
  }

  private void checkDirectory() {
    Path directory = settings.value(DIRECTORY, Path.class);
    if (directory == null) {
      return;
    }
    try {
      Set<String> names = SignersDirectory.keystoresIn(directory).keySet();
      if (names.isEmpty()) {
        problems.warning(
            DIRECTORY,
            directory + " has no file that ends with .p12 or .pfx",
            "put the signers' PKCS#12 files there");
      }
      settings.names("signer").stream().filter(names::contains).forEach(this::refuseTwice);
    } catch (IOException e) {
      problems.error(
          DIRECTORY, directory + " cannot be listed", "let the user of camel-ocsp list it");
    }
  }

  private void refuseTwice(String name) {
    problems.error(
        DIRECTORY,
        "a file in it has the name of ocsp.signer." + name,
        "rename the file or the other signer");
  }

  private void checkPassword(Settings.Written setting) {
    String key = setting.entry().key();
    if (setting.value() instanceof Secret secret) {
      checkText(key, secret.copy());
    } else if (setting.value() instanceof Path file && setting.spec().key().confidential()) {
      try {
        checkFile(key, file);
      } catch (IOException e) {
        problems.error(
            key,
            "no password can be read from the file",
            "write the path of a UTF-8 file whose only line is the password");
      }
    }
  }

  private void checkText(String key, char[] password) {
    if (password.length == 0) {
      problems.warning(
          key, "the password is empty", "write the password, if the key store has one");
    } else if (Character.isWhitespace(password[password.length - 1])) {
      problems.warning(
          key, "the password ends with white space", "remove what follows it, unless it is meant");
    }
    Arrays.fill(password, '\0');
  }

  private void checkFile(String key, Path file) throws IOException {
    Arrays.fill(PasswordFile.read(file), '\0');
    if (PasswordFile.hasMoreLines(file)) {
      problems.warning(
          key,
          "the file has more than one line; only the first counts",
          "leave only the password in it");
    }
    if (PasswordFile.isOpenToOthers(file)) {
      problems.warning(
          key,
          "others than its owner may read or write the file",
          "run chmod 600 on it, as the user of camel-ocsp");
    }
  }
}
