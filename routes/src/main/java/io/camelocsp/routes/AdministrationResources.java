package io.camelocsp.routes;

import io.camelocsp.administration.Counted;
import io.camelocsp.administration.HealthResources;
import io.camelocsp.administration.MetricsResource;
import io.camelocsp.administration.Resource;
import io.camelocsp.administration.Vitals;
import io.camelocsp.administration.page.History;
import io.camelocsp.administration.page.StatusPage;
import io.camelocsp.config.ListenerSettings;
import io.camelocsp.http.EdgeCounters;
import io.camelocsp.http.OcspHttpComponent;
import io.camelocsp.http.intake.IntakeComponent;
import io.camelocsp.operations.Commands;
import io.camelocsp.operations.Operations;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** All that the administration listener shows. */
final class AdministrationResources {
  private AdministrationResources() {}

  /**
   * Each has a path of its own.
   *
   * @param history of the status page's plots
   */
  static List<Resource> of(OcspService service, CamelContext context, History history) {
    Vitals vitals = vitals(service);
    List<Resource> resources = new ArrayList<>(HealthResources.of(vitals));
    resources.add(new MetricsResource(vitals, counted(service, context)));
    Commands commands = context.getRegistry().lookupByNameAndType(Commands.BEAN, Commands.class);
    resources.addAll(
        new StatusPage(new Operations(service), history, System::nanoTime, commands).resources());
    return List.copyOf(resources);
  }

  /** What tells how the service is doing. */
  static Vitals vitals(OcspService service) {
    return new Vitals(
        service,
        new Operations(service),
        service.signingPool(),
        service.clockGuard(),
        service.billing().bills() ? Optional.of(service.billing().journal()) : Optional.empty(),
        service.audit()::state);
  }

  private static Counted counted(OcspService service, CamelContext context) {
    String version = OcspService.class.getPackage().getImplementationVersion();
    return new Counted(
        service.meters(),
        () -> listeners(service, context),
        () -> intake(context),
        version == null ? "unknown" : version);
  }

  private static Map<String, EdgeCounters.Snapshot> listeners(
      OcspService service, CamelContext context) {
    Map<String, EdgeCounters.Snapshot> snapshots = new LinkedHashMap<>();
    if (context.hasComponent(OcspHttpComponent.SCHEME) instanceof OcspHttpComponent http) {
      for (Map.Entry<String, ListenerSettings> each :
          service.configuration().listeners().entrySet()) {
        URI url = each.getValue().url();
        http.counters(url.getHost(), url.getPort())
            .ifPresent(counters -> snapshots.put(each.getKey(), counters.snapshot()));
      }
    }
    return snapshots;
  }

  private static Map<String, Long> intake(CamelContext context) {
    return context.hasComponent(IntakeComponent.SCHEME) instanceof IntakeComponent component
        ? component.events()
        : Map.of();
  }
}
