package io.camelocsp.standalone.server;

import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.ConfigurationProblem;
import io.camelocsp.config.InstallationLoader;
import io.camelocsp.config.InstallationLoader.SignerMode;
import io.camelocsp.config.LoadedConfiguration;
import io.camelocsp.config.LoadedInstallation;
import io.camelocsp.operations.Commands;
import io.camelocsp.operations.Operations;
import io.camelocsp.routes.OcspService;
import io.camelocsp.routes.StartFailure;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.standalone.ResponderProcess.ResponderStarter;
import io.camelocsp.standalone.ResponderProcess.RunningResponder;
import io.camelocsp.standalone.control.ControlServer;
import io.camelocsp.standalone.control.OperatorActions;
import io.camelocsp.standalone.control.ReloadAction;
import io.camelocsp.standalone.control.TypedCommands;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts responders in camel-main, so that {@code camel.*} keys of the configuration file mean what
 * Camel users know.
 */
public final class CamelStarter implements ResponderStarter {
  private static final Logger LOG = LoggerFactory.getLogger(CamelStarter.class);

  private final InstantSource clock;

  public CamelStarter(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public RunningResponder start(Path file, Map<String, String> overrides, boolean trial)
      throws CommandFailure {
    Assembly assembly =
        new Assembly(file, overrides, trial ? SignerMode.TRIAL : SignerMode.CONFIGURED);
    Main main = new Main();
    // Whoever starts it stops it: Camel's own hook would wait for it, or it for Camel's.
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    main.setPropertyPlaceholderLocations("file:" + file.toAbsolutePath());
    overrides.forEach(main::addOverrideProperty);
    main.configure()
        .withName("camel-ocsp")
        .withBasePackageScanEnabled(false)
        .withJmxEnabled(false)
        .withShutdownTimeout(30);
    main.addMainListener(assembly);
    try {
      main.start();
      return new Running(main, assembly, assembly.takeCommands(main));
    } catch (Exception e) {
      main.stop();
      throw failure(e, assembly);
    }
  }

  private static CommandFailure failure(Exception cause, Assembly assembly) {
    ConfigurationException configuration = find(cause, ConfigurationException.class);
    if (configuration != null) {
      return new CommandFailure(ExitCode.CRITICAL, String.valueOf(configuration.getMessage()));
    }
    LOG.debug("Starting failed", cause);
    StartFailure failure = StartFailure.of(cause, assembly.urls);
    return failure.advice().isEmpty()
        ? new CommandFailure(ExitCode.CRITICAL, failure.reason())
        : new CommandFailure(ExitCode.CRITICAL, failure.reason(), failure.advice());
  }

  private static <T extends Throwable> @Nullable T find(Throwable cause, Class<T> type) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
    }
    return null;
  }

  /** Puts our service into the context between its configuration and its start. */
  private final class Assembly extends MainListenerSupport {
    private final Path file;
    private final Map<String, String> overrides;
    private final SignerMode mode;
    private @Nullable OcspService opened;
    private @Nullable Path socket;
    private List<URI> urls = List.of();
    private List<ResponseSigner> signers = List.of();

    Assembly(Path file, Map<String, String> overrides, SignerMode mode) {
      this.file = file;
      this.overrides = overrides;
      this.mode = mode;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
      try {
        LoadedConfiguration loaded = Keys.load(file, overrides, mode, main.getCamelContext());
        LoadedInstallation installed = new InstallationLoader(loaded, mode, clock.instant()).load();
        loaded.warnings().stream()
            .filter(warning -> !(mode == SignerMode.TRIAL && aboutSigners(warning)))
            .forEach(Assembly::warn);
        installed.warnings().forEach(Assembly::warn);
        OcspService service = OcspService.open(loaded, installed, clock);
        opened = service;
        socket = loaded.configuration().controlSocket();
        main.getCamelContext()
            .getRegistry()
            .bind(Commands.BEAN, TypedCommands.ofProcess(file, socket, !overrides.isEmpty()));
        urls = service.urls();
        signers = installed.installation().signers().all();
        service.addTo(main.getCamelContext());
      } catch (Exception e) {
        throw new AssemblyFailedException(e);
      }
    }

    /** Listens for commands, once all that they ask about runs. */
    ControlServer takeCommands(Main main) throws IOException {
      OcspService service = Objects.requireNonNull(opened);
      Path absolute = file.toAbsolutePath().normalize();
      ReloadAction reload =
          new ReloadAction(
              absolute,
              new RunningFile(absolute, overrides, mode, main.getCamelContext()),
              service::reload,
              service::compare);
      return ControlServer.open(
          Objects.requireNonNull(socket), new OperatorActions(new Operations(service), reload));
    }

    private static boolean aboutSigners(ConfigurationProblem problem) {
      return problem.key() != null && InstallationLoader.isAboutSigners(problem.key());
    }

    private static void warn(ConfigurationProblem problem) {
      LOG.warn("{}", problem.line());
    }
  }

  /** Carries a checked exception through camel-main's listener. */
  private static final class AssemblyFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AssemblyFailedException(Exception cause) {
      super(cause);
    }
  }

  /** A started camel-main. */
  private record Running(Main main, Assembly assembly, ControlServer control)
      implements RunningResponder {
    @Override
    public List<URI> urls() {
      return assembly.urls;
    }

    @Override
    public Optional<URI> administration() {
      return Objects.requireNonNull(assembly.opened).administrationUrl();
    }

    @Override
    public List<ResponseSigner> signers() {
      return assembly.signers;
    }

    @Override
    public void close() {
      LOG.info("Stopping, after what is being answered");
      control.close();
      main.stop();
    }
  }
}
