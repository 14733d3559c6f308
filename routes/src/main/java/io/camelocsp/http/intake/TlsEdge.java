package io.camelocsp.http.intake;

import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ImmediateExecutor;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * TLS as the list intake speaks it: 1.3 and 1.2, the latter with forward secrecy and authenticated
 * encryption only; the JDK's own implementation, which is everywhere the same.
 */
final class TlsEdge {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private TlsEdge() {}

  /**
   * The handler of one connection. Handshakes are computed on the event loop, which is the intake's
   * own: there are few, and they hold up nobody but other publishers.
   */
  static SslHandler handler(SSLContext context, Duration handshake) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(VERSIONS);
    parameters.setCipherSuites(
        Arrays.stream(parameters.getCipherSuites())
            .filter(TlsEdge::isStrong)
            .toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(true);
    parameters.setWantClientAuth(true);
    engine.setSSLParameters(parameters);
    SslHandler handler = new SslHandler(engine, ImmediateExecutor.INSTANCE);
    handler.setHandshakeTimeoutMillis(handshake.toMillis());
    return handler;
  }

  /** Those of TLS 1.3 begin otherwise than with the name of a key exchange. */
  private static boolean isStrong(String suite) {
    return suite.startsWith("TLS_AES_")
        || suite.startsWith("TLS_CHACHA20_")
        || (suite.startsWith("TLS_ECDHE_")
            && (suite.contains("_GCM_") || suite.contains("_CHACHA20_")));
  }

  /** The certificate whose key the client has; null if it showed none. */
  static @Nullable X509Certificate client(SslHandler handler) {
    try {
      Certificate[] chain = handler.engine().getSession().getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate own ? own : null;
    } catch (SSLPeerUnverifiedException e) {
      return null;
    }
  }
}
