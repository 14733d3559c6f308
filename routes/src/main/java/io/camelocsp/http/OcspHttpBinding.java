package io.camelocsp.http;

import io.camelocsp.processors.Seldom;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between an HTTP request and a Camel message, as little as OCSP needs.
 *
 * <p>In: the body of a POST as {@code byte[]} (GET and HEAD have none), and the headers {@link
 * #METHOD}, {@link #PATH} (GET and HEAD), {@link #CLIENT_ADDRESS} and {@code If-None-Match} if the
 * client sent it. Nothing else a client sends gets into a message.
 *
 * <p>Out: the body as {@code byte[]}, {@link #STATUS} (200 if absent), and of the headers only
 * Content-Type, Cache-Control, Expires, Last-Modified, ETag and OCSP-Trace. Date, Content-Length
 * and what becomes of the connection are this binding's own, so a route cannot break the framing,
 * and no header of a request can come back as a header of the answer.
 *
 * <p>A route that ends with an exception, with an answer HTTP cannot carry, or with the request
 * still as its body, gets the OCSP error tryLater: never a stack trace, never a 5xx. Thread-safe.
 */
public final class OcspHttpBinding {
  /** {@code String}: GET, HEAD or POST. */
  public static final String METHOD = Exchange.HTTP_METHOD;

  /**
   * {@code String}: what follows the responder's own path, still percent-encoded, query removed,
   * beginning with a slash; only for GET and HEAD.
   */
  public static final String PATH = Exchange.HTTP_PATH;

  /** {@code String}: the client's IP address, numeric, without port. */
  public static final String CLIENT_ADDRESS = "CamelOcspClientAddress";

  /** {@code String}: the header of that name as the client sent it. */
  public static final String IF_NONE_MATCH = "If-None-Match";

  /** {@code Integer}: the status of the answer, 200 to 499. */
  public static final String STATUS = Exchange.HTTP_RESPONSE_CODE;

  private static final Logger LOG = LoggerFactory.getLogger(OcspHttpBinding.class);
  private static final String CALL = "CamelOcspHttpCall";
  private static final byte[] NOTHING = {};
  private static final String CONTENT_TYPE = "Content-Type";

  /** Spelled as users do: a context may be set to tell cases of header names apart. */
  private static final String[] COPIED = {
    "Cache-Control", "Expires", "Last-Modified", "ETag", "OCSP-Trace"
  };

  private final Answers answers;
  private final Seldom seldom = new Seldom(Duration.ofMinutes(1), System::nanoTime);
  private final LongAdder failures = new LongAdder();

  OcspHttpBinding(Answers answers) {
    this.answers = answers;
  }

  void toMessage(HttpCall call, Exchange exchange) {
    exchange.setProperty(CALL, call);
    Message message = new DefaultMessage(exchange);
    message.setHeader(METHOD, call.method());
    message.setHeader(CLIENT_ADDRESS, call.clientAddress());
    if (call.body() != null) {
      message.setBody(call.body());
    } else {
      message.setHeader(PATH, call.path());
    }
    if (call.ifNoneMatch() != null) {
      message.setHeader(IF_NONE_MATCH, call.ifNoneMatch());
    }
    exchange.setIn(message);
  }

  FullHttpResponse toAnswer(Exchange exchange) {
    HttpCall call = exchange.getProperty(CALL, HttpCall.class);
    if (call == null) {
      return failed("the route took its exchange's properties away", Framing.CLOSING);
    }
    if (exchange.getException() != null) {
      return failed(exchange.getException().getClass().getName(), call.framing());
    }
    try {
      return answer(exchange.getMessage(), call);
    } catch (RuntimeException e) {
      return failed(e.getClass().getName(), call.framing());
    }
  }

  private FullHttpResponse answer(Message message, HttpCall call) {
    Integer status = message.getHeader(STATUS, Integer.class);
    int code = status == null ? 200 : status;
    if (code < 200 || code > 499) {
      return failed("the route answered with status " + code, call.framing());
    }
    byte[] body = body(message);
    if (body != NOTHING && body == call.body()) {
      return failed("the route answered with the request", call.framing());
    }
    FullHttpResponse answer = answers.frame(HttpResponseStatus.valueOf(code), body, call.framing());
    describe(answer, message, body.length > 0 && code != HttpResponseStatus.NOT_MODIFIED.code());
    return answer;
  }

  private static byte[] body(Message message) {
    Object body = message.getBody();
    if (body instanceof byte[] bytes) {
      return bytes;
    }
    byte[] converted = body == null ? null : message.getBody(byte[].class);
    return converted == null ? NOTHING : converted;
  }

  private static void describe(FullHttpResponse answer, Message message, boolean hasBody) {
    String type = text(message, CONTENT_TYPE);
    if (type == null && hasBody) {
      type = Answers.OCSP_RESPONSE;
    }
    if (type != null) {
      answer.headers().set(CONTENT_TYPE, type);
    }
    for (String name : COPIED) {
      String value = text(message, name);
      if (value != null) {
        answer.headers().set(name, value);
      }
    }
  }

  private static @Nullable String text(Message message, String name) {
    Object value = message.getHeader(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    return message.getHeader(name, String.class);
  }

  /** The routes map what can go wrong; what comes here is a defect of theirs, and rare. */
  private FullHttpResponse failed(String reason, Framing framing) {
    failures.increment();
    if (seldom.due()) {
      LOG.warn(
          "No answer from the route ({}); answered tryLater. This is said once a minute at most;"
              + " it has happened {} times so far",
          reason,
          failures.sum());
    }
    return answers.tryLater(framing);
  }
}
