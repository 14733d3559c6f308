package io.camelocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fuzz target: whatever a connection is sent, in whatever pieces, it gets the same answers; they
 * are those of this listener, grow with the input only, and nothing is left behind. An octet FF is
 * where a piece ends: HTTP needs none.
 */
public final class ConnectionFuzz {
  private static final Responders RESPONDERS =
      new Responders(new EdgeLimits(60, 200, 40, 10, 10, 100), "/r", "/r/s");
  private static final Listener LISTENER = RESPONDERS.listener();
  private static final byte END_OF_PIECE = (byte) 0xFF;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (.{3})");
  private static final String REFUSED = "refused";
  private static final Pattern REFUSAL =
      Pattern.compile("HTTP/1\\.1 (400|414|431) .*connection: close\r\n.*", Pattern.DOTALL);
  private static final Set<String> STATUSES =
      Set.of("100", "200", "400", "404", "405", "413", "414", "415", "431");

  private ConnectionFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    accepts(data);
  }

  /** Whether a route was asked. */
  static boolean accepts(byte[] data) {
    long before = LISTENER.counters().snapshot().requests();
    String answers = new Run().send(data, true);
    boolean asked = LISTENER.counters().snapshot().requests() > before;
    String atOnce = new Run().send(data, false);
    requireSame(withoutLastRefusal(answers), withoutLastRefusal(atOnce));

    assertThat(answers.length()).isLessThan(500 + 20 * data.length);
    Matcher status = STATUS.matcher(answers);
    while (status.find()) {
      assertThat(STATUSES).contains(status.group(1));
    }
    return asked;
  }

  /** Of several faults any may be named by the answer that ends the connection. */
  private static String withoutLastRefusal(String answers) {
    int last = Math.max(0, answers.lastIndexOf("HTTP/1.1 "));
    boolean refusal = REFUSAL.matcher(answers).region(last, answers.length()).lookingAt();
    return refusal ? answers.substring(0, last) + REFUSED : answers;
  }

  /**
   * The same answers, or a refusal where the other goes on. Netty counts control characters before
   * a request for the length of its line, and takes a folded line in a trailer, only if they come
   * in one piece with what is beside them.
   */
  private static void requireSame(String answers, String others) {
    boolean otherSooner = others.endsWith(REFUSED) && others.length() < answers.length();
    boolean first = answers.endsWith(REFUSED) && !otherSooner;
    String refused = first ? answers : others;
    String served = first ? others : answers;
    if (!served.equals(refused)) {
      assertThat(refused).as("instead of %s", served).endsWith(REFUSED);
      assertThat(served).startsWith(refused.substring(0, refused.length() - REFUSED.length()));
    }
  }

  /** One connection. */
  private static final class Run {
    private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(false);
    private final EmbeddedChannel connection = new EmbeddedChannel(new ListenerPipeline(LISTENER));
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();

    Run() {
      connection.config().setAllocator(buffers);
    }

    /** Sends it all, in pieces or in one; the client closes its side at the end or all of it. */
    String send(byte[] data, boolean inPieces) {
      ByteBuf piece = buffers.buffer();
      for (byte octet : data) {
        if (octet != END_OF_PIECE) {
          piece.writeByte(octet);
        } else if (inPieces) {
          receive(piece);
          piece = buffers.buffer();
        }
      }
      receive(piece);
      if (!inPieces) {
        connection.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
      }
      RESPONDERS.answerHeld();
      takeAnswers();
      connection.finishAndReleaseAll();

      EdgeCounters.Snapshot seen = LISTENER.counters().snapshot();
      assertThat(seen.failures()).isZero();
      assertThat(seen.open()).isZero();
      assertThat(buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory()).isZero();
      return answers.toString(StandardCharsets.ISO_8859_1);
    }

    private void receive(ByteBuf piece) {
      if (!connection.isOpen() || !piece.isReadable()) {
        piece.release();
        return;
      }
      connection.writeInbound(piece);
      RESPONDERS.answerHeld();
      takeAnswers();
    }

    private void takeAnswers() {
      for (ByteBuf sent = connection.readOutbound();
          sent != null;
          sent = connection.readOutbound()) {
        byte[] octets = new byte[sent.readableBytes()];
        sent.readBytes(octets);
        answers.writeBytes(octets);
        sent.release();
      }
    }
  }
}
