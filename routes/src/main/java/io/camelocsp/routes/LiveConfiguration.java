package io.camelocsp.routes;

import io.camelocsp.config.ConfigurationChange;
import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.ConfigurationProblem;
import io.camelocsp.config.FileContents;
import io.camelocsp.config.InstallationLoader;
import io.camelocsp.config.InstallationLoader.SignerMode;
import io.camelocsp.config.LoadedConfiguration;
import io.camelocsp.config.LoadedInstallation;
import io.camelocsp.config.OcspConfiguration;
import io.camelocsp.config.WarnSettings;
import io.camelocsp.revocation.ListPolicy;
import io.camelocsp.signing.SigningPool;
import io.camelocsp.source.SourceReport;
import io.camelocsp.workflow.ExpiryWatch;
import io.camelocsp.workflow.Installation;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration that counts now, and the installation that was loaded for it. Both are
 * published together, by one write: a request reads the installation once and finishes with it. A
 * list that arrives during a reload may be judged by rules of both.
 *
 * <p>Thread-safe: reloads go one after the other, nobody waits for them.
 */
final class LiveConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(LiveConfiguration.class);

  private record Published(
      LoadedConfiguration loaded, LoadedInstallation installed, FileContents files) {
    OcspConfiguration configuration() {
      return loaded.configuration();
    }
  }

  /** What could be published in place of what is. */
  private record Candidate(Published next, ConfigurationChange change) {}

  private final SigningPool signingPool;
  private final PushedLists pushed;
  private final InstantSource clock;
  private volatile Published published;

  /**
   * @param signingPool lets signers go that are gone
   * @param pushed lets others push
   * @param clock judges validity, for warnings
   */
  LiveConfiguration(
      LoadedConfiguration loaded,
      LoadedInstallation installed,
      SigningPool signingPool,
      PushedLists pushed,
      InstantSource clock) {
    published = new Published(loaded, installed, FileContents.of(loaded));
    this.signingPool = signingPool;
    this.pushed = pushed;
    this.clock = clock;
  }

  /** What requests that begin now are answered by. */
  Installation installation() {
    return published.installed().installation();
  }

  /** What the expiry watch looks at now. */
  ExpiryWatch.Watched watched(List<SourceReport> sources) {
    Published now = published;
    WarnSettings warn = now.configuration().warn();
    return new ExpiryWatch.Watched(
        now.installed().installation(),
        new ExpiryWatch.Ahead(warn.listExpiry(), warn.signerExpiry()),
        sources);
  }

  /** What lists of this issuer that arrive now may be like. */
  ListPolicy listPolicy(String issuerName) {
    return Objects.requireNonNull(published.installed().listPolicies().get(issuerName), issuerName);
  }

  /** See {@link OcspService#compare}. */
  ConfigurationChange compare(LoadedConfiguration next) throws ConfigurationException {
    return candidate(published, next).change();
  }

  /** See {@link OcspService#reload}. */
  synchronized ConfigurationChange reload(LoadedConfiguration next) throws ConfigurationException {
    Published before = published;
    Candidate candidate = candidate(before, next);
    ConfigurationChange change = candidate.change();
    if (!change.isLive()) {
      return change;
    }
    LoadedInstallation loaded = candidate.next().installed();
    Installation installation = loaded.installation();
    requireTheSameResponders(before.installed().installation(), installation);
    Runnable publishers = pushed.read(next.configuration()); // the last that may fail
    published = candidate.next();
    publishers.run();
    signingPool.keepOnly(installation.signers().all());
    LOG.info("The configuration was read again, without a restart: {}", change.line());
    warnOf(next, loaded);
    return change;
  }

  /**
   * Loads all that {@code next} names, also where a key needs a restart: who restarts because of it
   * must not find out then that a file is no use.
   */
  private Candidate candidate(Published before, LoadedConfiguration next)
      throws ConfigurationException {
    FileContents files = FileContents.of(next); // before they are read: a later change is told then
    Installation running = before.installed().installation();
    LoadedInstallation loaded =
        new InstallationLoader(next, before.installed().mode(), clock.instant()).load(running);
    ConfigurationChange change =
        ConfigurationChange.between(before.loaded(), running, next, loaded.installation())
            .with(before.files().changesTo(files));
    return new Candidate(new Published(next, loaded, files), change);
  }

  /** Each has a route that was made at start; a new URL is a change that needs a restart. */
  private static void requireTheSameResponders(Installation running, Installation next) {
    if (!running.responders().keySet().equals(next.responders().keySet())) {
      throw new IllegalStateException(
          "a reload would leave a responder without a route: %s became %s"
              .formatted(running.responders().keySet(), next.responders().keySet()));
    }
  }

  private static void warnOf(LoadedConfiguration configuration, LoadedInstallation installed) {
    configuration.warnings().stream()
        .filter(warning -> installed.mode() != SignerMode.TRIAL || !isAboutSigners(warning))
        .forEach(LiveConfiguration::warn);
    installed.warnings().forEach(LiveConfiguration::warn);
  }

  private static boolean isAboutSigners(ConfigurationProblem problem) {
    return problem.key() != null && InstallationLoader.isAboutSigners(problem.key());
  }

  private static void warn(ConfigurationProblem problem) {
    LOG.warn("{}", problem.line());
  }
}
