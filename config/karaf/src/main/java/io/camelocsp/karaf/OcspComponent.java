package io.camelocsp.karaf;

import io.camelocsp.operations.Operations;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one installation for {@code etc/io.camelocsp.cfg} and one for each {@code
 * etc/io.camelocsp-NAME.cfg}.
 *
 * <p>It is a managed service and a factory of the same PID, which Declarative Services' own
 * configuration cannot be. The Config Admin's thread only hands over: one thread of ours does all
 * the work in its order, so that a slow start keeps nobody else's configuration waiting.
 */
@Component(
    name = OcspComponent.PID,
    immediate = true,
    configurationPolicy = ConfigurationPolicy.IGNORE,
    service = {ManagedService.class, ManagedServiceFactory.class, RunningInstallations.class},
    property = "service.pid=" + OcspComponent.PID)
public final class OcspComponent
    implements ManagedService, ManagedServiceFactory, RunningInstallations {
  static final String PID = "io.camelocsp";

  private static final Logger LOG = LoggerFactory.getLogger(OcspComponent.class);
  private static final int STOP_SECONDS = 90; // Camel gives requests under way 30 for each

  private final ExecutorService worker;
  private final Installations installations;

  /** Starts without installations: the Config Admin tells of them next. */
  @Activate
  public OcspComponent(BundleContext bundle) {
    Path base = directory(bundle, "karaf.base", ".");
    Path data = directory(bundle, "karaf.data", "data");
    ClassLoader loader = OcspComponent.class.getClassLoader();
    worker =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "camel-ocsp-configuration");
              thread.setContextClassLoader(loader);
              return thread;
            });
    installations =
        new Installations(
            new CfgReader(data),
            written -> CamelInstallation.prepare(bundle, written, base, InstantSource.system()));
  }

  private static Path directory(BundleContext bundle, String property, String otherwise) {
    String value = bundle.getProperty(property);
    return Path.of(value == null ? otherwise : value).toAbsolutePath().normalize();
  }

  @Override
  public void updated(@Nullable Dictionary<String, ?> properties) {
    if (properties == null) {
      deleted(PID);
    } else {
      updated(PID, properties);
    }
  }

  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    submit(() -> installations.update(pid, properties));
  }

  @Override
  public void deleted(String pid) {
    submit(() -> installations.delete(pid));
  }

  @Override
  public Map<String, Operations> operations() {
    return installations.operations();
  }

  @Override
  public Map<String, String> reload(String who) throws InterruptedException {
    try {
      return worker.submit(() -> installations.reload(who)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the reload failed unexpectedly", e.getCause());
    }
  }

  @Override
  public String getName() {
    return "camel-ocsp";
  }

  /** Stops all installations, and returns when their ports are free. */
  @Deactivate
  public void deactivate() throws InterruptedException {
    submit(installations::close);
    worker.shutdown();
    if (!worker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("Installations did not stop within {} s; they are interrupted", STOP_SECONDS);
      worker.shutdownNow();
    }
  }

  private void submit(Runnable task) {
    worker.execute(
        () -> {
          try {
            task.run();
          } catch (RuntimeException | LinkageError e) {
            LOG.error("A change of configuration failed unexpectedly", e);
          }
        });
  }
}
