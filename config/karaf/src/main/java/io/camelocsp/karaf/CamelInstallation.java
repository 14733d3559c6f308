package io.camelocsp.karaf;

import io.camelocsp.config.ConfigurationChange;
import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.ConfigurationLoader;
import io.camelocsp.config.ConfigurationProblem;
import io.camelocsp.config.InstallationLoader;
import io.camelocsp.config.InstallationLoader.SignerMode;
import io.camelocsp.config.LoadedConfiguration;
import io.camelocsp.config.LoadedInstallation;
import io.camelocsp.config.ResponderSettings;
import io.camelocsp.operations.Commands;
import io.camelocsp.operations.Operations;
import io.camelocsp.routes.OcspService;
import io.camelocsp.routes.StartFailure;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.main.SimpleMain;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One installation in a Camel context of its own, run by camel-main, so that {@code camel.*} keys
 * mean in a cfg what they mean elsewhere. For one thread.
 */
final class CamelInstallation implements PreparedInstallation {
  private static final Logger LOG = LoggerFactory.getLogger(CamelInstallation.class);
  private static final int SHUTDOWN_SECONDS = 30;

  private final SimpleMain main;
  private final LoadedConfiguration loaded;
  private final LoadedInstallation installed;
  private final InstantSource clock;
  private volatile @Nullable OcspService service;

  private CamelInstallation(
      SimpleMain main,
      LoadedConfiguration loaded,
      LoadedInstallation installed,
      InstantSource clock) {
    this.main = main;
    this.loaded = loaded;
    this.installed = installed;
    this.clock = clock;
  }

  /** See {@link InstallationPreparer#prepare}; relative paths start at {@code base}. */
  static CamelInstallation prepare(
      BundleContext bundle, WrittenConfiguration written, Path base, InstantSource clock)
      throws ConfigurationException, StartFailedException {
    SimpleMain main = main(new OsgiDefaultCamelContext(bundle), written);
    boolean prepared = false;
    try (ContextLoader ignored = ContextLoader.of(main.getCamelContext())) {
      main.init();
      LoadedConfiguration loaded =
          new ConfigurationLoader(base, main.getCamelContext()::resolvePropertyPlaceholders)
              .load(written.effectiveEntries(), written.problems(), written.origin());
      LoadedInstallation installed =
          new InstallationLoader(loaded, SignerMode.CONFIGURED, clock.instant()).load();
      loaded.warnings().forEach(warning -> warn(written, warning));
      installed.warnings().forEach(warning -> warn(written, warning));
      prepared = true;
      return new CamelInstallation(main, loaded, installed, clock);
    } catch (RuntimeException | LinkageError e) {
      throw new StartFailedException(
          "Camel cannot be set up as the camel.* keys of "
              + written.origin()
              + " say: "
              + StartFailure.of(e, List.of()).text(),
          e);
    } finally {
      if (!prepared) {
        main.stop();
      }
    }
  }

  private static SimpleMain main(CamelContext context, WrittenConfiguration written) {
    // What is in the environment is the whole process's: it would override this key in every
    // installation. {{env:NAME}}, which somebody wrote, still works.
    PropertiesComponent placeholders = (PropertiesComponent) context.getPropertiesComponent();
    placeholders.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
    placeholders.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
    context.getCamelContextExtension().setName(written.name());
    context
        .getExecutorServiceManager() // has taken the first name already
        .setThreadNamePattern("Camel (" + written.name() + ") thread ##counter# - #name#");
    SimpleMain main = new SimpleMain(context);
    context.getRegistry().bind(Commands.BEAN, new ShellCommands());
    main.setPropertyPlaceholderLocations("false"); // no application.properties of whichever bundle
    Properties properties = new Properties();
    properties.putAll(written.values());
    main.setInitialProperties(properties);
    main.configure()
        .withAutoConfigurationEnvironmentVariablesEnabled(false)
        .withAutoConfigurationSystemPropertiesEnabled(false)
        .withBasePackageScanEnabled(false)
        .withJmxEnabled(false)
        .withShutdownTimeout(SHUTDOWN_SECONDS);
    return main;
  }

  private static void warn(WrittenConfiguration written, ConfigurationProblem warning) {
    LOG.warn("{}: {}", written.name(), warning.line());
  }

  @Override
  public void start() throws StartFailedException {
    try (ContextLoader ignored = ContextLoader.of(main.getCamelContext())) {
      OcspService opened = OcspService.open(loaded, installed, clock);
      service = opened;
      opened.addTo(main.getCamelContext());
      main.start();
    } catch (Exception | LinkageError e) { // a bundle that is missing shows as the latter
      close();
      throw new StartFailedException(StartFailure.of(e, urls()).text(), e);
    }
  }

  @Override
  public ConfigurationChange applyLive(PreparedInstallation next) throws ConfigurationException {
    OcspService running = running();
    try (ContextLoader ignored = ContextLoader.of(main.getCamelContext())) {
      return running.reload(((CamelInstallation) next).loaded);
    }
  }

  @Override
  public Operations operations() {
    return new Operations(running());
  }

  private OcspService running() {
    OcspService running = service;
    if (running == null) {
      throw new IllegalStateException("it was not started");
    }
    return running;
  }

  private List<URI> urls() {
    return loaded.configuration().responders().values().stream()
        .map(ResponderSettings::url)
        .toList();
  }

  @Override
  public String answersAt() {
    return urls().stream().map(URI::toString).collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    CamelContext context = main.getCamelContext();
    try (ContextLoader ignored = ContextLoader.of(context)) {
      if (service == null) {
        // It was only prepared: that it "shuts down" would alarm whoever reads the log.
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
      }
      main.stop();
      // A context that fails before it starts counts as stopped, and leaves its services open.
      if (service != null) {
        service.stop();
      }
    }
  }

  /** Makes Camel, and what it loads by name, see the classes that our bundle sees. */
  private record ContextLoader(ClassLoader before) implements AutoCloseable {
    static ContextLoader of(CamelContext context) {
      Thread thread = Thread.currentThread();
      ContextLoader restore = new ContextLoader(thread.getContextClassLoader());
      thread.setContextClassLoader(context.getApplicationContextClassLoader());
      return restore;
    }

    @Override
    public void close() {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
