package io.camelocsp.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.io.IOException;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a connection's pipeline. This much is the same for every listener: each answer that
 * leaves goes by the guard, what is not HTTP is refused, and an exception ends the connection.
 *
 * <p>Used by the connection's event loop only.
 */
abstract class Dispatcher extends ChannelDuplexHandler {
  /** Answered on every listener, for load balancers. */
  static final String PING = "/.ping";

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final Listener listener;
  private final ConnectionGuard guard;
  private final GenericFutureListener<Future<? super Void>> written;

  Dispatcher(Listener listener, ConnectionGuard guard) {
    this.listener = listener;
    this.guard = guard;
    this.written = future -> guard.answered(future.isSuccess());
  }

  /** Whether the header is HTTP/1.x at all; {@link #notUnderstood} says what it gets if not. */
  static boolean isUnderstood(HttpRequest head) {
    return !head.decoderResult().isFailure() && head.protocolVersion().majorVersion() == 1;
  }

  static HttpResponseStatus notUnderstood(HttpRequest head) {
    Throwable cause = head.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      return HttpResponseStatus.REQUEST_URI_TOO_LONG;
    }
    return cause instanceof TooLongHttpHeaderException
        ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        : HttpResponseStatus.BAD_REQUEST;
  }

  /** RFC 9112 3.2: exactly one; HTTP/1.0 needs none. */
  static boolean isHostRight(HttpRequest head) {
    Iterator<? extends CharSequence> hosts =
        head.headers().valueCharSequenceIterator(HttpHeaderNames.HOST);
    if (!hosts.hasNext()) {
      return head.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }
    hosts.next();
    return !hosts.hasNext();
  }

  static boolean isRead(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  Answers answers() {
    return listener.answers();
  }

  void refuse(ChannelHandlerContext ctx, HttpResponseStatus status, Framing framing) {
    send(ctx, answers().refusal(status, framing));
  }

  /** Through the whole pipeline, so that {@link #write} sees this answer like any other. */
  static void send(ChannelHandlerContext ctx, FullHttpResponse answer) {
    var unused = ctx.channel().writeAndFlush(answer);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (msg instanceof FullHttpResponse answer) {
      if (guard.isClosing()) {
        answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      }
      if (isClientError(answer)) {
        listener.note(EdgeEvent.CLIENT_ERROR, guard.clientAddress());
      }
      guard.answering(isLast(answer));
      promise.addListener(written);
    }
    var unused = ctx.write(msg, promise);
  }

  /** But for a timeout, which is counted where it happens. */
  private static boolean isClientError(FullHttpResponse answer) {
    int code = answer.status().code();
    return code >= 400 && code < 500 && !HttpResponseStatus.REQUEST_TIMEOUT.equals(answer.status());
  }

  private static boolean isLast(FullHttpResponse answer) {
    String connection = answer.headers().get(HttpHeaderNames.CONNECTION);
    return connection != null && HttpHeaderValues.CLOSE.contentEqualsIgnoreCase(connection);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("A connection ends with an exception", cause);
    } else {
      listener.noteFailure(guard.clientAddress(), cause);
    }
    guard.close();
  }
}
