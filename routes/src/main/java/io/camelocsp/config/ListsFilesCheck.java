package io.camelocsp.config;

import io.camelocsp.certificate.Pem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Opens the files that the list intake and the sources of lists need: a mistake in them is told
 * with the key it belongs to, before anything starts. What is read again for each connection is
 * only warned of, since it may be mended meanwhile.
 */
final class ListsFilesCheck {
  private static final long MOST_OCTETS = 4 << 20;

  private final OcspConfiguration configuration;
  private final LoaderProblems problems;
  private final Instant now;

  ListsFilesCheck(OcspConfiguration configuration, LoaderProblems problems, Instant now) {
    this.configuration = configuration;
    this.problems = problems;
    this.now = now;
  }

  void check() {
    IntakeSettings intake = configuration.intake();
    if (intake != null) {
      checkIntake(intake);
    }
    configuration
        .lists()
        .forEach(
            (name, lists) -> {
              String prefix = "ocsp.lists." + name + ".";
              if (lists.isPushed()) {
                checkPublisher(prefix, lists.access());
              } else if (lists.isFetched()) {
                checkServer(prefix, lists);
              }
            });
  }

  private void checkIntake(IntakeSettings intake) {
    try {
      char[] password = intake.readPassword();
      try {
        X509Certificate shown = certificate(intake.keystore(), password);
        warnOfEnd("ocsp.intake.keystore", intake.keystore(), shown, "publishers refuse to connect");
      } catch (IOException e) {
        problems.error(
            "ocsp.intake.keystore",
            intake.keystore().toString(),
            String.valueOf(e.getMessage()),
            "name a PKCS#12 file with a private key and its certificate, and its password");
      } finally {
        Arrays.fill(password, '\0');
      }
    } catch (IOException e) {
      problems.error(
          "ocsp.intake.password-file",
          null,
          String.valueOf(e.getMessage()),
          "put the password alone on the only line of the file");
    }
  }

  private void checkPublisher(String prefix, AccessSettings access) {
    if (access.publishers() != null) {
      String key = prefix + "publishers";
      try {
        for (X509Certificate each : Pem.certificates(access.publishers())) {
          warnOfEnd(key, access.publishers(), each, "who shows it may not push");
        }
      } catch (IOException e) {
        problems.error(
            key,
            access.publishers().toString(),
            String.valueOf(e.getMessage()),
            "name a PEM file with the client certificates of those who may push");
      }
    } else if (access.username() != null) {
      if (access.username().contains(":")) {
        problems.error(
            prefix + "username",
            access.username(),
            "a user name of HTTP basic authentication has no colon",
            "choose another one");
      }
      checkPassword(prefix, access);
    }
  }

  private void checkPassword(String prefix, AccessSettings access) {
    try {
      Arrays.fill(access.readPassword(), '\0');
    } catch (IOException e) {
      problems.error(
          prefix + "password-file",
          null,
          String.valueOf(e.getMessage()),
          "put the password alone on the only line of the file");
    }
  }

  private void checkServer(String prefix, ListsSettings lists) {
    if (lists.access().username() != null) {
      checkPassword(prefix, lists.access());
    }
    Path trusted = lists.fetch().trustedCertificates();
    if (trusted != null) {
      try {
        Pem.certificates(trusted);
      } catch (IOException e) {
        problems.warn(
            prefix + "trusted-certificates",
            trusted.toString(),
            "no server will be trusted: " + e.getMessage(),
            "name a PEM file with the certificates of the servers' CA");
      }
    }
    Path keystore = lists.fetch().clientKeystore();
    if (keystore != null) {
      checkClientKeystore(prefix, keystore, lists.fetch());
    }
  }

  private void checkClientKeystore(String prefix, Path keystore, FetchSettings fetch) {
    try {
      char[] password = fetch.readClientPassword();
      try {
        X509Certificate shown = certificate(keystore, password);
        warnOfEnd(prefix + "client-keystore", keystore, shown, "servers refuse it");
      } finally {
        Arrays.fill(password, '\0');
      }
    } catch (IOException e) {
      problems.warn(
          prefix + "client-keystore",
          keystore.toString(),
          "no connection will be made: " + e.getMessage(),
          "name a PKCS#12 file with a private key and its certificate, and its password");
    }
  }

  private void warnOfEnd(String key, Path file, X509Certificate certificate, String effect) {
    Instant end = certificate.getNotAfter().toInstant();
    if (now.isAfter(end)) {
      problems.warn(
          key,
          file.toString(),
          "the certificate of %s ended at %s: %s"
              .formatted(certificate.getSubjectX500Principal().getName(), end, effect),
          "put a new one into the file");
    }
  }

  /** The first certificate with a key that the password opens. */
  private static X509Certificate certificate(Path file, char[] password) throws IOException {
    if (Files.size(file) > MOST_OCTETS) {
      throw new IOException("it is too long for a key store");
    }
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      for (String alias : Collections.list(store.aliases())) {
        @Nullable X509Certificate certificate = entry(store, alias, password);
        if (certificate != null) {
          return certificate;
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("its key cannot be used: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException("it cannot be read as PKCS#12: " + e.getMessage(), e);
    }
    throw new IOException("it holds no private key with a certificate");
  }

  private static @Nullable X509Certificate entry(KeyStore store, String alias, char[] password)
      throws GeneralSecurityException {
    return store.isKeyEntry(alias)
            && store.getKey(alias, password) != null
            && store.getCertificate(alias) instanceof X509Certificate certificate
        ? certificate
        : null;
  }
}
