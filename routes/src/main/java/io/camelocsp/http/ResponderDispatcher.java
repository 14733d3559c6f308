package io.camelocsp.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
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
 * The end of a connection's pipeline: gives a request to the responder it is for, or answers what
 * is for none. What it refuses, in this order:
 *
 * <ul>
 *   <li>what is not HTTP/1.x as RFC 9112 has it: 414 for the URL's length, 431 for the header's,
 *       else 400; the connection is closed
 *   <li>a URL longer than the limit: 414
 *   <li>a method other than GET, HEAD and POST: 405, whatever the path
 *   <li>HTTP/1.1 without exactly one Host (RFC 9112 3.2): 400; HTTP/1.0 needs none
 *   <li>a path with an illegal character or a broken percent sequence: 400
 *   <li>a path without responder, GET of a responder without a request, POST below a responder: 404
 *   <li>a POST whose body is compressed: 415; its Content-Type may be any, since much of what
 *       clients send is wrong and harmless
 *   <li>a POST longer than the responder's own limit: 413; what is longer than the listener's has
 *       been refused by {@link RequestCollector}
 *   <li>a request while as many as the limit are in flight: the OCSP error tryLater
 * </ul>
 *
 * {@code GET /.ping} gets 200 on every listener. A refusal leaves the connection usable unless it
 * says otherwise.
 *
 * <p>Used by the connection's event loop only; answers of routes may come from any thread, Netty
 * brings them there.
 */
final class ResponderDispatcher extends ChannelDuplexHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ResponderDispatcher.class);
  private static final String PING = "/.ping";

  private final Listener listener;
  private final ConnectionGuard guard;
  private final int maxUrl;
  private final GenericFutureListener<Future<? super Void>> written;

  ResponderDispatcher(Listener listener, ConnectionGuard guard) {
    this.listener = listener;
    this.guard = guard;
    this.maxUrl = listener.settings().limits().maxUrl();
    this.written = future -> guard.answered(future.isSuccess());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
    RequestCollector.Collected request = (RequestCollector.Collected) msg;
    HttpRequest head = request.head();
    if (head.decoderResult().isFailure() || head.protocolVersion().majorVersion() != 1) {
      send(ctx, answers().refusal(notUnderstood(head), Framing.CLOSING));
      return;
    }
    Framing framing = Framing.of(head);
    String path = RequestTarget.path(head.uri());
    if (head.uri().length() > maxUrl) {
      refuse(ctx, HttpResponseStatus.REQUEST_URI_TOO_LONG, framing);
    } else if (!isServed(head.method())) {
      send(ctx, answers().notAllowed(framing, HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST));
    } else if (!isHostRight(head) || path == null) {
      refuse(ctx, HttpResponseStatus.BAD_REQUEST, framing);
    } else if (path.equals(PING)) {
      ping(ctx, head.method(), framing);
    } else {
      route(ctx, request, path, framing);
    }
  }

  private static HttpResponseStatus notUnderstood(HttpRequest head) {
    Throwable cause = head.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      return HttpResponseStatus.REQUEST_URI_TOO_LONG;
    }
    return cause instanceof TooLongHttpHeaderException
        ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        : HttpResponseStatus.BAD_REQUEST;
  }

  private static boolean isServed(HttpMethod method) {
    return method.equals(HttpMethod.POST) || isRead(method);
  }

  private static boolean isRead(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  private static boolean isHostRight(HttpRequest head) {
    Iterator<? extends CharSequence> hosts =
        head.headers().valueCharSequenceIterator(HttpHeaderNames.HOST);
    if (!hosts.hasNext()) {
      return head.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }
    hosts.next();
    return !hosts.hasNext();
  }

  private void ping(ChannelHandlerContext ctx, HttpMethod method, Framing framing) {
    send(
        ctx,
        isRead(method)
            ? answers().pong(framing)
            : answers().notAllowed(framing, HttpMethod.GET, HttpMethod.HEAD));
  }

  private void route(
      ChannelHandlerContext ctx, RequestCollector.Collected request, String path, Framing framing)
      throws Exception {
    HttpRequest head = request.head();
    boolean post = !isRead(head.method());
    ResponderTable.Match match = listener.responders().find(path);
    if (match == null || isBare(match.rest()) != post) {
      refuse(ctx, HttpResponseStatus.NOT_FOUND, framing);
    } else if (post && isCompressed(head.headers())) {
      refuse(ctx, HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, framing);
    } else if (post && match.handler().isTooLong(request.body().length)) {
      refuse(ctx, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, framing);
    } else if (!match.handler().isOpen()) {
      send(ctx, answers().tryLater(framing.closing()));
    } else if (!listener.admitRequest()) {
      listener.note(EdgeEvent.OVERLOADED, guard.clientAddress(head.headers()));
      send(ctx, answers().tryLater(framing));
    } else {
      match
          .handler()
          .serve(
              ctx,
              new HttpCall(
                  head.method().name(),
                  match.rest(),
                  post ? request.body() : null,
                  head.headers().get(HttpHeaderNames.IF_NONE_MATCH),
                  guard.clientAddress(head.headers()),
                  framing));
    }
  }

  /** A POST goes to the responder's own path; a GET has its request behind it. */
  private static boolean isBare(String rest) {
    return rest.isEmpty() || rest.equals("/");
  }

  private static boolean isCompressed(HttpHeaders headers) {
    String coding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
    return coding != null && !HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(coding);
  }

  private void refuse(ChannelHandlerContext ctx, HttpResponseStatus status, Framing framing) {
    send(ctx, answers().refusal(status, framing));
  }

  /** Through the whole pipeline, so that {@link #write} sees this answer like any other. */
  private static void send(ChannelHandlerContext ctx, FullHttpResponse answer) {
    var unused = ctx.channel().writeAndFlush(answer);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (msg instanceof FullHttpResponse answer) {
      if (guard.isClosing()) {
        answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      }
      if (answer.status().code() >= 400 && !isTimeout(answer)) {
        listener.note(EdgeEvent.CLIENT_ERROR, guard.clientAddress());
      }
      guard.answering(isLast(answer));
      promise.addListener(written);
    }
    var unused = ctx.write(msg, promise);
  }

  /** It is counted where it happens. */
  private static boolean isTimeout(FullHttpResponse answer) {
    return HttpResponseStatus.REQUEST_TIMEOUT.equals(answer.status());
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

  private Answers answers() {
    return listener.answers();
  }
}
