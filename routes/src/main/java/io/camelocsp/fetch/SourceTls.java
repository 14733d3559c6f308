package io.camelocsp.fetch;

import io.camelocsp.certificate.Pem;
import io.camelocsp.config.FetchSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards the servers of one source. Its files are read for each connection, so that a renewed
 * certificate counts without a restart. Server certificates and host names are always checked.
 */
final class SourceTls {
  private final FetchSettings settings;

  SourceTls(FetchSettings settings) {
    this.settings = settings;
  }

  /**
   * A new context.
   *
   * @throws IOException naming the file that cannot be used
   */
  SSLContext context() throws IOException {
    KeyManager[] keys = null;
    Path keystore = settings.clientKeystore();
    if (keystore != null) {
      keys = keys(keystore);
    }
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(anchors());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  /** Null stands for Java's own. */
  private @Nullable KeyStore anchors() throws IOException, GeneralSecurityException {
    Path file = settings.trustedCertificates();
    if (file == null) {
      return null;
    }
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    int number = 0;
    for (X509Certificate certificate : Pem.certificates(file)) {
      anchors.setCertificateEntry("anchor" + number++, certificate);
    }
    return anchors;
  }

  private KeyManager[] keys(Path file) throws IOException {
    char[] password = settings.readClientPassword();
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      return keys.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IOException("client-keystore " + file + " cannot be opened: " + e.getMessage(), e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }
}
