package io.camelocsp.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/**
 * Decodes one request of a connection and then no more until that one is answered.
 *
 * <p>Routes may answer asynchronously, and nothing in Camel keeps the answers of one connection in
 * the order of their requests (RFC 9112 9.3.2 demands it). So the next request is not even decoded
 * before its turn: what a client sends ahead stays bytes, at most one read of them, because reading
 * stops as soon as some wait. Holding decoded messages back instead would let 64 KiB of tiny
 * requests grow into megabytes of objects. In the common case, a client that waits for its answers,
 * reading is never switched off and nothing here costs a system call.
 *
 * <p>Used by the connection's event loop only.
 */
final class OneRequestAtATime extends HttpRequestDecoder {
  /** Room for the method, two spaces and the version around the longest URL. */
  private static final int AROUND_THE_URL = 32;

  private static final byte TLS_HANDSHAKE = 0x16;

  private final RequestProgress progress;
  private boolean held;
  private boolean decoding;
  private boolean paused;
  private boolean discarding;
  private boolean inBody;
  private boolean inRequest;

  OneRequestAtATime(EdgeLimits limits, RequestProgress progress) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(limits.maxUrl() + AROUND_THE_URL)
            .setMaxHeaderSize(limits.maxHeaderSize()));
    this.progress = progress;
  }

  /** The request before is answered: decode the next one, now if it is here already. */
  void release(ChannelHandlerContext ctx) {
    held = false;
    if (decoding) {
      return; // answered while it was being handed on; the loop below goes on by itself
    }
    if (actualReadableBytes() > 0) {
      decodeMore(ctx, Unpooled.EMPTY_BUFFER);
      report();
    }
    if (paused && !hasWaiting()) {
      resumeReading(ctx);
    }
  }

  /** From now on throw away what comes in; the last answer of the connection is out. */
  void discard(ChannelHandlerContext ctx) {
    discarding = true;
    if (paused) {
      resumeReading(ctx);
    }
  }

  /** The connection is closed: nothing that is here or still comes is decoded. */
  void stop() {
    discarding = true;
  }

  /** Whether the client has sent more than the request that is being answered. */
  boolean hasWaiting() {
    return held && !discarding && actualReadableBytes() > 0;
  }

  /** Whether requests are being decoded and handed on further up the stack. */
  boolean isDecoding() {
    return decoding;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (discarding) {
      ReferenceCountUtil.release(msg);
      return;
    }
    decodeMore(ctx, msg);
    if (!paused && hasWaiting()) {
      paused = true;
      ctx.channel().config().setAutoRead(false);
    }
  }

  private void decodeMore(ChannelHandlerContext ctx, Object msg) {
    decoding = true;
    try {
      super.channelRead(ctx, msg);
    } catch (Exception e) {
      ctx.fireExceptionCaught(e);
    } finally {
      decoding = false;
    }
  }

  private void resumeReading(ChannelHandlerContext ctx) {
    paused = false;
    ctx.channel().config().setAutoRead(true);
  }

  /** Not as the class above has it: that one reads on when nothing was decoded, paused or not. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    report();
    discardSomeReadBytes();
    ctx.fireChannelReadComplete();
  }

  private void report() {
    if (held || discarding) {
      return;
    }
    if (inBody) {
      progress.bodyPending();
    } else if (inRequest) {
      progress.headerPending();
    }
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (held || discarding) {
      return;
    }
    if (!inRequest && in.getByte(in.readerIndex()) == TLS_HANDSHAKE) {
      out.add(refuseTls(in));
    } else {
      inRequest = true;
      super.decode(ctx, in, out);
    }
    if (!out.isEmpty()) {
      follow(out.get(out.size() - 1));
    }
  }

  /** Otherwise Netty skips it as control characters and the client waits for its timeout. */
  private HttpMessage refuseTls(ByteBuf in) {
    in.skipBytes(in.readableBytes());
    HttpMessage refused = createInvalidMessage();
    refused.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("TLS")));
    return refused;
  }

  private void follow(Object decoded) {
    if (decoded instanceof HttpRequest request && request.decoderResult().isFailure()) {
      held = true; // and not complete: what follows it cannot be understood
    } else if (decoded instanceof LastHttpContent last) {
      held = true;
      inBody = false;
      inRequest = false;
      if (last.decoderResult().isSuccess()) {
        progress.requestComplete();
      }
    } else {
      inBody = true;
    }
  }

  /** RFC 9112 6.1: such a message may be an attempt at smuggling; we take part in none. */
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("Transfer-Encoding and Content-Length");
  }

  /** A request never ends by the end of the connection: what is cut off stays unanswered. */
  @Override
  protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {}

  /** A client may close its side while it waits for answers; what it sent before still counts. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof ChannelInputShutdownEvent) {
      ctx.fireUserEventTriggered(event);
    } else {
      super.userEventTriggered(ctx, event);
    }
  }
}
