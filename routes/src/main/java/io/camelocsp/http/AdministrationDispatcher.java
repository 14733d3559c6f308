package io.camelocsp.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * The end of an administration connection's pipeline: gives what is to be read to the route. What
 * it refuses, in this order:
 *
 * <ul>
 *   <li>what is not HTTP/1.x as RFC 9112 has it: 414 for the URL's length, 431 for the header's,
 *       else 400; the connection is closed
 *   <li>a method other than GET and HEAD: 405, so that nothing can be done here, only looked at
 *   <li>HTTP/1.1 without exactly one Host, a target that is not a path, an illegal path: 400
 *   <li>a Host that is not this machine, on a loopback listener: 421 ({@link HostRule})
 *   <li>a request while as many as the limit are in flight: 503
 * </ul>
 *
 * Every answer tells browsers to run and load nothing that does not come from here, and to keep and
 * show it nowhere else.
 *
 * <p>Used by the connection's event loop only; answers of the route may come from any thread.
 */
final class AdministrationDispatcher extends Dispatcher {
  private static final String POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
          + " object-src 'none'";

  private final AdministrationServer server;
  private final HostRule hosts;

  AdministrationDispatcher(AdministrationServer server, ConnectionGuard guard) {
    super(server.listener(), guard);
    this.server = server;
    this.hosts = new HostRule(server.listener().settings().host());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    HttpRequest head = ((RequestCollector.Collected) msg).head();
    if (!isUnderstood(head)) {
      send(ctx, answers().refusal(notUnderstood(head), Framing.CLOSING));
      return;
    }
    Framing framing = Framing.of(head);
    String path = head.uri().startsWith("/") ? RequestTarget.path(head.uri()) : null;
    if (!isRead(head.method())) {
      send(ctx, answers().notAllowed(framing, HttpMethod.GET, HttpMethod.HEAD));
    } else if (!isHostRight(head) || path == null) {
      refuse(ctx, HttpResponseStatus.BAD_REQUEST, framing);
    } else if (!hosts.permits(head.headers().get(HttpHeaderNames.HOST))) {
      send(
          ctx,
          answers()
              .refusal(
                  HttpResponseStatus.MISDIRECTED_REQUEST,
                  "This listener is for this machine only: ask for http://localhost:PORT or"
                      + " http://127.0.0.1:PORT\n",
                  framing));
    } else if (path.equals(PING)) {
      send(ctx, answers().pong(framing));
    } else {
      route(ctx, head, path, framing);
    }
  }

  private void route(ChannelHandlerContext ctx, HttpRequest head, String path, Framing framing) {
    if (!server.listener().admitRequest()) {
      refuse(ctx, HttpResponseStatus.SERVICE_UNAVAILABLE, framing);
      return;
    }
    int query = head.uri().indexOf('?');
    server.take(
        new AdministrationCall(
            head.method().name(), path, query < 0 ? "" : head.uri().substring(query + 1), framing),
        answer -> {
          server.listener().requestLeft();
          send(ctx, answer);
        });
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (msg instanceof FullHttpResponse answer) {
      HttpHeaders fields = answer.headers();
      fields.set("Content-Security-Policy", POLICY);
      fields.set("X-Content-Type-Options", "nosniff");
      fields.set("X-Frame-Options", "DENY");
      fields.set("Referrer-Policy", "no-referrer");
      fields.set("Cross-Origin-Resource-Policy", "same-origin");
    }
    super.write(ctx, msg, promise);
  }
}
