package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.billing.BillingRecord;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Route templates that the application uses itself, and shipped routes that it leaves out. */
class TemplatesTest {
  private TestSite site;
  private BigInteger good;
  private Client client;

  @BeforeEach
  void layOutTheSite(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    good = site.good().serial();
    client = new Client(site.uri(), site.signer());
  }

  private Embedded withTemplate(String template, Map<String, Object> parameters) throws Exception {
    Embedded embedded = Embedded.bare(site);
    try {
      embedded.context().addRoutes(new OcspRoutes());
      embedded.context().addRouteFromTemplate("mine", template, parameters);
      embedded.context().start();
      return embedded;
    } catch (Exception e) {
      embedded.close();
      throw e;
    }
  }

  @Test
  void anInstanceThatStartsFromElsewhereComesInAddition() throws Exception {
    try (Embedded embedded =
        withTemplate("ocsp-responder", Map.of("name", "site", "from", "direct:partner"))) {
      embedded.takeNextCrl();

      assertThat(embedded.routeIds()).contains("mine", "responder-site", "ocsp-workflow-site");
      assertThat(embedded.ask("direct:partner", good)).isEqualTo("good");
      assertThat(Embedded.summary(embedded.send("direct:partner", "malformed")))
          .isEqualTo("error 1");
      assertThat(client.status(site.ca(), good)).isEqualTo("good");
    }
  }

  @Test
  void anInstanceOfTheApplicationTakesThePlaceOfOurs() throws Exception {
    try (Embedded embedded = withTemplate("ocsp-responder", Map.of("name", "site"))) {
      embedded.takeNextCrl();

      assertThat(embedded.routeIds()).contains("mine").doesNotContain("responder-site");
      assertThat(client.status(site.ca(), good)).isEqualTo("good");
    }
  }

  @Test
  void theSameHoldsForAWatchedDirectory() throws Exception {
    try (Embedded embedded = withTemplate("ocsp-watched-directory", Map.of("name", "drop"))) {
      assertThat(embedded.routeIds()).contains("mine").doesNotContain("lists-drop");

      site.dropNextCrl();
      client.await("good", site.ca(), good);
    }
  }

  @Test
  void aNameThatIsNotConfiguredIsToldWithThoseThatAre() {
    assertThatThrownBy(() -> withTemplate("ocsp-responder", Map.of("name", "nobody")).close())
        .hasStackTraceContaining("'nobody'")
        .hasStackTraceContaining("ocsp.responder.nobody.*")
        .hasStackTraceContaining("[site]");
  }

  @Test
  void aNameThatIsNotConfiguredIsToldWhereverTheInstanceStarts() {
    assertThatThrownBy(
            () ->
                withTemplate("ocsp-responder", Map.of("name", "nobody", "from", "direct:x"))
                    .close())
        .hasStackTraceContaining("'nobody'")
        .hasStackTraceContaining("[site]");
  }

  @Test
  void aTemplateForAnotherKindOfListIsTold() {
    assertThatThrownBy(() -> withTemplate("ocsp-index-file", Map.of("name", "drop")).close())
        .hasStackTraceContaining("ocsp.lists.drop is for the template ocsp-watched-directory");
  }

  @Test
  void aShippedRouteIsLeftOutAndReplacedByOneOfTheApplication() throws Exception {
    BlockingQueue<BillingRecord> bills = new LinkedBlockingQueue<>();
    try (Embedded embedded = Embedded.bare(site)) {
      ModelCamelContext context = embedded.context();
      context.setRouteFilterPattern(null, "responder-*,ocsp-billing");
      context.addRoutes(new OcspRoutes());
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:ocsp-billing")
                  .routeId("my-billing")
                  .process(e -> bills.add(e.getMessage().getBody(BillingRecord.class)));
            }
          });
      context.start();
      embedded.takeNextCrl();

      assertThat(embedded.routeIds()).doesNotContain("responder-site", "ocsp-billing");
      assertThat(embedded.ask("direct:ocsp-request-site", good)).isEqualTo("good");
      assertThat(bills).singleElement().extracting(BillingRecord::responder).isEqualTo("site");
      assertThatThrownBy(() -> client.status(site.ca(), good)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aBillingRouteThatIsLeftOutHoldsUpNoAnswer() throws Exception {
    try (Embedded embedded = Embedded.bare(site)) {
      ModelCamelContext context = embedded.context();
      context.setRouteFilterPattern(null, "ocsp-billing");
      context.addRoutes(new OcspRoutes());
      context.start();
      embedded.takeNextCrl();

      // camel-direct would wait 30 seconds for a consumer, the client waits 10
      assertThat(client.status(site.ca(), good)).isEqualTo("good");
    }
  }
}
