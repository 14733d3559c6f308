package io.camelocsp.routes;

import io.camelocsp.http.intake.IntakeComponent;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.TestTls;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A site with a list intake: {@code pinned} takes lists of the publisher with the certificate
 * {@code publisher.pem}, {@code basic} those of the user {@code robot}.
 */
final class PushSite implements AutoCloseable {
  static final String PASSWORD = "an ünusual pass:word";

  private static final char[] PIN = "intake pin".toCharArray();

  /** SubjectAltName: the address 127.0.0.1. */
  private static final byte[] SAN = {0x30, 6, (byte) 0x87, 4, 127, 0, 0, 1};

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final TestSite site;
  final int port;
  final TestCa tlsCa;
  final TestCertificate publisher;
  final TestCertificate stranger;
  final RunningService running;

  PushSite(Path directory, String... more) throws Exception {
    this(TestSite.freePort(), directory, more);
  }

  PushSite(int port, Path directory, String... more) throws Exception {
    this.port = port;
    tlsCa = TestCa.ec("CN=TLS CA");
    publisher = tlsCa.issue("CN=publisher, O=Gov");
    stranger = tlsCa.issue("CN=stranger, O=Gov");
    site = new TestSite(directory, KeyKind.EC_P256);
    site.configure(
        "ocsp.intake.url = https://127.0.0.1:" + port + "/lists",
        "ocsp.intake.keystore = intake.p12",
        "ocsp.intake.password-file = intake-pin",
        "ocsp.lists.pinned.from = push",
        "ocsp.lists.pinned.publishers = publisher.pem",
        "ocsp.lists.basic.from = push",
        "ocsp.lists.basic.username = robot",
        "ocsp.lists.basic.password-file = robot-password");
    site.configure(more);
    writeServerKey("CN=first");
    site.secret("intake-pin", new String(PIN));
    site.secret("robot-password", PASSWORD);
    TestPem.write(site.path("publisher.pem"), publisher.certificate());
    TestPem.write(site.path("tls-ca.pem"), tlsCa.certificate());
    running = RunningService.of(site);
  }

  /** Puts a new key and certificate into the intake's key store, by renaming. */
  X509Certificate writeServerKey(String subject) throws IOException {
    TestCertificate server =
        tlsCa.certificateFor(subject).extension("2.5.29.17", false, SAN).issue();
    Path next = TestKeyStores.pkcs12(site.path("next.p12"), server, PIN);
    Files.move(next, site.path("intake.p12"), StandardCopyOption.REPLACE_EXISTING);
    return server.certificate();
  }

  URI uri(String name) {
    return URI.create("https://127.0.0.1:" + port + "/lists/" + name);
  }

  /** What a client trusts and shows. */
  SSLContext tls(@Nullable TestCertificate own) {
    return TestTls.context(tlsCa.certificate(), own);
  }

  HttpClient client(@Nullable TestCertificate own) {
    return HttpClient.newBuilder().sslContext(tls(own)).connectTimeout(PATIENCE).build();
  }

  HttpClient client(Authenticator authenticator) {
    return HttpClient.newBuilder().sslContext(tls(null)).authenticator(authenticator).build();
  }

  HttpRequest.Builder request(String name) {
    return HttpRequest.newBuilder(uri(name)).timeout(PATIENCE);
  }

  HttpResponse<String> push(@Nullable TestCertificate own, String name, byte[] list)
      throws Exception {
    return client(own)
        .send(request(name).PUT(BodyPublishers.ofByteArray(list)).build(), BodyHandlers.ofString());
  }

  static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** A bare TLS connection that says nothing yet. */
  SSLSocket connect(@Nullable TestCertificate own) throws IOException {
    SSLSocket socket = (SSLSocket) tls(own).getSocketFactory().createSocket("127.0.0.1", port);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  /**
   * All that the server sends until it ends the connection, or its answer with a length is whole.
   */
  static String answer(SSLSocket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    InputStream in = socket.getInputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      text.append((char) next);
      int end = text.indexOf("\r\n\r\n");
      if (end >= 0 && !text.toString().startsWith("HTTP/1.1 100")) {
        String length = text.substring(0, end).replaceAll("(?is).*content-length: (\\d+).*", "$1");
        if (text.length() == end + 4 + Integer.parseInt(length)) {
          break;
        }
      } else if (end >= 0) {
        break;
      }
    }
    return text.toString();
  }

  /** Sends octets as they are, with the publisher's certificate; what comes back. */
  String raw(String request) throws IOException {
    try (SSLSocket socket = connect(publisher)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return answer(socket);
    }
  }

  IntakeComponent intake() {
    return running.context().getComponent(IntakeComponent.SCHEME, IntakeComponent.class);
  }

  List<Path> spooled() throws IOException {
    Path incoming = site.path("data").resolve("incoming");
    if (!Files.isDirectory(incoming)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(incoming)) {
      return files.toList();
    }
  }

  @Override
  public void close() {
    running.close();
  }
}
