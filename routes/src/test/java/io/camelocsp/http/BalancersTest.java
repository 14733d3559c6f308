package io.camelocsp.http;

import static io.camelocsp.http.TestServer.get;
import static io.camelocsp.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelocsp.testkit.HttpConnection;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose address a request is said to come from, over sockets from 127.0.0.1. */
class BalancersTest {
  private static final String V2_SIGNATURE = "0d0a0d0a000d0a515549540a";

  @SuppressWarnings("NullAway.Init") // each test starts the one it needs
  private TestServer server;

  private void start(ClientAddressSource source, String trusted, int perAddress) throws Exception {
    server =
        new TestServer(
                new EdgeLimits(8192, 8192, 65536, 100, perAddress, 100),
                new Balancers(source, List.of(AddressRange.parse(trusted))))
            .route("/b", BalancersTest::tellClient);
  }

  private static void tellClient(Exchange exchange) {
    String address = exchange.getMessage().getHeader(OcspHttpBinding.CLIENT_ADDRESS, String.class);
    exchange.getMessage().setBody(address.getBytes(StandardCharsets.US_ASCII));
  }

  @AfterEach
  void stop() {
    await().until(() -> server.counters().open() == 0);
    assertThat(server.counters().failures()).isZero();
    server.close();
  }

  private static String forwarded(String... fields) {
    StringBuilder request = new StringBuilder("GET /b/x HTTP/1.1\r\nHost: test\r\n");
    for (String field : fields) {
      request.append("X-Forwarded-For: ").append(field).append("\r\n");
    }
    return request.append("\r\n").toString();
  }

  @Test
  void aTrustedBalancerNamesTheClientOfEachRequest() throws Exception {
    start(ClientAddressSource.X_FORWARDED_FOR, "127.0.0.0/8", 0);
    try (HttpConnection connection = server.connect()) {
      connection.send(forwarded("192.0.2.1"));
      assertThat(text(connection.read(false))).isEqualTo("192.0.2.1");
      connection.send(forwarded("192.0.2.9, 192.0.2.2", "127.0.0.5"));
      assertThat(text(connection.read(false))).isEqualTo("192.0.2.2");
      connection.send(get("/b/x"));
      assertThat(text(connection.read(false))).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void nobodyElseNamesAClient() throws Exception {
    start(ClientAddressSource.X_FORWARDED_FOR, "192.0.2.0/24", 0);
    assertThat(text(server.ask(forwarded("192.0.2.1")))).isEqualTo("127.0.0.1");
  }

  @Test
  void aFieldThatIsNotAskedForCountsForNothing() throws Exception {
    start(ClientAddressSource.CONNECTION, "127.0.0.1", 0);
    assertThat(text(server.ask(forwarded("192.0.2.1")))).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "PROXY TCP4 192.0.2.1 192.0.2.2 4711 80, 192.0.2.1",
    "PROXY TCP6 2001:db8::1 2001:db8::2 4711 80, 2001:db8:0:0:0:0:0:1",
    "PROXY UNKNOWN, 127.0.0.1"
  })
  void version1OfTheProxyProtocolNamesTheClientOfAConnection(String header, String client)
      throws Exception {
    start(ClientAddressSource.PROXY_PROTOCOL, "127.0.0.1", 0);
    try (HttpConnection connection = server.connect()) {
      connection.send(header + "\r\n" + forwarded("203.0.113.5"));
      assertThat(text(connection.read(false))).isEqualTo(client);
      connection.send(get("/b/x"));
      assertThat(text(connection.read(false))).isEqualTo(client);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "21 11 000c c0000201 c0000202 1267 0050, 192.0.2.1",
    "21 21 0024 20010db8000000000000000000000001 20010db8000000000000000000000002 1267 0050,"
        + " 2001:db8:0:0:0:0:0:1",
    "21 11 0013 c0000201 c0000202 1267 0050 04 0004 00000000, 192.0.2.1",
    "20 00 0000, 127.0.0.1",
    "20 11 000c c0000201 c0000202 1267 0050, 127.0.0.1"
  })
  void version2OfTheProxyProtocolNamesTheClientOfAConnection(String header, String client)
      throws Exception {
    start(ClientAddressSource.PROXY_PROTOCOL, "127.0.0.1", 0);
    byte[] octets = HexFormat.of().parseHex(V2_SIGNATURE + header.replace(" ", ""));
    try (HttpConnection connection = server.connect()) {
      for (byte octet : octets) {
        connection.send(new byte[] {octet});
      }
      connection.send(get("/b/x"));
      assertThat(text(connection.read(false))).isEqualTo(client);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /b/x HTTP/1.1\r\nHost: test\r\n\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.2 4711 80 and so on and so on\r\n",
        "PROXY TCP4 evil.example 192.0.2.2 4711 80\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.2 4711 99999\r\n",
        "\r\n\r\n\0\r\nQUIT\n1?\0\f............"
      })
  void aTrustedBalancerMustSendTheHeader(String bytes) throws Exception {
    start(ClientAddressSource.PROXY_PROTOCOL, "127.0.0.1", 0);
    try (HttpConnection connection = server.connect()) {
      connection.send(bytes);
      assertThatThrownBy(() -> connection.read(false)).isInstanceOf(Exception.class);
    }
    await().until(() -> server.counters().proxyHeaderErrors() == 1);
  }

  @Test
  void halfAHeaderEndsWithItsConnection() throws Exception {
    start(ClientAddressSource.PROXY_PROTOCOL, "127.0.0.1", 0);
    try (HttpConnection connection = server.connect()) {
      connection.send("PROXY TCP4 192.0.2.1 ");
      connection.shutdownOutput();
      assertThatThrownBy(() -> connection.read(false)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void aHeaderBehindABrokenOneCountsForNobody() throws Exception {
    start(ClientAddressSource.PROXY_PROTOCOL, "127.0.0.1", 1);
    String header = "PROXY TCP4 192.0.2.1 192.0.2.2 4711 80\r\n";
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> server.ask("PROXY garbage\r\n" + header))
          .isInstanceOf(Exception.class);
    }
    assertThat(text(server.ask(header + get("/b/x")))).isEqualTo("192.0.2.1");
  }

  @Test
  void halfAHeaderTimesOut() throws Exception {
    Duration soon = Duration.ofMillis(300);
    Duration late = Duration.ofSeconds(60);
    server =
        new TestServer(
            EdgeLimits.DEFAULT,
            new EdgeTimeouts(soon, late, late, late),
            new Balancers(
                ClientAddressSource.PROXY_PROTOCOL, List.of(AddressRange.parse("127.0.0.1"))));
    server.route("/b", BalancersTest::tellClient);
    try (HttpConnection connection = server.connect()) {
      connection.send("PROXY TCP4 192.0.2.1 ");
      assertThat(connection.closedByServer()).isTrue();
    }
    assertThat(server.counters().headerTimeouts()).isEqualTo(1);
  }

  @Test
  void fromOthersTheHeaderIsNoHttp() throws Exception {
    start(ClientAddressSource.PROXY_PROTOCOL, "192.0.2.7", 0);
    assertThat(server.ask("PROXY TCP4 192.0.2.1 192.0.2.2 4711 80\r\n" + get("/b/x")).status())
        .isEqualTo(400);
    assertThat(text(server.ask(get("/b/x")))).isEqualTo("127.0.0.1");
  }

  @Test
  void theCapPerAddressCountsWhomTheBalancerNames() throws Exception {
    start(ClientAddressSource.PROXY_PROTOCOL, "127.0.0.1", 1);
    String one = "PROXY TCP4 192.0.2.1 192.0.2.2 4711 80\r\n" + get("/b/x");
    String other = "PROXY TCP4 192.0.2.9 192.0.2.2 4711 80\r\n" + get("/b/x");
    try (HttpConnection first = server.connect();
        HttpConnection second = server.connect()) {
      first.send(one);
      assertThat(first.read(false).status()).isEqualTo(200);
      assertThatThrownBy(() -> server.ask(one)).isInstanceOf(Exception.class);
      second.send(other);
      assertThat(second.read(false).status()).isEqualTo(200);
    }
    assertThat(server.counters().refused()).isEqualTo(1);
    assertThat(server.counters().requests()).isEqualTo(2);
    await().until(() -> server.counters().open() == 0);
    assertThat(server.ask(one).status()).isEqualTo(200);
  }

  @Test
  void theCapPerAddressDoesNotCountATrustedBalancer() throws Exception {
    start(ClientAddressSource.X_FORWARDED_FOR, "127.0.0.1", 1);
    try (HttpConnection first = server.connect();
        HttpConnection second = server.connect()) {
      first.send(get("/b/x"));
      assertThat(first.read(false).status()).isEqualTo(200);
      second.send(get("/b/x"));
      assertThat(second.read(false).status()).isEqualTo(200);
    }
  }
}
