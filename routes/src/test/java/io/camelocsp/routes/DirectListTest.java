package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.processors.OcspExchange;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.testkit.BadLists;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code direct:ocsp-list}: a list from any route of the application, which is told its fate. */
class DirectListTest {
  private static final String LIST = "direct:ocsp-list";

  private TestSite site;
  private Embedded embedded;

  /** An application's route that treats a refused list in its own way. */
  private static final class Mail extends RouteBuilder {
    @Override
    public void configure() {
      from("direct:mail")
          .onException(ListRefusedException.class)
          .handled(true)
          .process(
              exchange ->
                  exchange
                      .getMessage()
                      .setHeader(
                          "answered",
                          "refused: "
                              + exchange
                                  .getProperty(
                                      Exchange.EXCEPTION_CAUGHT, ListRefusedException.class)
                                  .reason()))
          .end()
          .to(LIST)
          .setHeader("answered", body());
    }
  }

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    embedded = Embedded.start(site, new Mail());
  }

  @AfterEach
  void stop() {
    embedded.close();
  }

  private String statusOfGood() throws Exception {
    return embedded.ask("direct:ocsp-request-site", site.good().serial());
  }

  @Test
  void anAcceptedListAnswersWhenItsMessageComesBack() throws Exception {
    Message told =
        embedded.send("direct:mail", new ByteArrayInputStream(site.nextCrl().der())).getMessage();

    assertThat(statusOfGood()).isEqualTo("good");
    assertThat(told.getHeader("answered", String.class))
        .startsWith("crl site#1 is visible: 2 entries, valid until 2");
    assertThat(told.getHeader(OcspExchange.LIST_RESULT)).isEqualTo("accepted");
    assertThat(told.getHeader(OcspExchange.ISSUER)).isEqualTo("site");
    assertThat(told.getHeader(OcspExchange.LIST)).isEqualTo("crl site#1");
    assertThat(told.getHeader(OcspExchange.LIST_ENTRIES)).isEqualTo(2);
    assertThat(Instant.parse(told.getHeader(OcspExchange.LIST_NEXT_UPDATE, String.class)))
        .isAfter(Instant.now());
    assertThat(embedded.spooled()).isEmpty();
  }

  @Test
  void theSameListAgainIsUnchanged() throws Exception {
    Path file = Files.write(site.path("list.crl"), site.nextCrl().der());
    embedded.send(LIST, Files.readAllBytes(file));

    Message told = embedded.send(LIST, file.toFile()).getMessage();

    assertThat(told.getHeader(OcspExchange.LIST_RESULT)).isEqualTo("unchanged");
    assertThat(told.getBody(String.class)).startsWith("crl site#1 is unchanged");
    assertThat(file).as("the caller's own file").exists();
    assertThat(embedded.spooled()).isEmpty();
  }

  @Test
  void everyRefusalIsAnExceptionOfTheCaller() throws Exception {
    embedded.send(LIST, site.ca().crl().number(5).der());
    for (Map.Entry<String, byte[]> bad : BadLists.of(site.ca(), Instant.now()).entrySet()) {
      Exchange refused = embedded.send(LIST, bad.getValue());

      assertThat(refused.getException())
          .isInstanceOfSatisfying(
              ListRefusedException.class,
              e -> assertThat(e.reason().name().toLowerCase(Locale.ROOT)).isEqualTo(bad.getKey()));
    }
    assertThat(statusOfGood()).isEqualTo("good");
    assertThat(embedded.spooled()).isEmpty();
  }

  @Test
  void theCallersRouteMayHandleARefusal() throws Exception {
    Exchange refused = embedded.send("direct:mail", "not a list");

    assertThat(refused.getException()).isNull();
    assertThat(refused.getMessage().getHeader("answered")).isEqualTo("refused: NOT_A_LIST");
    assertThat(embedded.spooled()).isEmpty();
  }

  @Test
  void aMessageWithoutABodyIsAnErrorOfTheCaller() throws Exception {
    assertThat(embedded.send(LIST, null).getException())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no body");
    assertThat(embedded.spooled()).isEmpty();
  }

  @Test
  void whatAKilledRunLeftWaitingIsDeletedAtTheNextStart() throws Exception {
    embedded.close();
    Path left = site.path("data").resolve("incoming").resolve("list-4711.crl");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "half a list");

    embedded = Embedded.start(site, new Mail());

    assertThat(left).doesNotExist();
  }
}
