package io.camelocsp.routes;

import io.camelocsp.processors.AwaitBilling;
import io.camelocsp.processors.ConfirmCopy;
import io.camelocsp.processors.DecodeRequest;
import io.camelocsp.processors.FailRequest;
import io.camelocsp.processors.HookMessages;
import io.camelocsp.processors.KeepExchange;
import io.camelocsp.processors.KeepRequest;
import io.camelocsp.processors.MapFailure;
import io.camelocsp.processors.NoteHookFailure;
import io.camelocsp.processors.OcspExchange;
import io.camelocsp.processors.RecordBilling;
import io.camelocsp.processors.SignResponse;
import io.camelocsp.processors.TakeAnswer;
import io.camelocsp.processors.ValidateLocally;
import io.camelocsp.processors.WatchExpiry;
import io.camelocsp.processors.WriteResponse;
import io.camelocsp.routes.Hooks.Hook;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RouteTemplateParameterSource;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a request and to a list, top to bottom; and the one builder that an application
 * adds to its Camel context:
 *
 * <pre>{@code
 * context.addRoutes(new OcspRoutes());
 * }</pre>
 *
 * <p>A request enters by its responder's route, passes the steps of the workflow in their order,
 * and leaves by {@code ocsp-finish}. A failure at any step leaves by {@code ocsp-finish} too, so
 * errors are billed and written like answers. The routes of lists are in {@link ListRoutes}, those
 * of billing records in {@link BillingRoutes}.
 *
 * <p>The application's endpoints enter by {@code direct:ocsp-request-NAME}, one for each responder,
 * and {@code direct:ocsp-list}. {@link RouteInstances} makes an instance of a template for each
 * configured responder and list source.
 *
 * <p>A builder serves one context, once. The context closes what it opened when it stops; but Camel
 * tells nobody when a context fails before its routes start, so then {@link #close} is the
 * application's.
 */
public final class OcspRoutes extends RouteConfigurationBuilder implements AutoCloseable {
  /** Template of a responder's route; parameter {@code name}, as in {@code ocsp.responder.NAME}. */
  public static final String RESPONDER = "ocsp-responder";

  /** Template of a watched directory; parameter {@code name}, as in {@code ocsp.lists.NAME}. */
  public static final String WATCHED_DIRECTORY = ListRoutes.WATCHED_DIRECTORY;

  /** Template of what is read in place; parameter {@code name}, as in {@code ocsp.lists.NAME}. */
  public static final String INDEX_FILE = ListRoutes.INDEX_FILE;

  /** Template of lists that are pushed; parameter {@code name}, as in {@code ocsp.lists.NAME}. */
  public static final String PUSHED_LISTS = "ocsp-push";

  /** Template of what administrators may read; it has one instance, if it is configured. */
  static final String ADMINISTRATION = "ocsp-administration";

  /** Template of the entry for requests from any endpoint. */
  static final String REQUEST = "ocsp-request";

  /** A route that an application left out must not hold up requests: camel-direct would wait. */
  static final String NOBODY_WAITS = "?block=false&failIfNoConsumers=false";

  private static final String INSTANCES = "ocspRouteInstances";

  private final ConfigurationSource source;
  private final InstantSource clock;
  private @Nullable OcspService service;
  private @Nullable RouteInstances instances;

  /**
   * Takes the {@code ocsp.*} keys of the context's properties; relative paths in them start at the
   * working directory, as those of Camel's own endpoints do.
   */
  public OcspRoutes() {
    this(ConfigurationSource.properties(Path.of("")));
  }

  /** Takes the keys from somewhere else. */
  public OcspRoutes(ConfigurationSource source) {
    this(source, InstantSource.system());
  }

  /**
   * Takes keys and time from somewhere else.
   *
   * @param clock judges lists, answers and certificates
   */
  public OcspRoutes(ConfigurationSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /** The routes of a service that somebody else adds to the context. */
  OcspRoutes(OcspService service) {
    this.source =
        context -> {
          throw new IllegalStateException("the service is open already");
        };
    this.clock = service.clock();
    this.service = service;
  }

  // spotless:off
  @Override
  public void configuration() throws Exception {
    OcspService service = service();
    routeConfiguration("ocsp-request-errors")
        .onException(Throwable.class).handled(true)
          .process(new MapFailure(service.traces())).id("map-failure")
          .to("direct:ocsp-finish").id("finish-failure");
    ListRoutes.errors(routeConfiguration(ListRoutes.ERRORS), service);
  }

  @Override
  public void configure() throws Exception {
    OcspService service = service();
    service.prepare(getContext());
    finish();
    new BillingRoutes(this, service).define(getContext());
    new ListRoutes(this, service).define();
    PushRoute.template(this, service);
    AdministrationRoute.template(this, service);
    watchExpiry();
    request();
    responder();
    hooks();
    instances();
  }

  /** The workflow of a request: one route for each responder. */
  private void responder() {
    OcspService service = service();
    routeTemplate(RESPONDER)
        .templateParameter("name").templateOptionalParameter("from")
        .from("{{from}}").streamCache("false")
        .routeConfigurationId("ocsp-request-errors")
        .setProperty(OcspExchange.RESPONDER, constant("{{name}}")).id("responder")
        .process(new DecodeRequest(service.installation(), service.clock())).id("decode-request")
        .threads().executorService(service.hooks().threads(Hook.BEFORE_ANSWER)).callerRunsWhenRejected(false)
          .id("before-answer-threads").disabled(!service.hooks().calls(Hook.BEFORE_ANSWER))
        .end()
        .enrich(Hook.BEFORE_ANSWER.tap(), new KeepRequest(), true)
          .id("before-answer").disabled(!service.hooks().calls(Hook.BEFORE_ANSWER))
        .process(new ValidateLocally(service.clock())).id("validate-locally")
        .process(new ConfirmCopy()).id("confirm-copy")
        .choice().id("unanswered")
          .when(OcspExchange::unanswered)
            .process(new SignResponse(service.signingPool())).id("sign-response")
        .end()
        .to("direct:ocsp-finish").id("finish");
  }

  /** The tail of every request: billed, then written. If that itself fails: tryLater, unbilled. */
  private void finish() {
    OcspService service = service();
    WriteResponse writeResponse = new WriteResponse(service.meters().answers());
    ProcessorDefinition<?> billed = from("direct:ocsp-finish").routeId("ocsp-finish").streamCache("false")
        .onException(Throwable.class).handled(true)
          .process(writeResponse::tryLater).id("try-later")
        .end()
        .wireTap(BillingRoutes.BILLING + NOBODY_WAITS)
          .onPrepare(new RecordBilling()).executorService(new SynchronousExecutorService())
          .id("bill").disabled(!service.billing().bills())
        .end();
    if (service.billing().awaits()) { // disabled() lets an asynchronous processor run all the same
      billed.process(new AwaitBilling(service.traces())).id("await-billing");
    }
    billed
        .wireTap(Hook.AFTER_ANSWER.tap())
          .executorService(service.hooks().threads(Hook.AFTER_ANSWER))
          .id("after-answer").disabled(!service.hooks().calls(Hook.AFTER_ANSWER))
        .end()
        .process(new KeepExchange(service.kept()::keep)).id("keep-exchange").disabled(!service.kept().keepsAll())
        .process(writeResponse).id("write-response");
  }

  /**
   * A request from any endpoint, DER in and DER out. Its workflow works on an exchange of its own:
   * an error that is answered there would otherwise end the caller's route too.
   */
  private void request() {
    routeTemplate(REQUEST)
        .templateParameter("name").templateOptionalParameter("from")
        .from("{{from}}").streamCache("false")
        .enrich("direct:ocsp-workflow-{{name}}", new TakeAnswer()).id("answer");
  }

  /** Says what has ended or is about to. */
  private void watchExpiry() {
    OcspService service = service();
    from(Ticks.SCHEME + ":watch-expiry?initialDelay=5000&delay=60000").routeId("ocsp-watch-expiry")
        .process(new WatchExpiry(service.expiryWatch(), service.clock())).id("watch-expiry")
        .process(new AuditWatch(service.audit(), service.clock(), service::findings, service.configuration().listeners()))
          .id("audit-findings");
  }

  /** The application's endpoints, each behind a route that makes the message for it. */
  private void hooks() throws Exception {
    hook(Hook.BEFORE_ANSWER, HookMessages::request);
    hook(Hook.AFTER_ANSWER, HookMessages::answer);
    hook(Hook.LIST_ACCEPTED, HookMessages::list);
    hook(Hook.LIST_REFUSED, HookMessages::refusal);
    hook(Hook.BILLING_RECORD, HookMessages::billing);
  }
  // spotless:on

  private void hook(Hook hook, Processor message) throws Exception {
    String endpoint = service().hooks().endpoint(hook);
    if (endpoint == null) {
      return;
    }
    // spotless:off
    from(hook.entry()).routeId(hook.routeId()).streamCache("false")
        .errorHandler(noErrorHandler())
        .process(message).id(hook.key() + "-message")
        .doTry().id(hook.key() + "-try") // a failure is caught even where its route gave it up
          .to(endpoint).id(hook.key() + "-endpoint")
        .doCatch(Throwable.class).id(hook.key() + "-catch")
          .process(hook == Hook.BEFORE_ANSWER ? new FailRequest(hook.key()) : new NoteHookFailure(hook.key()))
            .id(hook.key() + "-failed")
        .end();
    // spotless:on
    getContext().addStartupListener(new MissingHookConsumer("ocsp.hook." + hook.key(), endpoint));
  }

  private static List<String> templates() {
    List<String> templates =
        new ArrayList<>(List.of(REQUEST, RESPONDER, PUSHED_LISTS, ADMINISTRATION));
    templates.addAll(ListRoutes.TEMPLATES);
    return templates;
  }

  private void instances() {
    ModelCamelContext context = (ModelCamelContext) getContext();
    RouteInstances made = new RouteInstances(context, service().configuration());
    for (String template : templates()) {
      context.addRouteTemplateDefinitionConverter(template, made);
    }
    if (!context.isStarted()) {
      context.getRegistry().bind(INSTANCES, RouteTemplateParameterSource.class, made);
    }
    instances = made;
  }

  @Override
  public void addRouteConfigurationsToCamelContext(CamelContext context) throws Exception {
    try {
      if (service == null) {
        service = ContextParts.open(source, context, clock);
        context.addService(service);
      }
      super.addRouteConfigurationsToCamelContext(context);
    } catch (Exception e) {
      stopAfter(e);
      throw e;
    }
  }

  @Override
  public void addRoutesToCamelContext(CamelContext context) throws Exception {
    try {
      super.addRoutesToCamelContext(context);
      if (context.isStarted() && instances != null) {
        instances.addTo(context);
      }
    } catch (Exception e) {
      removeRoutes((ModelCamelContext) context, e);
      stopAfter(e);
      throw e;
    }
  }

  /** Closes what it opened; does nothing the second time, or after the context has done it. */
  @Override
  public void close() {
    if (service != null) {
      service.stop();
    }
  }

  /** A context that runs goes on, without any route whose service is closed. */
  private void removeRoutes(ModelCamelContext context, Exception failure) {
    try {
      List<RouteDefinition> ours = new ArrayList<>(getRouteCollection().getRoutes());
      if (instances != null) {
        ours.addAll(instances.routes());
      }
      context.removeRouteDefinitions(ours);
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  /** The context would not: it stops what it has started. */
  private void stopAfter(Exception failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private OcspService service() {
    if (service == null) {
      throw new IllegalStateException("a context adds the builder's configurations first");
    }
    return service;
  }
}
