package io.camelocsp.routes;

import io.camelocsp.http.OcspHttpComponent;
import io.camelocsp.http.intake.IntakeComponent;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;

/** What the routes of an installation name: components and beans of their Camel context. */
final class ContextParts {
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
}
