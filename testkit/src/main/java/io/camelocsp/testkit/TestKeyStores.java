package io.camelocsp.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;

/** Writes PKCS#12 key stores as the JDK writes them. Thread-safe. */
public final class TestKeyStores {

  /** The alias of the one key in a key store that {@link #pkcs12} wrote. */
  public static final String ALIAS = "signer";

  private TestKeyStores() {}

  /**
   * Writes a PKCS#12 file with one key under {@link #ALIAS}, protected by the same password as the
   * file.
   *
   * @param chain the certificates above the key's own, nearest first; may be empty
   * @return {@code file}
   */
  public static Path pkcs12(
      Path file, TestCertificate certificate, char[] password, X509Certificate... chain)
      throws IOException {
    return pkcs12(file, ALIAS, certificate, password, chain);
  }

  /** As {@link #pkcs12(Path, TestCertificate, char[], X509Certificate...)}, under this alias. */
  public static Path pkcs12(
      Path file,
      String alias,
      TestCertificate certificate,
      char[] password,
      X509Certificate... chain)
      throws IOException {
    X509Certificate[] entryChain =
        Stream.concat(Stream.of(certificate.certificate()), Stream.of(chain))
            .toArray(X509Certificate[]::new);
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(alias, certificate.key(), password, entryChain);
      store.store(out, password);
      return file;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot write PKCS#12", e);
    }
  }
}
