package io.camelocsp.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/** TLS for servers and clients of tests, under a CA of their own; both trust it alone. */
public final class TestTls {
  private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
  private static final char[] PIN = "pin".toCharArray();

  private final TestCa ca = TestCa.ec("TLS CA");
  private final Path anchor;

  /** Writes the CA's certificate to {@code tls-ca.pem}. */
  public TestTls(Path directory) throws IOException {
    anchor = TestPem.write(directory.resolve("tls-ca.pem"), ca.certificate());
  }

  /** The file with the CA's certificate. */
  public Path anchor() {
    return anchor;
  }

  /** A new certificate for a client; each has the same name, and a key of its own. */
  public TestCertificate client() {
    return ca.issue("CN=client");
  }

  /** A certificate for a server of this name or IPv4 address. */
  public TestCertificate server(String host) throws IOException {
    return server(host, TestCa.VALID_TO);
  }

  private TestCertificate server(String host, Instant until) throws IOException {
    int kind = host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName;
    byte[] name = new GeneralNames(new GeneralName(kind, host)).getEncoded(ASN1Encoding.DER);
    return ca.certificateFor("CN=" + host)
        .extension(SUBJECT_ALTERNATIVE_NAME, false, name)
        .valid(TestCa.VALID_FROM, until)
        .issue();
  }

  /** For a server at {@code localhost}. */
  public SSLContext forLocalhost() throws IOException {
    return forHost("localhost", TestCa.VALID_TO);
  }

  /** For a server at {@code localhost} whose certificate has expired. */
  public SSLContext expired() throws IOException {
    return forHost("localhost", Instant.parse("2023-01-01T00:00:00Z"));
  }

  /** For a server of this name. */
  public SSLContext forHost(String host, Instant until) throws IOException {
    return context(ca.certificate(), server(host, until));
  }

  /** For a client that shows this certificate, or none. */
  public SSLContext forClient(@Nullable TestCertificate own) {
    return context(ca.certificate(), own);
  }

  /**
   * A context that trusts one CA, for either side.
   *
   * @param own what it shows; null for a client that shows nothing
   */
  public static SSLContext context(X509Certificate trusted, @Nullable TestCertificate own) {
    try {
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      anchors.setCertificateEntry("ca", trusted);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(anchors);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      if (own != null) {
        keys.setKeyEntry("own", own.key(), PIN, new X509Certificate[] {own.certificate()});
      }
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(keys, PIN);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }
}
