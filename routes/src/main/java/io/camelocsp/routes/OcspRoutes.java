package io.camelocsp.routes;

import io.camelocsp.processors.AcceptList;
import io.camelocsp.processors.AppendBilling;
import io.camelocsp.processors.ClearAway;
import io.camelocsp.processors.ConfirmCopy;
import io.camelocsp.processors.DecodeRequest;
import io.camelocsp.processors.KeepForRetry;
import io.camelocsp.processors.MapFailure;
import io.camelocsp.processors.MoveAside;
import io.camelocsp.processors.OcspExchange;
import io.camelocsp.processors.ReadIndex;
import io.camelocsp.processors.RecordBilling;
import io.camelocsp.processors.SignResponse;
import io.camelocsp.processors.ValidateLocally;
import io.camelocsp.processors.WatchExpiry;
import io.camelocsp.processors.WriteResponse;
import io.camelocsp.revocation.ListRefusedException;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.util.concurrent.SynchronousExecutorService;

/**
 * What happens to a request and to a list, top to bottom.
 *
 * <p>A request enters by its responder's route, passes the steps of the workflow in their order,
 * and leaves by {@code ocsp-finish}. A failure at any step leaves by {@code ocsp-finish} too, so
 * errors are billed and written like answers. A list enters by the route of its source and becomes
 * visible in {@code accept-list}, or is refused and moved aside.
 *
 * <p>{@link OcspService} adds this builder to a context and makes one instance of a template for
 * each configured responder and list source.
 */
final class OcspRoutes extends RouteConfigurationBuilder {
  static final String RESPONDER = "ocsp-responder";
  static final String WATCHED_DIRECTORY = "ocsp-watched-directory";
  static final String INDEX_FILE = "ocsp-index-file";

  private final OcspService service;

  OcspRoutes(OcspService service) {
    this.service = service;
  }

  // spotless:off
  @Override
  public void configuration() {
    routeConfiguration("ocsp-request-errors")
        .onException(Throwable.class).handled(true)
          .process(new MapFailure()).id("map-failure")
          .to("direct:ocsp-finish").id("finish-failure");

    // Two statements: a second onException in one chain adds its class to the first.
    RouteConfigurationDefinition listErrors = routeConfiguration("ocsp-list-errors");
    listErrors
        .onException(ListRefusedException.class).handled(true)
          .process(new MoveAside(service.clock(), service.fileLooks())).id("move-aside");
    listErrors
        .onException(Throwable.class).handled(true)
          .process(new KeepForRetry()).id("keep-for-retry");
  }

  @Override
  public void configure() {
    finish();
    if (service.bills()) {
      billing();
    }
    watchedDirectory();
    indexFile();
    watchExpiry();
    responder();
  }

  /** The workflow of a request: one route for each responder. */
  private void responder() {
    routeTemplate(RESPONDER)
        .templateParameter("name").templateParameter("from")
        .from("{{from}}").streamCache("false")
        .routeConfigurationId("ocsp-request-errors")
        .setProperty(OcspExchange.RESPONDER, constant("{{name}}")).id("responder")
        .process(new DecodeRequest(service.installation(), service.clock())).id("decode-request")
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
    WriteResponse writeResponse = new WriteResponse();
    from("direct:ocsp-finish").routeId("ocsp-finish").streamCache("false")
        .onException(Throwable.class).handled(true)
          .process(writeResponse::tryLater).id("try-later")
        .end()
        .wireTap("direct:ocsp-billing")
          .onPrepare(new RecordBilling()).executorService(new SynchronousExecutorService())
          .id("bill").disabled(!service.bills())
        .end()
        .process(writeResponse).id("write-response");
  }

  /** Billing: a record of each request, appended to the journal. */
  private void billing() {
    from("direct:ocsp-billing").routeId("ocsp-billing").streamCache("false")
        .process(new AppendBilling(service.journal())).id("append-billing");
  }

  /** A directory that a CA drops lists into; a half-written file waits until it is whole. */
  private void watchedDirectory() {
    routeTemplate(WATCHED_DIRECTORY)
        .templateParameter("name").templateParameter("from")
        .from("{{from}}")
        .routeConfigurationId("ocsp-list-errors")
        .process(new AcceptList(service.listIntake())).id("accept-list")
        .process(new ClearAway(service.fileLooks())).id("clear-away");
  }

  /** An OpenSSL index.txt, read in place. */
  private void indexFile() {
    routeTemplate(INDEX_FILE)
        .templateParameter("name").templateParameter("from")
        .from("{{from}}")
        .setProperty(OcspExchange.LIST_SOURCE, constant("{{name}}")).id("list-source")
        .process(new ReadIndex(service.indexFiles(), service.clock())).id("read-index");
  }

  /** Says what has ended or is about to. */
  private void watchExpiry() {
    from("timer:ocsp-watch-expiry?delay=5000&period=60000").routeId("ocsp-watch-expiry")
        .process(new WatchExpiry(service.expiryWatch(), service.clock())).id("watch-expiry");
  }
  // spotless:on
}
