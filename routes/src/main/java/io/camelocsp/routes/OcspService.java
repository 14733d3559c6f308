package io.camelocsp.routes;

import io.camelocsp.billing.BillingJournal;
import io.camelocsp.config.IssuerSettings;
import io.camelocsp.config.ListenerSettings;
import io.camelocsp.config.ListsSettings;
import io.camelocsp.config.OcspConfiguration;
import io.camelocsp.config.ResponderSettings;
import io.camelocsp.http.AddressRange;
import io.camelocsp.http.Balancers;
import io.camelocsp.http.EdgeLimits;
import io.camelocsp.http.EdgeSettings;
import io.camelocsp.http.EdgeTimeouts;
import io.camelocsp.http.OcspHttpComponent;
import io.camelocsp.processors.FileLooks;
import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.IndexSource;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.revocation.ListArchive;
import io.camelocsp.revocation.ListIntake;
import io.camelocsp.revocation.ListPolicy;
import io.camelocsp.revocation.Restoration;
import io.camelocsp.signing.SigningPool;
import io.camelocsp.workflow.ExpiryWatch;
import io.camelocsp.workflow.Installation;
import io.camelocsp.workflow.ServedIssuer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running installation: what the routes share, and their instances in a Camel context.
 *
 * <p>{@link #open} prepares it: the data directory is locked and the archived lists are visible
 * before any listener opens. {@link #addTo} hands it to a context, which then owns it: stopping the
 * context closes listeners first, then what they used.
 */
public final class OcspService extends ServiceSupport {
  private static final Logger LOG = LoggerFactory.getLogger(OcspService.class);
  private static final String WHOLE_FILE = "ocspWholeFile";
  private static final String DROP_POLLS = "ocspDropPolls-";

  private final OcspConfiguration configuration;
  private final Installation installation;
  private final InstantSource clock;
  private final DataDirectory data;
  private final ListIntake listIntake;
  private final Map<String, IndexSource> indexFiles = new LinkedHashMap<>();
  private final SigningPool signingPool;
  private final @Nullable BillingJournal journal;
  private final ExpiryWatch expiryWatch;
  private final FileLooks fileLooks;

  private OcspService(
      OcspConfiguration configuration,
      Installation installation,
      InstantSource clock,
      DataDirectory data)
      throws IOException {
    this.configuration = configuration;
    this.installation = installation;
    this.clock = clock;
    this.data = data;
    fileLooks = new FileLooks(clock);
    List<IssuerData> issuers = installation.issuers().stream().map(ServedIssuer::data).toList();
    listIntake = new ListIntake(issuers, this::listPolicy, new ListArchive(data.lists()), clock);
    signingPool =
        new SigningPool(
            configuration.signing().threadsFor(Runtime.getRuntime().availableProcessors()),
            configuration.signing().queue());
    journal =
        configuration.billing().enabled()
            ? BillingJournal.open(configuration.billingJournal(), configuration.billing().queue())
            : null;
    configuration.lists().forEach(this::addIndexFile);
    expiryWatch =
        new ExpiryWatch(
            installation,
            new ExpiryWatch.Ahead(
                configuration.warn().listExpiry(), configuration.warn().signerExpiry()));
  }

  /**
   * Locks the data directory and makes the archived lists visible.
   *
   * @throws IOException if the data directory or the billing journal cannot be used
   */
  public static OcspService open(
      OcspConfiguration configuration, Installation installation, InstantSource clock)
      throws IOException {
    DataDirectory data = DataDirectory.lock(configuration.dataDirectory());
    OcspService service;
    try {
      service = new OcspService(configuration, installation, clock, data);
    } catch (IOException | RuntimeException e) {
      data.close();
      throw e;
    }
    try {
      service.restoreLists();
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
      addAll(context);
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

  private void addAll(CamelContext context) throws Exception {
    OcspHttpComponent http = new OcspHttpComponent(clock);
    configuration.listeners().values().forEach(listener -> http.addListener(edge(listener)));
    context.addComponent(OcspHttpComponent.SCHEME, http);
    context.addComponent(WatchedDirectories.SCHEME, new WatchedDirectories(directories()));
    context.getRegistry().bind(WHOLE_FILE, new WholeFileReadLock(fileLooks));
    context.addRoutes(new OcspRoutes(this));
    for (Map.Entry<String, ListsSettings> lists : configuration.lists().entrySet()) {
      addLists(context, lists.getKey(), lists.getValue());
    }
    // Listeners last: Camel starts routes in the order they came, and stops them in reverse.
    for (String name : configuration.responders().keySet()) {
      instance(context, OcspRoutes.RESPONDER, "responder-" + name, name, responderUri(name));
    }
  }

  /** The URLs that answer, in configured order. */
  public List<URI> urls() {
    return configuration.responders().values().stream().map(each -> each.url()).toList();
  }

  InstantSource clock() {
    return clock;
  }

  Supplier<Installation> installation() {
    return () -> installation;
  }

  SigningPool signingPool() {
    return signingPool;
  }

  ListIntake listIntake() {
    return listIntake;
  }

  FileLooks fileLooks() {
    return fileLooks;
  }

  Map<String, IndexSource> indexFiles() {
    return indexFiles;
  }

  ExpiryWatch expiryWatch() {
    return expiryWatch;
  }

  /** Whether requests are billed. */
  boolean bills() {
    return journal != null;
  }

  /** The billing journal, if requests are billed. */
  BillingJournal journal() {
    return Objects.requireNonNull(journal, "billing is switched off");
  }

  @Override
  protected void doStop() throws IOException {
    signingPool.close();
    if (journal != null) {
      journal.close();
    }
    data.close();
  }

  private ListPolicy listPolicy(String issuerName) {
    IssuerSettings issuer =
        Objects.requireNonNull(configuration.issuers().get(issuerName), issuerName);
    return new ListPolicy(
        issuer.allowSha1Lists(),
        issuer.maxListAge(),
        configuration.clockSkew(),
        ListPolicy.DEFAULT.maxEntries(),
        issuer.whenEvidenceExpires());
  }

  private void restoreLists() throws IOException {
    Restoration restored = listIntake.restore();
    restored.messages().forEach(message -> LOG.warn("Archive: {}", message));
    for (Acceptance.Accepted list : restored.lists()) {
      LOG.info(
          "Issuer {} answers from the archived {}, {} entries, valid until {}",
          list.issuer(),
          list.description(),
          list.entries(),
          list.nextUpdate());
    }
  }

  private Map<String, Path> directories() {
    Map<String, Path> directories = new LinkedHashMap<>();
    configuration
        .lists()
        .forEach(
            (name, settings) -> {
              if (!settings.isIndexTxt()) {
                directories.put(name, settings.from());
              }
            });
    return directories;
  }

  private void addLists(CamelContext context, String name, ListsSettings settings)
      throws Exception {
    long periodMillis = settings.pollInterval().toMillis();
    if (settings.isIndexTxt()) {
      instance(
          context,
          OcspRoutes.INDEX_FILE,
          "lists-" + name,
          name,
          "timer:ocsp-" + name + "?delay=0&period=" + periodMillis);
      return;
    }
    String polls = DROP_POLLS + name;
    context.getRegistry().bind(polls, new DropDirectoryPolls(settings.from()));
    List<String> options = new ArrayList<>();
    options.add("antInclude=RAW(" + String.join(",", settings.include()) + ")");
    options.add("antFilterCaseSensitive=false");
    options.add("autoCreate=false&directoryMustExist=true");
    options.add("sortBy=file:modified");
    options.add("noop=true&idempotent=false");
    options.add("exclusiveReadLockStrategy=#" + WHOLE_FILE);
    options.add("pollStrategy=#" + polls + "&exceptionHandler=#" + polls);
    options.add("initialDelay=0&delay=" + periodMillis);
    instance(
        context,
        OcspRoutes.WATCHED_DIRECTORY,
        "lists-" + name,
        name,
        WatchedDirectories.SCHEME + ":" + name + "?" + String.join("&", options));
  }

  private void addIndexFile(String name, ListsSettings settings) {
    if (settings.isIndexTxt()) {
      indexFiles.put(name, indexSource(name, settings));
    }
  }

  private IndexSource indexSource(String name, ListsSettings settings) {
    String issuerName = Objects.requireNonNull(settings.issuer());
    Duration validity = Objects.requireNonNull(settings.validity());
    IssuerData issuer =
        installation.issuers().stream()
            .map(ServedIssuer::data)
            .filter(data -> data.issuer().name().equals(issuerName))
            .findFirst()
            .orElseThrow();
    return new IndexSource(name, settings.from(), issuer, validity);
  }

  private String responderUri(String name) {
    ResponderSettings settings = Objects.requireNonNull(configuration.responders().get(name));
    URI url = settings.url();
    return EdgeSettings.of(url.getHost(), url.getPort())
        .endpointUri(url.getRawPath(), settings.maxRequestSize().bytes());
  }

  private EdgeSettings edge(ListenerSettings settings) {
    URI url = settings.url();
    // The largest of its responders' limits; the responder that is asked then cuts it to its own.
    int maxBody =
        configuration.responders().values().stream()
            .filter(
                responder ->
                    responder.url().getHost().equals(url.getHost())
                        && responder.url().getPort() == url.getPort())
            .mapToInt(responder -> responder.maxRequestSize().bytes())
            .max()
            .orElse(EdgeLimits.DEFAULT.maxBody());
    return new EdgeSettings(
        url.getHost(),
        url.getPort(),
        new EdgeLimits(
            settings.maxUrl().bytes(),
            settings.maxHeaderSize().bytes(),
            maxBody,
            settings.maxConnections(),
            settings.maxConnectionsPerAddress(),
            settings.maxRequestsInFlight()),
        new EdgeTimeouts(
            settings.headerTimeout(),
            settings.bodyTimeout(),
            settings.idleTimeout(),
            settings.writeTimeout()),
        new Balancers(
            settings.clientAddress(),
            settings.trustedBalancers().stream().map(AddressRange::parse).toList()));
  }

  private static void instance(
      CamelContext context, String template, String routeId, String name, String from)
      throws Exception {
    TemplatedRouteBuilder.builder(context, template)
        .routeId(routeId)
        .prefixId(name + "-")
        .parameter("name", name)
        .parameter("from", from)
        .add();
  }
}
