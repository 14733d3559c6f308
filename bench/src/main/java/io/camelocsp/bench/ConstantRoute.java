package io.camelocsp.bench;

import io.camelocsp.http.EdgeSettings;
import io.camelocsp.http.OcspHttpComponent;
import java.time.InstantSource;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/**
 * A route of one processor behind the product's HTTP component: what Camel and our edge cost, and
 * nothing else. In camel-main, as the product is. Listens at the port it is given.
 */
final class ConstantRoute {
  private ConstantRoute() {}

  public static void main(String[] args) throws Exception {
    EdgeSettings edge = EdgeSettings.of("127.0.0.1", Integer.parseInt(args[0]));
    byte[] body = ConstantAnswer.body();
    Main main = new Main();
    main.configure().withName("constant").withBasePackageScanEnabled(false).withJmxEnabled(false);
    main.bind(OcspHttpComponent.SCHEME, new OcspHttpComponent(InstantSource.system()));
    main.configure()
        .addRoutesBuilder(
            new RouteBuilder() {
              @Override
              public void configure() {
                from(edge.endpointUri("/"))
                    .routeId("constant")
                    .process(exchange -> exchange.getMessage().setBody(body))
                    .id("constant-answer");
              }
            });
    main.run();
  }
}
