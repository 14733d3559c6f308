package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.config.ConfigurationException;
import io.camelocsp.http.OcspHttpComponent;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The builder in somebody's Camel context: how it gets in, and what is left where it does not. */
class EmbeddingTest {
  private TestSite site;
  private BigInteger good;
  private Client client;

  @BeforeEach
  void layOutTheSite(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    good = site.good().serial();
    client = new Client(site.uri(), site.signer());
  }

  /** The data directory is not locked, no port is taken. */
  private void assertThatItCanStartAnew() throws Exception {
    try (Embedded again = Embedded.start(site)) {
      again.takeNextCrl();
      assertThat(client.status(site.ca(), good)).isEqualTo("good");
    }
  }

  @Test
  void oneBuilderMakesTheRoutesOfAllThatIsConfigured() throws Exception {
    try (Embedded embedded = Embedded.start(site)) {
      assertThat(embedded.routeIds())
          .contains("responder-site", "ocsp-request-site", "ocsp-workflow-site", "lists-drop");

      site.dropNextCrl();
      client.await("good", site.ca(), good);
    }
  }

  @Test
  void addedToAContextThatRunsItAnswersAtOnce() throws Exception {
    try (Embedded embedded = Embedded.bare(site)) {
      embedded.context().start();
      embedded.context().addRoutes(new OcspRoutes());
      embedded.takeNextCrl();

      assertThat(client.status(site.ca(), good)).isEqualTo("good");
      assertThat(embedded.ask("direct:ocsp-request-site", good)).isEqualTo("good");
    }
    assertThatItCanStartAnew();
  }

  @Test
  void keysMayComeFromAFileAndPathsInThemStartWhereTheApplicationSays() throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.getPropertiesComponent().setLocation("file:" + site.configuration());
      context.addRoutes(new OcspRoutes(ConfigurationSource.properties(site.directory())));
      context.start();

      assertThat(client.status(site.ca(), good)).isEqualTo("error 3");
    }
  }

  @Test
  void relativePathsStartAtTheWorkingDirectory() throws Exception {
    Path working = Path.of("").toAbsolutePath();
    Properties properties = new Properties();
    for (Map.Entry<String, String> key : site.keys().entrySet()) {
      Path path = Path.of(key.getValue());
      properties.put(
          key.getKey(), path.isAbsolute() ? working.relativize(path).toString() : key.getValue());
    }
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.getPropertiesComponent().setInitialProperties(properties);
      context.addRoutes(new OcspRoutes());
      context.start();

      site.dropNextCrl();
      client.await("good", site.ca(), good);
    }
  }

  @Test
  void aContextThatFailsBeforeItsRoutesStartIsClosedByTheApplication() throws Exception {
    try (Embedded embedded = Embedded.bare(site)) {
      OcspRoutes routes = new OcspRoutes();
      embedded.context().addRoutes(routes);
      embedded
          .context()
          .addRoutes(
              new RouteBuilder() {
                @Override
                public void configure() {
                  from("nosuch:component").to("log:never");
                }
              });

      assertThatThrownBy(() -> embedded.context().start()).hasMessageContaining("nosuch");
      routes.close();
      routes.close();

      assertThatItCanStartAnew();
    }
  }

  @Test
  void aFailedStartTellsNoPasswordOfAnEndpoint() throws Exception {
    try (Embedded embedded = Embedded.bare(site);
        OcspRoutes routes = new OcspRoutes()) {
      embedded
          .context()
          .getPropertiesComponent()
          .addOverrideProperty("ocsp.hook.list-refused", "nosuch:there?pin=s3cret&to=x");
      embedded.context().addRoutes(routes);

      assertThatThrownBy(() -> embedded.context().start())
          .satisfies(
              failure ->
                  assertThat(StartFailure.of(failure, List.of()).text())
                      .contains("it cannot start", "nosuch")
                      .doesNotContain("s3cret"));
    }
  }

  @Test
  void mistakesInTheKeysAreToldAllAtOnceAndNothingStaysOpen() throws Exception {
    try (Embedded embedded = Embedded.bare(site)) {
      embedded.context().getPropertiesComponent().addOverrideProperty("ocsp.hook.threads", "none");
      embedded.context().getPropertiesComponent().addOverrideProperty("ocsp.lists.drop.evry", "1s");

      assertThatThrownBy(() -> embedded.context().addRoutes(new OcspRoutes()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("ocsp.hook.threads")
          .hasMessageContaining("ocsp.lists.drop.evry");
      assertThatItCanStartAnew();
    }
  }

  @Test
  void aContextThatCannotTakeTheRoutesHasNothingOfThemOpen() throws Exception {
    try (Embedded embedded = Embedded.bare(site)) {
      embedded.context().addComponent(OcspHttpComponent.SCHEME, new DirectComponent());

      assertThatThrownBy(() -> embedded.context().addRoutes(new OcspRoutes()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatItCanStartAnew();
    }
  }

  @Test
  void aContextThatRunsGoesOnWithoutThemWhenTheyCannotStart() throws Exception {
    try (Embedded embedded = Embedded.bare(site)) {
      embedded.context().start();
      ServerSocket busy =
          new ServerSocket(site.uri().getPort(), 1, InetAddress.getByName(site.uri().getHost()));
      try (busy) {
        assertThatThrownBy(() -> embedded.context().addRoutes(new OcspRoutes()))
            .hasStackTraceContaining("Address already in use");
      }

      assertThat(embedded.routeIds()).isEmpty();
      assertThatItCanStartAnew();
    }
  }
}
