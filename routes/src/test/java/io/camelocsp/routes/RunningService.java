package io.camelocsp.routes;

import io.camelocsp.config.ConfigurationChange;
import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.ConfigurationLoader;
import io.camelocsp.config.InstallationLoader;
import io.camelocsp.config.LoadedConfiguration;
import io.camelocsp.config.LoadedInstallation;
import io.camelocsp.config.ValueResolver;
import io.camelocsp.http.EdgeCounters;
import io.camelocsp.http.OcspHttpComponent;
import io.camelocsp.operations.ListReport;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.workflow.Installation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
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
      InstantSource clock,
      LongSupplier monotonic)
      throws Exception {
    this.context = context;
    LoadedConfiguration loaded =
        ConfigurationLoader.loadFile(configuration, List.of(), ValueResolver.NONE);
    LoadedInstallation installed =
        new InstallationLoader(loaded, InstallationLoader.SignerMode.CONFIGURED, Instant.now())
            .load();
    service =
        OcspService.open(
            loaded,
            new LoadedInstallation(
                change.apply(installed.installation()),
                installed.listPolicies(),
                installed.mode(),
                installed.warnings()),
            clock,
            monotonic);
    service.addTo(context);
    context.start();
  }

  private RunningService(
      DefaultCamelContext context, Path configuration, UnaryOperator<Installation> change)
      throws Exception {
    this(context, configuration, change, InstantSource.system(), System::nanoTime);
  }

  static RunningService of(TestSite site) throws Exception {
    return of(site, UnaryOperator.identity());
  }

  static RunningService of(TestSite site, UnaryOperator<Installation> change) throws Exception {
    return new RunningService(new DefaultCamelContext(), site.configuration(), change);
  }

  /** With this clock, whose changes count as time that passes. */
  static RunningService at(TestSite site, InstantSource clock) throws Exception {
    Instant start = clock.instant();
    return at(site, clock, () -> Duration.between(start, clock.instant()).toNanos());
  }

  /** With these two clocks, wall and monotonic. */
  static RunningService at(TestSite site, InstantSource clock, LongSupplier monotonic)
      throws Exception {
    return new RunningService(
        new DefaultCamelContext(),
        site.configuration(),
        UnaryOperator.identity(),
        clock,
        monotonic);
  }

  static RunningService in(DefaultCamelContext context, TestSite site) throws Exception {
    return new RunningService(context, site.configuration(), UnaryOperator.identity());
  }

  /** Reads the configuration file again and applies what can be applied. */
  ConfigurationChange reload(TestSite site) throws ConfigurationException {
    return service.reload(
        ConfigurationLoader.loadFile(site.configuration(), List.of(), ValueResolver.NONE));
  }

  OcspService service() {
    return service;
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
