package io.camelocsp.routes;

import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.InstallationLoader;
import io.camelocsp.config.InstallationLoader.SignerMode;
import io.camelocsp.config.LoadedConfiguration;
import io.camelocsp.config.LoadedInstallation;
import io.camelocsp.http.OcspHttpComponent;
import io.camelocsp.http.intake.IntakeComponent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a Camel context and an installation in it need of each other. */
final class ContextParts {
  private static final Logger LOG = LoggerFactory.getLogger(ContextParts.class);

  private ContextParts() {}

  /** Puts them into the context. */
  static void prepare(
      CamelContext context, OcspService service, PushedLists pushed, Sources sources) {
    ClassLoader loader = context.getApplicationContextClassLoader();
    if (loader != null) {
      service.hooks().loadBy(loader);
    }
    OcspHttpComponent http = new OcspHttpComponent(service.clock());
    ListenerEdges.of(service.configuration()).forEach(http::addListener);
    context.addComponent(OcspHttpComponent.SCHEME, http);
    pushed
        .component()
        .ifPresent(component -> context.addComponent(IntakeComponent.SCHEME, component));
    Map<String, Path> directories = service.watchedDirectories();
    context.addComponent(WatchedDirectories.SCHEME, new WatchedDirectories(directories));
    sources.prepare(context);
    AdministrationRoute.prepare(context, service);
    context
        .getRegistry()
        .bind(ListsEndpoints.WHOLE_FILE, new WholeFileReadLock(service.fileLooks()));
    DropDirectoryPolls.bind(context.getRegistry(), directories, sources.states());
  }

  /**
   * Loads what a source says and opens it. What deserves an operator's look is logged.
   *
   * @throws ConfigurationException with everything that is wrong
   * @throws IOException if the data directory or the billing journal cannot be used
   */
  static OcspService open(ConfigurationSource source, CamelContext context, InstantSource clock)
      throws IOException, ConfigurationException {
    LoadedConfiguration loaded = source.load(context);
    LoadedInstallation installed =
        new InstallationLoader(loaded, SignerMode.CONFIGURED, clock.instant()).load();
    loaded.warnings().forEach(warning -> LOG.warn("{}", warning.line()));
    installed.warnings().forEach(warning -> LOG.warn("{}", warning.line()));
    return OcspService.open(loaded, installed, clock);
  }
}
