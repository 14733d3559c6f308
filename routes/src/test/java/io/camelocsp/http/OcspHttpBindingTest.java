package io.camelocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.MutableClock;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a route's answer, the bad ones above all. */
class OcspHttpBindingTest {
  private static final byte[] TRY_LATER = {0x30, 0x03, 0x0A, 0x01, 0x03};
  private static final byte[] REQUEST = {1, 2, 3};
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:59.999Z");

  private final MutableClock clock = new MutableClock(NOW);
  private final OcspHttpBinding binding = new OcspHttpBinding(new Answers(clock));
  private final DefaultCamelContext context = new DefaultCamelContext();

  private FullHttpResponse answerTo(Consumer<Exchange> route) {
    Framing framing = new Framing(false, Framing.Persistence.KEPT);
    HttpCall call = new HttpCall("POST", "", REQUEST, null, "192.0.2.1", framing);
    Exchange exchange = new DefaultExchange(context);
    binding.toMessage(call, exchange);
    route.accept(exchange);
    return binding.toAnswer(exchange);
  }

  private static void assertTryLater(FullHttpResponse answer) {
    assertThat(answer.status().code()).isEqualTo(200);
    assertThat(answer.headers().get("Content-Type")).isEqualTo("application/ocsp-response");
    assertThat(answer.headers().get("Cache-Control")).isEqualTo("no-store");
    assertThat(ByteBufUtil.getBytes(answer.content())).isEqualTo(TRY_LATER);
  }

  @Test
  void tellsTheRouteTheClientAddress() {
    answerTo(
        exchange -> {
          assertThat(exchange.getMessage().getHeaders())
              .containsOnlyKeys("CamelHttpMethod", "CamelOcspClientAddress");
          assertThat(exchange.getMessage().getHeader(OcspHttpBinding.CLIENT_ADDRESS))
              .isEqualTo("192.0.2.1");
          assertThat(exchange.getMessage().getBody()).isSameAs(REQUEST);
        });
  }

  @Test
  void answersTryLaterForAnException() {
    assertTryLater(answerTo(e -> e.setException(new IllegalStateException("secret"))));
  }

  @ParameterizedTest
  @CsvSource({"204,", "205, 0", "304,"})
  void sendsNoBodyWithAStatusThatHasNone(int status, @Nullable String length) {
    FullHttpResponse answer =
        answerTo(
            e -> {
              e.getMessage().setBody(new byte[] {9, 9});
              e.getMessage().setHeader(OcspHttpBinding.STATUS, status);
            });

    assertThat(answer.content().readableBytes()).isZero();
    assertThat(answer.headers().get("Content-Length")).isEqualTo(length);
  }

  @Test
  void answersTryLaterInsteadOfTheRequest() {
    assertTryLater(answerTo(e -> {}));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 100, 199, -1, 1000})
  void answersTryLaterForAStatusItMayNotSend(int status) {
    assertTryLater(
        answerTo(
            e -> {
              e.getMessage().setBody(new byte[1]);
              e.getMessage().setHeader(OcspHttpBinding.STATUS, status);
            }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\nb", "a\u0000b"})
  void answersTryLaterForAHeaderThatWouldBreakOut(String value) {
    assertTryLater(
        answerTo(
            e -> {
              e.getMessage().setBody(new byte[1]);
              e.getMessage().setHeader("ETag", value);
            }));
  }

  @Test
  void survivesARouteThatTakesEverythingAway() {
    FullHttpResponse answer =
        answerTo(
            e -> {
              e.getMessage().removeHeaders("*");
              e.removeProperties("*");
              e.getMessage().setBody(null);
            });
    assertTryLater(answer);
    assertThat(answer.headers().get("Connection")).isEqualTo("close");
  }

  @Test
  void takesAnEmptyAnswer() {
    FullHttpResponse answer = answerTo(e -> e.getMessage().setBody(null));
    assertThat(answer.status().code()).isEqualTo(200);
    assertThat(answer.headers().get("Content-Length")).isEqualTo("0");
    assertThat(answer.headers().get("Content-Type")).isNull();
  }

  @Test
  void callsAnyOtherAnswerAnOcspResponse() {
    FullHttpResponse answer = answerTo(e -> e.getMessage().setBody(new byte[7]));
    assertThat(answer.headers().get("Content-Type")).isEqualTo("application/ocsp-response");
    assertThat(answer.headers().get("Content-Length")).isEqualTo("7");
  }

  @Test
  void datesAnswersBySeconds() {
    assertThat(answerTo(e -> {}).headers().get("Date")).isEqualTo("Thu, 01 Jan 2026 00:00:59 GMT");
    clock.advance(Duration.ofMillis(1));
    assertThat(answerTo(e -> {}).headers().get("Date")).isEqualTo("Thu, 01 Jan 2026 00:01:00 GMT");
    clock.set(Instant.parse("1969-12-31T23:59:59.5Z"));
    assertThat(answerTo(e -> {}).headers().get("Date")).isEqualTo("Wed, 31 Dec 1969 23:59:59 GMT");
  }
}
