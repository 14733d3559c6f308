package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.processors.OcspExchange;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code direct:ocsp-request-NAME}: DER in, DER out, from any route of the application. */
class DirectRequestTest {
  private static final String REQUEST = "direct:ocsp-request-site";

  private TestSite site;
  private BigInteger good;
  private Embedded embedded;

  /** An application's route that does something with every answer. */
  private static final class Door extends RouteBuilder {
    @Override
    public void configure() {
      from("direct:door").to(REQUEST).setHeader("afterwards", constant("here"));
    }
  }

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    good = site.good().serial();
    embedded = Embedded.start(site, new Door());
    embedded.takeNextCrl();
  }

  @AfterEach
  void stop() {
    embedded.close();
  }

  @Test
  void theAnswerIsTheBodyAndTheCallersRouteGoesOn() throws Exception {
    Exchange answered =
        embedded.send("direct:door", TestRequests.der(site.ca(), good, site.revoked().serial()));

    assertThat(Embedded.summary(answered)).isEqualTo("good, revoked");
    assertThat(answered.getMessage().getHeader(Exchange.CONTENT_TYPE))
        .isEqualTo("application/ocsp-response");
    assertThat(answered.getMessage().getHeader("afterwards")).isEqualTo("here");
  }

  @Test
  void anErrorIsAnAnswerTooAndTheCallersRouteGoesOn() throws Exception {
    Exchange answered = embedded.send("direct:door", new byte[] {1, 2, 3});

    assertThat(answered.getException()).isNull();
    assertThat(Embedded.summary(answered)).isEqualTo("error 1");
    assertThat(answered.getMessage().getHeader("afterwards")).isEqualTo("here");
    assertThat(embedded.ask("direct:door", good)).isEqualTo("good");
  }

  @Test
  void aMessageWithoutABodyIsMalformed() throws Exception {
    assertThat(Embedded.summary(embedded.send(REQUEST, null))).isEqualTo("error 1");
    assertThat(Embedded.summary(embedded.send(REQUEST, new byte[0]))).isEqualTo("error 1");
  }

  @Test
  void aRequestMayComeAsAStreamOrAFile() throws Exception {
    byte[] der = TestRequests.der(site.ca(), good);
    Path file = Files.write(site.path("request.der"), der);

    assertThat(Embedded.summary(embedded.send(REQUEST, new ByteArrayInputStream(der))))
        .isEqualTo("good");
    assertThat(Embedded.summary(embedded.send(REQUEST, file.toFile()))).isEqualTo("good");
  }

  @Test
  void anEndlessStreamIsMalformedAndOnlyItsBeginningIsRead() throws Exception {
    int longest = 1 << 24;
    ByteArrayInputStream endless = new ByteArrayInputStream(new byte[longest]);

    assertThat(Embedded.summary(embedded.send(REQUEST, endless))).isEqualTo("error 1");
    assertThat(longest - endless.available()).isLessThan(1 << 18);
    assertThat(Embedded.summary(embedded.send(REQUEST, new byte[longest]))).isEqualTo("error 1");
  }

  @Test
  void headersOfTheCallerStayAndItsClientIsBilled() throws Exception {
    Exchange answered =
        embedded
            .context()
            .createProducerTemplate()
            .send(
                REQUEST,
                exchange -> {
                  exchange.getMessage().setBody(TestRequests.der(site.ca(), good));
                  exchange.getMessage().setHeader("JMSCorrelationID", "4711");
                  exchange.getMessage().setHeader(OcspExchange.CLIENT_ADDRESS, "192.0.2.7");
                });
    stop();

    assertThat(answered.getMessage().getHeader("JMSCorrelationID")).isEqualTo("4711");
    assertThat(Files.readAllLines(site.path("data/billing/billing.jsonl")))
        .singleElement()
        .asString()
        .contains("\"client\":\"192.0.2.7\"", "\"result\":\"successful\"");
  }

  @Test
  void aRequestThatIsTooLongIsMalformedHoweverItComes() throws Exception {
    byte[] fits = TestRequests.builder().single(site.ca(), good).der();
    byte[] tooLong =
        TestRequests.builder()
            .single(site.ca(), good)
            .extension("1.2.3.4", false, new byte[16 << 10])
            .der();

    assertThat(Embedded.summary(embedded.send(REQUEST, fits))).isEqualTo("good");
    assertThat(Embedded.summary(embedded.send(REQUEST, tooLong))).isEqualTo("error 1");
    assertThat(Embedded.summary(embedded.send(REQUEST, new ByteArrayInputStream(tooLong))))
        .isEqualTo("error 1");
  }

  @Test
  void aBodyThatCannotBeReadIsTheCallersMistake() throws Exception {
    Path missing = site.path("missing.der");

    assertThat(Embedded.summary(embedded.send(REQUEST, missing.toFile()))).isEqualTo("error 1");
  }

  @Test
  void anAddressThatIsNoTextIsTakenAsText() throws Exception {
    Exchange answered =
        embedded
            .context()
            .createProducerTemplate()
            .send(
                REQUEST,
                exchange -> {
                  exchange.getMessage().setBody(TestRequests.der(site.ca(), good));
                  exchange
                      .getMessage()
                      .setHeader("CamelOcspClientAddress", InetAddress.getLoopbackAddress());
                });

    assertThat(Embedded.summary(answered)).isEqualTo("good");
  }
}
