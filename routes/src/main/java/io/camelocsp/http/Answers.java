package io.camelocsp.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/**
 * Makes the HTTP answers: frame, Date and length; and those that need no route. What goes out holds
 * nothing the client sent. Thread-safe.
 */
final class Answers {
  static final String OCSP_RESPONSE = "application/ocsp-response";

  private static final String TEXT = "text/plain; charset=us-ascii";

  /** OCSPResponse { tryLater } (RFC 6960 4.2.1), for when even the error mapping has failed. */
  private static final byte[] TRY_LATER = {0x30, 0x03, 0x0A, 0x01, 0x03};

  private static final byte[] PONG = ascii("ok\n");

  private final DateHeader date;

  Answers(InstantSource clock) {
    this.date = new DateHeader(clock);
  }

  /** An answer with its frame; the caller adds what describes the body. */
  FullHttpResponse frame(HttpResponseStatus status, byte[] body, Framing framing) {
    int length = hasNoBody(status) ? 0 : body.length;
    FullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            status,
            framing.head() || length == 0 ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
    answer.headers().set(HttpHeaderNames.DATE, date.now());
    if (!hasNoLength(status)) {
      answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(length));
    }
    framing.apply(answer);
    return answer;
  }

  /** RFC 9110 15.3.5, 15.3.6 and 15.4.5, whatever a route says. */
  private static boolean hasNoBody(HttpResponseStatus status) {
    return hasNoLength(status) || HttpResponseStatus.RESET_CONTENT.equals(status);
  }

  /** RFC 9110 8.6: not in a 204; in a 304 it would be that of the answer that is not sent. */
  private static boolean hasNoLength(HttpResponseStatus status) {
    return HttpResponseStatus.NOT_MODIFIED.equals(status)
        || HttpResponseStatus.NO_CONTENT.equals(status);
  }

  /** What the ping gets: the listener is up. */
  FullHttpResponse pong(Framing framing) {
    return uncached(frame(HttpResponseStatus.OK, PONG, framing), TEXT);
  }

  /**
   * A 4xx with its name as the text. Not to be cached: RFC 9111 4.2.2 lets caches keep a 404, 405
   * or 414 otherwise.
   */
  FullHttpResponse refusal(HttpResponseStatus status, Framing framing) {
    return refusal(status, status.reasonPhrase() + "\n", framing);
  }

  /** Likewise, with a text that says more. */
  FullHttpResponse refusal(HttpResponseStatus status, String text, Framing framing) {
    return uncached(frame(status, ascii(text), framing), TEXT);
  }

  /** RFC 9110 15.5.6: a 405 says what is allowed. */
  FullHttpResponse notAllowed(Framing framing, HttpMethod... allowed) {
    FullHttpResponse answer = refusal(HttpResponseStatus.METHOD_NOT_ALLOWED, framing);
    StringBuilder names = new StringBuilder();
    for (HttpMethod method : allowed) {
      names.append(names.length() == 0 ? "" : ", ").append(method.name());
    }
    answer.headers().set(HttpHeaderNames.ALLOW, names.toString());
    return answer;
  }

  /** The OCSP error tryLater; the last net under everything a route can do wrong. */
  FullHttpResponse tryLater(Framing framing) {
    return uncached(frame(HttpResponseStatus.OK, TRY_LATER, framing), OCSP_RESPONSE);
  }

  /** Marks an answer as nobody's to keep. */
  static FullHttpResponse uncached(FullHttpResponse answer, String contentType) {
    answer.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    answer.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    return answer;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
