package io.camelocsp.http.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key and certificate that the list intake shows: a PKCS#12 file, read again when it or its
 * password file changes. New connections use what was read last; a file that cannot be used is told
 * in the log, and what was in use stays in use. Thread-safe.
 */
public final class ServerKeys {
  private static final Logger LOG = LoggerFactory.getLogger(ServerKeys.class);

  /** A file that stays broken may be mended without a new time stamp: a right, a mount. */
  private static final Duration RETRY = Duration.ofMinutes(1);

  private static final Duration EXPIRES_SOON = Duration.ofDays(14);
  private static final long MOST_OCTETS = 4 << 20;

  private final Path keystore;
  private final List<Path> files;
  private final Password password;
  private final InstantSource clock;
  private volatile Loaded loaded;
  private List<Stamp> seen;
  private @Nullable Instant failedAt;

  /** Where the password of the key store is read, each time. */
  @FunctionalInterface
  public interface Password {
    /** The password; the caller wipes the array. */
    char[] read() throws IOException;
  }

  /** What is in use. */
  private record Loaded(SSLContext context, X509Certificate certificate) {}

  /** Tells one content of a file from the next, as far as the file system does. */
  private record Stamp(long size, @Nullable Instant modified, @Nullable Object key) {
    private static final Stamp MISSING = new Stamp(-1, null, null);

    static Stamp of(Path file) {
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(now.size(), now.lastModifiedTime().toInstant(), now.fileKey());
      } catch (IOException e) {
        return MISSING;
      }
    }
  }

  private ServerKeys(
      Path keystore, @Nullable Path passwordFile, Password password, InstantSource clock)
      throws IOException {
    this.keystore = keystore;
    this.files = passwordFile == null ? List.of(keystore) : List.of(keystore, passwordFile);
    this.password = password;
    this.clock = clock;
    this.seen = stamps();
    this.loaded = load();
  }

  /**
   * Reads the key store.
   *
   * @param keystore PKCS#12, with one key and certificate, or one of each kind of key
   * @param passwordFile watched beside it; null if the password is elsewhere
   * @param password asked now and at each change
   * @param clock judges the validity of the certificate, for warnings
   * @throws IOException naming the file and what is wrong with it
   */
  public static ServerKeys load(
      Path keystore, @Nullable Path passwordFile, Password password, InstantSource clock)
      throws IOException {
    ServerKeys keys = new ServerKeys(keystore, passwordFile, password, clock);
    keys.warnOfExpiry();
    return keys;
  }

  /** For the next connection. */
  SSLContext context() {
    return loaded.context();
  }

  /** What the next connection shows; of several the first. */
  X509Certificate certificate() {
    return loaded.certificate();
  }

  /** Looks whether the files are others than those in use, and reads them then. */
  synchronized void refresh() {
    List<Stamp> now = stamps();
    boolean again =
        failedAt != null && !clock.instant().isBefore(Objects.requireNonNull(failedAt).plus(RETRY));
    if (now.equals(seen) && !again) {
      return;
    }
    seen = now;
    try {
      loaded = load();
      failedAt = null;
      LOG.info(
          "The list intake shows a new certificate: {}, valid until {}",
          certificate().getSubjectX500Principal(),
          certificate().getNotAfter().toInstant());
      warnOfExpiry();
    } catch (IOException e) {
      failedAt = clock.instant();
      LOG.error(
          "The list intake cannot use its changed key store: {}. It goes on with the certificate"
              + " that is valid until {}. Mend the file; it is read again by itself.",
          e.getMessage(),
          certificate().getNotAfter().toInstant());
    }
  }

  private List<Stamp> stamps() {
    return files.stream().map(Stamp::of).toList();
  }

  private void warnOfExpiry() {
    Instant end = certificate().getNotAfter().toInstant();
    if (clock.instant().plus(EXPIRES_SOON).isAfter(end)) {
      LOG.warn(
          "The certificate of the list intake in {} ends at {}: publishers will refuse to connect"
              + " then. Put a new one into the file; it is used without a restart.",
          keystore,
          end);
    }
  }

  private Loaded load() throws IOException {
    char[] pin = password.read();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      if (Files.size(keystore) > MOST_OCTETS) {
        throw new IOException(keystore + ": is too long for a key store");
      }
      try (InputStream in = Files.newInputStream(keystore)) {
        store.load(in, pin);
      } catch (IOException e) {
        throw new IOException(keystore + ": cannot be read as PKCS#12: " + e.getMessage(), e);
      }
      X509Certificate certificate = certificate(store);
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, pin);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), new TrustManager[] {new AnyClient()}, null);
      return new Loaded(context, certificate);
    } catch (GeneralSecurityException e) {
      throw new IOException(keystore + ": its key cannot be used: " + e.getMessage(), e);
    } finally {
      Arrays.fill(pin, '\0');
    }
  }

  private X509Certificate certificate(KeyStore store) throws IOException, GeneralSecurityException {
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)
          && store.getCertificate(alias) instanceof X509Certificate certificate) {
        return certificate;
      }
    }
    throw new IOException(keystore + ": holds no private key with a certificate");
  }
}
