package io.camelocsp.routes;

import io.camelocsp.administration.Health;
import io.camelocsp.administration.Resource;
import io.camelocsp.administration.ResponderHealthCheck;
import io.camelocsp.administration.ShowResource;
import io.camelocsp.administration.page.History;
import io.camelocsp.config.AdministrationSettings;
import io.camelocsp.http.AdministrationComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.model.ChoiceDefinition;
import org.jspecify.annotations.Nullable;

/** The route of the administration listener: what is asked for is found by its path and shown. */
final class AdministrationRoute {
  /** The one instance of the template. */
  static final String NAME = "administration";

  private AdministrationRoute() {}

  /**
   * Puts what administrators look at into the context: the component that the route starts from, if
   * it is configured, and Camel's own health checks, if the application has them.
   */
  static void prepare(CamelContext context, OcspService service) {
    AdministrationSettings settings = service.configuration().administration();
    if (settings != null) {
      context.addComponent(
          AdministrationComponent.SCHEME,
          new AdministrationComponent(
              settings.url().getHost(), settings.url().getPort(), service.clock()));
    }
    HealthCheckRegistry checks = HealthCheckRegistry.get(context); // null without camel-health
    if (checks != null) {
      Health health = new Health(AdministrationResources.vitals(service));
      service
          .responderNames()
          .forEach(name -> checks.register(new ResponderHealthCheck(name, health)));
    }
  }

  // spotless:off
  /** Adds the template. */
  static void template(RouteBuilder routes, OcspService service) {
    History history = HistoryRoute.history(service);
    if (service.configuration().administration() != null) {
      HistoryRoute.define(routes, history);
    }
    ChoiceDefinition resources =
        routes.routeTemplate(OcspRoutes.ADMINISTRATION)
            .templateParameter("name").templateOptionalParameter("from")
            .from("{{from}}").streamCache("false")
            .errorHandler(routes.noErrorHandler())
            .choice().id("resource");
    for (Resource each : AdministrationResources.of(service, routes.getContext(), history)) {
      ShowResource show = new ShowResource(each);
      resources.when(show.isAsked()).process(show).id(show.id());
    }
    resources.otherwise().process(ShowResource::nothing).id("nothing");
  }
  // spotless:on

  /** The endpoint that the route starts from. */
  static String from(@Nullable AdministrationSettings settings) {
    if (settings == null) {
      throw new IllegalArgumentException("There is no ocsp.administration.url");
    }
    return AdministrationComponent.ENDPOINT;
  }
}
