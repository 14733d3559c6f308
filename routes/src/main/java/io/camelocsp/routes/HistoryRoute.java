package io.camelocsp.routes;

import io.camelocsp.administration.page.AnswersByStatus;
import io.camelocsp.administration.page.History;
import org.apache.camel.builder.RouteBuilder;

/** The route that takes samples for the plots of the status page. */
final class HistoryRoute {
  private HistoryRoute() {}

  /** The history that it fills. */
  static History history(OcspService service) {
    return new History(
        service.clock(),
        System::nanoTime,
        new AnswersByStatus(service.meters().answers()),
        service::lists);
  }

  // spotless:off
  /** Adds it. */
  static void define(RouteBuilder routes, History history) {
    long every = History.EVERY.toMillis();
    routes.from(Ticks.SCHEME + ":ocsp-history?initialDelay=" + every + "&delay=" + every).routeId("ocsp-history")
        .process(exchange -> history.sample()).id("sample-history");
  }
  // spotless:on
}
