package io.camelocsp.signing;

import io.camelocsp.testkit.TestCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Map;

/** Key stores that are not as they should be, or hold more than one key. */
final class KeyStores {
  private KeyStores() {}

  static void write(Path file, Map<String, TestCertificate> entries)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    for (Map.Entry<String, TestCertificate> entry : entries.entrySet()) {
      Certificate[] chain = {entry.getValue().certificate()};
      store.setKeyEntry(entry.getKey(), entry.getValue().key(), Signers.PASSWORD, chain);
    }
    save(file, store);
  }

  static void writeCertificateOnly(Path file, X509Certificate certificate)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    store.setCertificateEntry("ca", certificate);
    save(file, store);
  }

  static void writeWithKeyPassword(Path file, TestCertificate entry, String keyPassword)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    Certificate[] chain = {entry.certificate()};
    store.setKeyEntry("signer", entry.key(), keyPassword.toCharArray(), chain);
    save(file, store);
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static void save(Path file, KeyStore store) throws IOException, GeneralSecurityException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, Signers.PASSWORD);
    }
  }
}
