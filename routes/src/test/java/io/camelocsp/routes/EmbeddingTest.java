package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Path;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The builder in somebody's Camel context. */
class EmbeddingTest {

  @Test
  void oneBuilderMakesTheRoutesOfAllThatIsConfigured(@TempDir Path directory) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.getPropertiesComponent().setLocation("file:" + site.configuration());
      context.addRoutes(new OcspRoutes(ConfigurationSource.properties(directory)));
      context.start();

      assertThat(context.getRoutes().stream().map(Route::getId))
          .contains("responder-site", "ocsp-request-site", "ocsp-workflow-site", "lists-drop");
    }
  }
}
