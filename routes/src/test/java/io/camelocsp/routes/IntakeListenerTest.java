package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelocsp.http.intake.IntakeStartException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listener that lists are pushed to: its key store, its port, its end. */
class IntakeListenerTest {
  private PushSite push;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    push = new PushSite(directory);
  }

  @AfterEach
  void stop() throws Exception {
    await().untilAsserted(() -> assertThat(push.spooled()).isEmpty());
    push.close();
  }

  @Test
  void aNewKeyStoreIsShownToTheNextConnectionAndABrokenOneIsNot() throws Exception {
    X509Certificate second = push.writeServerKey("CN=second");
    await().untilAsserted(() -> assertThat(shown()).isEqualTo(second));
    try (Logs logs = new Logs("io.camelocsp.http.intake")) {
      Files.writeString(push.site.path("intake.p12"), "broken");
      await()
          .untilAsserted(
              () ->
                  assertThat(logs.lines())
                      .anyMatch(line -> line.contains("cannot use its changed key")));
    }
    assertThat(shown()).isEqualTo(second);

    X509Certificate third = push.writeServerKey("CN=third");

    await().untilAsserted(() -> assertThat(shown()).isEqualTo(third));
  }

  private X509Certificate shown() throws Exception {
    try (SSLSocket socket = push.connect(null)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void aPortThatIsTakenIsAStartFailureThatSaysSo(@TempDir Path other) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> new PushSite(taken.getLocalPort(), other))
          .hasStackTraceContaining(IntakeStartException.class.getName())
          .hasStackTraceContaining("write another address or port in ocsp.intake.url");
    }
  }

  @Test
  void theListenerIsClosedWithItsService() throws Exception {
    push.close();

    assertThatThrownBy(() -> push.connect(null)).isInstanceOf(ConnectException.class);
  }
}
