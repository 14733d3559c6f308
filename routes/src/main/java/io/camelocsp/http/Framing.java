package io.camelocsp.http;

import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/**
 * What a request says about the frame of its answer, whatever the answer is. Immutable.
 *
 * @param head the answer goes out without its body (RFC 9110 9.3.2)
 * @param persistence what becomes of the connection
 */
record Framing(boolean head, Persistence persistence) {

  /** What becomes of a connection after an answer. */
  enum Persistence {
    /** HTTP/1.1 keeps it unless told otherwise; nothing to say. */
    KEPT,
    /** HTTP/1.0 with {@code Connection: keep-alive} wants to hear that it is kept. */
    KEPT_ON_REQUEST,
    CLOSED
  }

  /** For answers after which nothing more can be understood. */
  static final Framing CLOSING = new Framing(false, Persistence.CLOSED);

  static Framing of(HttpRequest request) {
    return new Framing(HttpMethod.HEAD.equals(request.method()), persistence(request));
  }

  private static Persistence persistence(HttpRequest request) {
    if (!HttpUtil.isKeepAlive(request)) {
      return Persistence.CLOSED;
    }
    return HttpVersion.HTTP_1_0.equals(request.protocolVersion())
        ? Persistence.KEPT_ON_REQUEST
        : Persistence.KEPT;
  }

  /** The same request, but the connection ends with its answer. */
  Framing closing() {
    return new Framing(head, Persistence.CLOSED);
  }

  void apply(FullHttpResponse answer) {
    switch (persistence) {
      case KEPT -> {}
      case KEPT_ON_REQUEST ->
          answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
      case CLOSED -> answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }
}
