package io.camelocsp.routes;

import io.camelocsp.processors.AppendBilling;
import io.camelocsp.processors.FeedBilling;
import io.camelocsp.routes.Hooks.Hook;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;

/** What happens to a billing record: it is appended to the journal, and delivered from there. */
final class BillingRoutes {
  /** Where the wire tap of each request leads. */
  static final String BILLING = "direct:ocsp-billing";

  /** A second from one look to the next; each delivers all there is. */
  private static final String LOOKS =
      Ticks.SCHEME + ":ocsp-billing-feed?initialDelay=1000&delay=1000";

  private final RouteBuilder builder;
  private final OcspService service;

  BillingRoutes(RouteBuilder builder, OcspService service) {
    this.builder = builder;
    this.service = service;
  }

  void define(CamelContext context) throws Exception {
    if (service.billing().bills()) {
      append();
    }
    if (service.billing().feeds()) {
      feed();
      context.addStartupListener(
          new MissingHookConsumer("ocsp.billing.to", service.billing().to()));
    }
  }

  // spotless:off
  /** A record of each request, appended to the journal. */
  private void append() {
    builder.from(BILLING).routeId("ocsp-billing").streamCache("false")
        .process(new AppendBilling(service.billing().journal())).id("append-billing")
        .wireTap(Hook.BILLING_RECORD.tap())
          .executorService(service.hooks().threads(Hook.BILLING_RECORD))
          .id("billing-record").disabled(!service.hooks().calls(Hook.BILLING_RECORD))
        .end();
  }

  /** Each record at least once, from the journal's files to an endpoint of the application. */
  private void feed() {
    FeedBilling feed = service.billing().feedSteps();
    builder.from(LOOKS).routeId("ocsp-billing-feed").streamCache("false")
        .errorHandler(builder.noErrorHandler())
        .loopDoWhile(feed::take).id("take-records")
          .multicast(feed::told).id("records") // on an exchange of its own: its route may end it
            .to(service.billing().to()).id("deliver-records")
          .end()
        .end();
  }
  // spotless:on
}
