package io.camelocsp.routes;

import io.camelocsp.config.ConfigurationLoader;
import io.camelocsp.config.InstallationLoader;
import io.camelocsp.config.LoadedConfiguration;
import io.camelocsp.config.ValueResolver;
import io.camelocsp.http.EdgeCounters;
import io.camelocsp.http.OcspHttpComponent;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.workflow.Installation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.camel.impl.DefaultCamelContext;

/** A service in a Camel context of its own, stopped with the test. */
final class RunningService implements AutoCloseable {
  private final DefaultCamelContext context;
  private final OcspService service;

  private RunningService(
      DefaultCamelContext context,
      Path configuration,
      UnaryOperator<Installation> change,
      InstantSource clock)
      throws Exception {
    this.context = context;
    LoadedConfiguration loaded =
        ConfigurationLoader.loadFile(configuration, List.of(), ValueResolver.NONE);
    Installation installation =
        new InstallationLoader(loaded, InstallationLoader.SignerMode.CONFIGURED, Instant.now())
            .load()
            .installation();
    service = OcspService.open(loaded.configuration(), change.apply(installation), clock);
    service.addTo(context);
    context.start();
  }

  static RunningService of(TestSite site) throws Exception {
    return of(site, UnaryOperator.identity());
  }

  static RunningService of(TestSite site, UnaryOperator<Installation> change) throws Exception {
    return new RunningService(
        new DefaultCamelContext(), site.configuration(), change, InstantSource.system());
  }

  static RunningService at(TestSite site, InstantSource clock) throws Exception {
    return new RunningService(
        new DefaultCamelContext(), site.configuration(), UnaryOperator.identity(), clock);
  }

  static RunningService in(DefaultCamelContext context, TestSite site) throws Exception {
    return new RunningService(
        context, site.configuration(), UnaryOperator.identity(), InstantSource.system());
  }

  DefaultCamelContext context() {
    return context;
  }

  URI uri() {
    return service.urls().get(0);
  }

  List<ListReport> lists() {
    return service.lists();
  }

  /** What happened so far at the listener of the first responder. */
  EdgeCounters.Snapshot counters() {
    URI first = uri();
    return context
        .getComponent(OcspHttpComponent.SCHEME, OcspHttpComponent.class)
        .counters(first.getHost(), first.getPort())
        .orElseThrow()
        .snapshot();
  }

  @Override
  public void close() {
    context.stop();
  }
}
