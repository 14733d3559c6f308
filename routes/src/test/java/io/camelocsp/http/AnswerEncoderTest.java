package io.camelocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is written is what Netty's own encoder writes. */
class AnswerEncoderTest {
  @Provide
  Arbitrary<Integer> statuses() {
    return Arbitraries.of(200, 400, 404, 405, 408, 413, 414, 415, 431);
  }

  @Provide
  Arbitrary<Map<String, String>> fields() {
    return Arbitraries.maps(
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(300),
            Arbitraries.strings().withCharRange('!', '~').ofMaxLength(600))
        .ofMaxSize(12);
  }

  @Property(tries = 500)
  void isWhatNettyWrites(
      @ForAll("statuses") int status,
      @ForAll("fields") Map<String, String> fields,
      @ForAll @Size(max = 2000) byte[] body) {
    FullHttpResponse answer = answer(status, body);
    fields.forEach((name, value) -> answer.headers().set(name, value));
    EmbeddedChannel ours = new EmbeddedChannel(AnswerEncoder.INSTANCE);
    EmbeddedChannel nettys = new EmbeddedChannel(new HttpResponseEncoder());

    assertThat(written(ours, answer.copy())).isEqualTo(written(nettys, answer));
  }

  @Test
  void writesOneBufferAndLetsGoOfTheAnswer() {
    FullHttpResponse answer = answer(200, new byte[1500]);
    EmbeddedChannel connection = new EmbeddedChannel(AnswerEncoder.INSTANCE);

    connection.writeOutbound(answer);

    assertThat(answer.refCnt()).isZero();
    assertThat(connection.outboundMessages()).hasSize(1);
    connection.releaseOutbound();
  }

  private static FullHttpResponse answer(int status, byte[] body) {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
  }

  private static String written(EmbeddedChannel connection, FullHttpResponse answer) {
    connection.writeOutbound(answer);
    StringBuilder text = new StringBuilder();
    for (ByteBuf part = connection.readOutbound(); part != null; part = connection.readOutbound()) {
      text.append(part.toString(StandardCharsets.ISO_8859_1));
      part.release();
    }
    return text.toString();
  }
}
