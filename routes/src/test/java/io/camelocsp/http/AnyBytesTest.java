package io.camelocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.MutableClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever bytes a connection is given, in whatever pieces: no exception of ours, every buffer
 * released exactly once, and the connection leaves nothing behind.
 */
class AnyBytesTest {
  private static final EdgeLimits SMALL = new EdgeLimits(60, 200, 40, 10, 10, 100);

  /** Pieces of HTTP, so that random sequences of them often are nearly requests. */
  @Provide
  Arbitrary<List<String>> traffic() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "GET /.ping HTTP/1.1\r\n",
            "GET /unknown HTTP/1.0\r\n",
            "HEAD /%zz HTTP/1.1\r\n",
            "POST / HTTP/1.1\r\n",
            "POST /" + "a".repeat(100),
            "Host: t\r\n",
            "Connection: close\r\n",
            "Connection: keep-alive\r\n",
            "Expect: 100-continue\r\n",
            "Content-Length: 5\r\n",
            "Content-Length: 40\r\n",
            "Content-Length: 41\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: gzip\r\n",
            "X: " + "x".repeat(150) + "\r\n",
            "\r\n",
            "5\r\n",
            "20\r\n",
            "abcde",
            "abcde\r\n",
            "0\r\n\r\n",
            "0\r\nTrailer: x\r\n\r\n",
            "\u0016\u0003\u0001");
    Arbitrary<String> noise =
        Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(9);
    return Arbitraries.frequencyOf(Tuple.of(9, pieces), Tuple.of(1, noise)).list().ofMaxSize(25);
  }

  @Property(tries = 3000)
  void isTakenWithoutExceptionOrLeak(@ForAll("traffic") List<String> pieces) {
    Listener listener =
        new Listener(
            new EdgeSettings("127.0.0.1", 1, SMALL, EdgeTimeouts.DEFAULT, Balancers.NONE),
            new Answers(new MutableClock(Instant.EPOCH)));
    UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(false);
    EmbeddedChannel connection = new EmbeddedChannel(new ListenerPipeline(listener));
    connection.config().setAllocator(buffers);
    for (String piece : pieces) {
      if (connection.isOpen()) {
        byte[] bytes = piece.getBytes(StandardCharsets.ISO_8859_1);
        connection.writeInbound(buffers.buffer().writeBytes(bytes));
        releaseAnswers(connection);
      }
    }
    connection.finishAndReleaseAll();

    assertThat(listener.counters().snapshot().failures()).isZero();
    assertThat(listener.counters().snapshot().open()).isZero();
    assertThat(buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory()).isZero();
  }

  private static void releaseAnswers(EmbeddedChannel connection) {
    for (Object sent = connection.readOutbound(); sent != null; sent = connection.readOutbound()) {
      ((ByteBuf) sent).release();
    }
  }
}
