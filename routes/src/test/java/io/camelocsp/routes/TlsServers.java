package io.camelocsp.routes;

import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestPem;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** TLS for servers of tests, under a CA of their own; they trust client certificates of it. */
final class TlsServers {
  private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
  private static final char[] PIN = "pin".toCharArray();

  private final TestCa ca = TestCa.ec("TLS CA");
  private final Path anchor;

  TlsServers(Path directory) throws Exception {
    anchor = TestPem.write(directory.resolve("tls-ca.pem"), ca.certificate());
  }

  Path anchor() {
    return anchor;
  }

  TestCertificate client() {
    return ca.issue("CN=client");
  }

  SSLContext forLocalhost() throws Exception {
    return forHost("localhost", TestCa.VALID_TO);
  }

  SSLContext expired() throws Exception {
    return forHost("localhost", Instant.parse("2023-01-01T00:00:00Z"));
  }

  SSLContext forHost(String host, Instant until) throws Exception {
    byte[] name =
        new GeneralNames(new GeneralName(GeneralName.dNSName, host)).getEncoded(ASN1Encoding.DER);
    return context(
        ca.certificateFor("CN=" + host)
            .extension(SUBJECT_ALTERNATIVE_NAME, false, name)
            .valid(TestCa.VALID_FROM, until)
            .issue());
  }

  private SSLContext context(TestCertificate server) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry("server", server.key(), PIN, new X509Certificate[] {server.certificate()});
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, PIN);
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("ca", ca.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
