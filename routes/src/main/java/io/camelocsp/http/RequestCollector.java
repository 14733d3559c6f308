package io.camelocsp.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects a request's body into a byte array, up to the listener's limit: a longer one is refused
 * as soon as its length is known or exceeded (413). No Netty buffer goes beyond this handler, so
 * none can be released too late or twice by what follows.
 *
 * <p>Used by the connection's event loop only.
 */
final class RequestCollector extends ChannelInboundHandlerAdapter {
  private static final byte[] EMPTY = {};

  private final int maxBody;
  private final ConnectionGuard guard;
  private @Nullable HttpRequest head;
  private byte[] body = EMPTY;
  private int length;

  RequestCollector(EdgeLimits limits, ConnectionGuard guard) {
    this.maxBody = limits.maxBody();
    this.guard = guard;
  }

  /** A request as it came: a head, whose decoder result says whether it is one, and the body. */
  @SuppressWarnings("ArrayRecordComponent") // carried to the next handler, never compared
  record Collected(HttpRequest head, byte[] body) {}

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    try {
      if (msg instanceof HttpRequest request) {
        begin(ctx, request);
      }
      if (msg instanceof HttpContent content && head != null) {
        append(ctx, head, content);
      }
    } finally {
      ReferenceCountUtil.release(msg);
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request) {
    head = request;
    body = EMPTY;
    length = 0;
    if (request.decoderResult().isFailure()) {
      deliver(ctx, request);
    } else if (hasOtherCoding(request)) {
      fail(ctx, request, new IllegalArgumentException("Transfer-Encoding"));
    } else if (HttpUtil.getContentLength(request, 0L) > maxBody) {
      refuse();
    } else if (HttpUtil.is100ContinueExpected(request)) {
      var unused =
          ctx.writeAndFlush(
              new DefaultFullHttpResponse(
                  HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
  }

  /**
   * RFC 9112 6.1 and 6.3: where a body ends that is coded in any way but {@code chunked}, once, is
   * understood differently by different readers.
   */
  private static boolean hasOtherCoding(HttpRequest request) {
    List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return !codings.isEmpty()
        && (codings.size() > 1
            || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0)));
  }

  private void append(ChannelHandlerContext ctx, HttpRequest request, HttpContent content) {
    ByteBuf part = content.content();
    int size = part.readableBytes();
    if (content.decoderResult().isFailure()) {
      fail(ctx, request, new IllegalArgumentException("chunk", content.decoderResult().cause()));
    } else if (size > maxBody - length) {
      refuse();
    } else {
      if (size > 0) {
        makeRoom(size);
        part.getBytes(part.readerIndex(), body, length, size);
        length += size;
      }
      if (content instanceof LastHttpContent) {
        deliver(ctx, request);
      }
    }
  }

  private void makeRoom(int size) {
    if (body.length - length < size) {
      // exact the first time: most bodies come in one piece
      int roomy = length == 0 ? size : Math.min(maxBody, Math.max(length + size, 2 * length));
      body = Arrays.copyOf(body, roomy);
    }
  }

  private void deliver(ChannelHandlerContext ctx, HttpRequest request) {
    byte[] whole = length == body.length ? body : Arrays.copyOf(body, length);
    drop();
    ctx.fireChannelRead(new Collected(request, whole));
  }

  private void fail(ChannelHandlerContext ctx, HttpRequest request, Throwable cause) {
    request.setDecoderResult(DecoderResult.failure(cause));
    deliver(ctx, request);
  }

  private void refuse() {
    drop();
    guard.refuse(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
  }

  private void drop() {
    head = null;
    body = EMPTY;
    length = 0;
  }
}
