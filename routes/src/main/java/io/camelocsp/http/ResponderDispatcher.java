package io.camelocsp.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;

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
 *   <li>what is for a responder while the listener closes: the OCSP error tryLater
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
final class ResponderDispatcher extends Dispatcher {
  private final Listener listener;
  private final ConnectionGuard guard;
  private final int maxUrl;

  ResponderDispatcher(Listener listener, ConnectionGuard guard) {
    super(listener, guard);
    this.listener = listener;
    this.guard = guard;
    this.maxUrl = listener.settings().limits().maxUrl();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
    RequestCollector.Collected request = (RequestCollector.Collected) msg;
    HttpRequest head = request.head();
    if (!isUnderstood(head)) {
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

  private static boolean isServed(HttpMethod method) {
    return method.equals(HttpMethod.POST) || isRead(method);
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
    if (listener.isDraining()) {
      send(ctx, answers().tryLater(framing.closing()));
    } else if (match == null || isBare(match.rest()) != post) {
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
}
