package io.camelocsp.http.intake;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Decodes the one request of a connection; what follows it is left alone, since after its answer
 * the connection ends. Used by the connection's event loop only.
 */
final class IntakeDecoder extends HttpRequestDecoder {
  private static final int MAX_LINE = 4096;
  private static final int MAX_HEADER = 8192;
  private static final int MAX_PART = 1 << 16;

  private boolean done;
  private boolean discarding;

  IntakeDecoder() {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MAX_LINE)
            .setMaxHeaderSize(MAX_HEADER)
            .setMaxChunkSize(MAX_PART));
  }

  /** Whether the client sent more than its request. */
  boolean hasMore() {
    return done && actualReadableBytes() > 0;
  }

  /** From now on throw away what comes in. */
  void discard() {
    discarding = true;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (discarding) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (done) {
      return;
    }
    super.decode(ctx, in, out);
    if (!out.isEmpty()) {
      Object last = out.get(out.size() - 1);
      done =
          last instanceof LastHttpContent
              || (last instanceof HttpRequest request && request.decoderResult().isFailure());
    }
  }

  /** RFC 9112 6.1: such a message may be an attempt at smuggling. */
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("Transfer-Encoding and Content-Length");
  }

  /** A list never ends by the end of the connection: what is cut off is no list. */
  @Override
  protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {}
}
