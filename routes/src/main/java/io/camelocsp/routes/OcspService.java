package io.camelocsp.routes;

import io.camelocsp.audit.AuditEvent;
import io.camelocsp.clock.ClockGuard;
import io.camelocsp.clock.ClockKeeper;
import io.camelocsp.config.AdministrationSettings;
import io.camelocsp.config.ConfigurationChange;
import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.LoadedConfiguration;
import io.camelocsp.config.LoadedInstallation;
import io.camelocsp.config.OcspConfiguration;
import io.camelocsp.metrics.Meters;
import io.camelocsp.operations.ListReport;
import io.camelocsp.operations.OperatedService;
import io.camelocsp.processors.FetchLists;
import io.camelocsp.processors.FileLooks;
import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.Forgotten;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.revocation.ListArchive;
import io.camelocsp.revocation.ListIntake;
import io.camelocsp.revocation.ListOrigin;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.revocation.LocalSource;
import io.camelocsp.signing.SigningPool;
import io.camelocsp.source.SourceReport;
import io.camelocsp.source.SourceStates;
import io.camelocsp.trace.FailureTraces;
import io.camelocsp.workflow.ClockFindings;
import io.camelocsp.workflow.ExpiryWatch;
import io.camelocsp.workflow.Installation;
import io.camelocsp.workflow.ServedIssuer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running installation: what the routes share, and their instances in a Camel context.
 *
 * <p>{@link #open} prepares it: the data directory is locked and the archived lists are visible
 * before any listener opens. {@link #addTo} hands it to a context, which then owns it: stopping the
 * context closes listeners first, then what they used.
 */
public final class OcspService extends ServiceSupport implements OperatedService {
  private static final Logger LOG = LoggerFactory.getLogger(OcspService.class);

  /** As it was at start: for keys that need a restart. Live keys are read from {@link #live}. */
  private final OcspConfiguration configuration;

  private final LiveConfiguration live;
  private final ClockGuard clock;
  private final ClockKeeper clockKeeper;
  private final DataDirectory data;
  private final ListIntake listIntake;
  private final Map<String, LocalSource> localSources;
  private final SigningPool signingPool;
  private final Journals journals;
  private final ExpiryWatch expiryWatch;
  private final FileLooks fileLooks;
  private final Hooks hooks;
  private final PushedLists pushed;
  private final Sources sources;
  private final Meters meters;

  private OcspService(
      LoadedConfiguration loaded,
      LoadedInstallation installed,
      ClockGuard clock,
      LongSupplier monotonic,
      DataDirectory data)
      throws IOException {
    configuration = loaded.configuration();
    this.clock = clock;
    this.data = data;
    pushed = new PushedLists(configuration, data.incoming(), clock);
    fileLooks = new FileLooks(clock);
    hooks = new Hooks(configuration.hook());
    signingPool =
        new SigningPool(
            configuration.signing().threadsFor(Runtime.getRuntime().availableProcessors()),
            configuration.signing().queue());
    live = new LiveConfiguration(loaded, installed, signingPool, pushed, clock);
    List<IssuerData> issuers =
        installed.installation().issuers().stream().map(ServedIssuer::data).toList();
    listIntake = new ListIntake(issuers, live::listPolicy, new ListArchive(data.lists()), clock);
    listIntake.markIssuanceListsBy(configuration.issuanceListOid());
    localSources = LocalSources.of(configuration.lists(), issuers);
    sources = new Sources(configuration.lists(), clock, data.incoming());
    meters =
        Meters.of(
            configuration.responders().keySet(),
            configuration.issuers().keySet(),
            configuration.lists().keySet());
    expiryWatch = new ExpiryWatch(() -> live.watched(sources.reports()));
    // Last: nothing that fails may leave its threads behind.
    journals = Journals.open(configuration, clock, monotonic);
    listIntake.tell(journals.audit());
    clockKeeper = new ClockKeeper(clock, journals.audit()::clock);
  }

  /**
   * Locks the data directory and makes the archived lists visible.
   *
   * @param wall the machine's clock; what counts is the {@link ClockGuard}'s opinion of it
   * @throws IOException if the data directory or the billing journal cannot be used
   */
  public static OcspService open(
      LoadedConfiguration loaded, LoadedInstallation installed, InstantSource wall)
      throws IOException {
    return open(loaded, installed, wall, System::nanoTime);
  }

  /**
   * As {@link #open(LoadedConfiguration, LoadedInstallation, InstantSource)}, with both clocks.
   *
   * @param monotonic nanoseconds of a clock that nobody sets
   */
  static OcspService open(
      LoadedConfiguration loaded,
      LoadedInstallation installed,
      InstantSource wall,
      LongSupplier monotonic)
      throws IOException {
    DataDirectory data = DataDirectory.lock(loaded.configuration().dataDirectory());
    OcspService service;
    try {
      ClockGuard clock = ClockGuard.open(wall, monotonic, data.clock());
      service = new OcspService(loaded, installed, clock, monotonic, data);
    } catch (IOException | RuntimeException e) {
      data.close();
      throw e;
    }
    try {
      service
          .journals
          .audit()
          .started(
              loaded, installed.installation(), ArchivedLists.restore(data, service.listIntake));
      return service;
    } catch (IOException | RuntimeException e) {
      service.doStop();
      throw e;
    }
  }

  /**
   * Adds the routes, the HTTP component and this service to a context that has not been started. A
   * failure to start the context, a busy port for instance, leaves nothing open, and neither does a
   * failure here.
   */
  public void addTo(CamelContext context) throws Exception {
    try {
      context.addService(this);
      context.addRoutes(new OcspRoutes(this));
    } catch (Exception e) {
      stopAfter(e); // the context would not: it stops what it has started
      throw e;
    }
  }

  private void stopAfter(Exception failure) {
    try {
      stop();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Puts what the routes name into the context: components and beans. */
  void prepare(CamelContext context) {
    ContextParts.prepare(context, this, pushed, sources);
  }

  /**
   * Applies another configuration while requests go on. Each request is answered by the one it
   * began with; no list is lost. Files are read anew even where no key is different.
   *
   * <p>It is all or nothing. If any change needs a restart, nothing is applied, and {@link
   * ConfigurationChange#isLive} of the result is false.
   *
   * @return what is different
   * @throws ConfigurationException if a file that it names cannot be used; nothing is applied
   */
  public ConfigurationChange reload(LoadedConfiguration next) throws ConfigurationException {
    Installation before = live.installation();
    try {
      ConfigurationChange change = live.reload(next);
      if (change.isLive()) {
        listIntake.applyPolicies();
        journals.audit().reloaded(change, before, live.installation());
      }
      return change;
    } catch (ConfigurationException e) {
      journals.audit().reloadRefused("the configuration has mistakes");
      throw e;
    }
  }

  /**
   * What a {@link #reload} with another configuration would change; nothing is applied.
   *
   * @throws ConfigurationException if a file that it names cannot be used
   */
  public ConfigurationChange compare(LoadedConfiguration next) throws ConfigurationException {
    return live.compare(next);
  }

  @Override
  public List<URI> urls() {
    return configuration.responders().values().stream().map(each -> each.url()).toList();
  }

  /** Where health and metrics are shown; empty if nowhere. */
  public Optional<URI> administrationUrl() {
    return Optional.ofNullable(configuration.administration()).map(AdministrationSettings::url);
  }

  @Override
  public List<ListReport> lists() {
    return ListReport.of(live.installation().issuers(), clock.instant());
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public List<ExpiryWatch.Finding> findings(Instant now) {
    List<ExpiryWatch.Finding> findings = new ArrayList<>(expiryWatch.findings(now));
    findings.addAll(ClockFindings.of(clock.look(), data.clock().file()));
    findings.addAll(journals.billing().findings(now));
    findings.addAll(journals.audit().findings());
    return findings;
  }

  @Override
  public Optional<String> obstacle() {
    return journals.billing().obstacle();
  }

  @Override
  public Installation currentInstallation() {
    return live.installation();
  }

  @Override
  public List<String> responderNames() {
    return List.copyOf(configuration.responders().keySet());
  }

  @Override
  public int acceptRemovals(String issuerName) throws IOException {
    int released = listIntake.acceptRemovals(issuerName);
    if (released > 0) {
      journals.audit().removalsAccepted(issuerName, released);
      LOG.warn("Operator: removal of {} held entries of {} was accepted", released, issuerName);
    }
    return released;
  }

  @Override
  public Acceptance acceptOlder(Path file) throws ListRefusedException, IOException {
    Acceptance acceptance =
        listIntake.acceptOlder(file, new ListOrigin("operator", file.toString()));
    LOG.warn("Operator: {} from {} was accepted, older or not", acceptance.description(), file);
    return acceptance;
  }

  @Override
  public Forgotten forgetLists(String issuer, String slot, Forgotten.Guard guard)
      throws IOException {
    Forgotten forgotten = listIntake.forget(issuer, slot, guard);
    LOG.warn("Operator: of issuer {}, {} was dropped", issuer, forgotten);
    return forgotten;
  }

  @Override
  public List<SourceReport> sources() {
    return sources.reports();
  }

  @Override
  public Optional<CompletableFuture<SourceReport>> fetchNow(String name) {
    return sources.fetchNow(name);
  }

  @Override
  public void tellAudit(AuditEvent event) {
    journals.audit().tell(event);
  }

  @Override
  public FailureTraces traces() {
    return journals.kept().traces();
  }

  KeptRequests kept() {
    return journals.kept();
  }

  AuditTrail audit() {
    return journals.audit();
  }

  InstantSource clock() {
    return clock;
  }

  ClockGuard clockGuard() {
    return clock;
  }

  Supplier<Installation> installation() {
    return live::installation;
  }

  SigningPool signingPool() {
    return signingPool;
  }

  ListIntake listIntake() {
    return listIntake;
  }

  Meters meters() {
    return meters;
  }

  Hooks hooks() {
    return hooks;
  }

  @Override
  public OcspConfiguration configuration() {
    return configuration;
  }

  /** Where lists wait that do not come as files. */
  Path incoming() {
    return data.incoming();
  }

  FileLooks fileLooks() {
    return fileLooks;
  }

  Map<String, LocalSource> localSources() {
    return localSources;
  }

  FetchLists fetchLists() {
    return sources.fetchLists();
  }

  SourceStates sourceStates() {
    return sources.states();
  }

  ExpiryWatch expiryWatch() {
    return expiryWatch;
  }

  /** The billing journal, and what delivers its records. */
  BillingParts billing() {
    return journals.billing();
  }

  @Override
  protected void doStop() throws IOException {
    sources.close();
    signingPool.close();
    hooks.close();
    clockKeeper.close();
    journals.close();
    data.close();
  }

  @Override
  public Map<String, Path> watchedDirectories() {
    return WatchedDirectories.of(configuration.lists());
  }
}
