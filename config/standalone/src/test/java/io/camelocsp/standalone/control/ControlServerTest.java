package io.camelocsp.standalone.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelocsp.operations.Line;
import io.camelocsp.standalone.control.ControlClient.NotRunningException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlServerTest {
  private static final ControlServer.Limits SHORT =
      new ControlServer.Limits(Duration.ofMillis(300), Duration.ofSeconds(20));
  private static final ControlRequest ECHO = new ControlRequest("echo", Map.of("word", "Grüße"));

  @TempDir private Path directory;
  private final CountDownLatch released = new CountDownLatch(1);
  private Path socket;
  private ControlServer server;

  @BeforeEach
  void open() throws IOException {
    socket = directory.resolve("control.sock");
    server = ControlServer.open(socket, this::handle, SHORT);
  }

  @AfterEach
  void close() {
    released.countDown();
    server.close();
  }

  private ControlReply handle(ControlRequest request) {
    return switch (request.action()) {
      case "echo" ->
          new ControlReply(
              1,
              List.of(new Line(Line.Tone.WARNING, request.argument("word"))),
              Map.of("word", request.argument("word")));
      case "hang" -> {
        try {
          released.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        yield new ControlReply(0, List.of(), Map.of());
      }
      case "fail" -> throw new IllegalStateException("secret detail");
      default -> throw new IllegalArgumentException("there is no " + request.action());
    };
  }

  private void assertThatItAnswers() throws Exception {
    ControlReply reply = ControlClient.ask(socket, ECHO);
    assertThat(reply.exit()).isEqualTo(1);
    assertThat(reply.lines()).containsExactly(new Line(Line.Tone.WARNING, "Grüße"));
    assertThat(reply.report()).containsKey("word");
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  private static String rest(SocketChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(100_000);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // until the end
    }
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
  }

  @Test
  void aRequestGetsItsReply() throws Exception {
    assertThatItAnswers();
  }

  @Test
  void onlyItsOwnerCanConnectAndNothingElseIsLeftBehind() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(socket);
    }
  }

  @Test
  void theSocketGoesWithTheServer() {
    server.close();
    server.close();

    assertThat(socket).doesNotExist();
    assertThatThrownBy(() -> ControlClient.ask(socket, ECHO))
        .isInstanceOf(NotRunningException.class);
  }

  @Test
  void theSocketOfAKilledProcessIsReplaced() throws Exception {
    server.close();
    ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    killed.bind(UnixDomainSocketAddress.of(socket));
    killed.close(); // its file stays
    assertThat(socket).exists();

    server = ControlServer.open(socket, this::handle, SHORT);

    assertThatItAnswers();
  }

  @Test
  void anotherProcessSocketIsNotTakenAway() throws Exception {
    assertThatThrownBy(() -> ControlServer.open(socket, this::handle, SHORT))
        .hasMessageContaining("another process listens")
        .hasMessageContaining("ocsp.control.socket");
    assertThatItAnswers();
  }

  @Test
  void aFileThatIsNoSocketIsNeverDeleted() throws IOException {
    Path file = Files.writeString(directory.resolve("precious"), "key");

    assertThatThrownBy(() -> ControlServer.open(file, this::handle, SHORT))
        .hasMessageContaining("is no socket");
    assertThat(file).hasContent("key");
  }

  @Test
  void aPathThatIsTooLongIsRefusedWithTheKeyThatHelps() {
    Path tooLong = directory.resolve("d".repeat(100)).resolve("control.sock");

    assertThatThrownBy(() -> ControlServer.open(tooLong, this::handle, SHORT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too long for a socket: set ocsp.control.socket");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "[]",
        "null",
        "{}",
        "{\"protocol\":2,\"action\":\"echo\"}",
        "{\"protocol\":\"x\"}",
        "\u0000\u0001"
      })
  void garbageIsRefusedAndHarmsNothing(String line) throws Exception {
    try (SocketChannel client = connect()) {
      client.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
      assertThat(rest(client)).contains("\"error\":\"the request cannot be read: ");
    }
    assertThatItAnswers();
  }

  @Test
  void aRequestWithoutEndIsCutOffAtItsLimit() throws Exception {
    try (SocketChannel client = connect()) {
      ByteBuffer flood = ByteBuffer.wrap(new byte[ControlServer.MOST_REQUEST_OCTETS]);
      while (flood.hasRemaining()) {
        client.write(flood);
      }
      assertThat(rest(client)).contains("is longer than");
    }
    assertThatItAnswers();
  }

  @Test
  void clientsThatSayNothingAreCutOffAndTheNextOneIsServed() throws Exception {
    List<SocketChannel> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * ControlServer.MOST_AT_ONCE; i++) {
        silent.add(connect());
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .ignoreExceptions()
          .untilAsserted(this::assertThatItAnswers);
    } finally {
      for (SocketChannel each : silent) {
        each.close();
      }
    }
  }

  @Test
  void moreThanAFewAtOnceAreToldToTryAgain() throws Exception {
    List<SocketChannel> busy = new ArrayList<>();
    try {
      for (int i = 0; i < ControlServer.MOST_AT_ONCE; i++) {
        SocketChannel client = connect();
        busy.add(client);
        client.write(ByteBuffer.wrap(ControlMessages.encode(new ControlRequest("hang", Map.of()))));
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> {
                try (SocketChannel client = connect()) {
                  assertThat(rest(client)).contains("try again");
                }
              });
    } finally {
      released.countDown();
      for (SocketChannel each : busy) {
        each.close();
      }
    }
  }

  @Test
  void failuresAreTheClientsToReadButNotTheirDetails() {
    assertThatThrownBy(() -> ControlClient.ask(socket, new ControlRequest("walk", Map.of())))
        .isInstanceOf(ControlFailureException.class)
        .hasMessage("there is no walk");
    assertThatThrownBy(() -> ControlClient.ask(socket, new ControlRequest("fail", Map.of())))
        .isInstanceOf(ControlFailureException.class)
        .hasMessageContaining("the log")
        .hasMessageNotContaining("secret");
  }
}
