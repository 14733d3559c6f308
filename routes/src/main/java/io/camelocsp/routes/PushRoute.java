package io.camelocsp.routes;

import io.camelocsp.http.intake.IntakeComponent;
import io.camelocsp.processors.AcceptList;
import io.camelocsp.processors.AnswerPush;
import io.camelocsp.processors.CountRefusal;
import io.camelocsp.processors.NoteSource;
import io.camelocsp.processors.OcspExchange;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.routes.Hooks.Hook;
import java.io.IOException;
import org.apache.camel.builder.RouteBuilder;

/** The route of a list that a publisher pushes; it ends with what the publisher is told. */
final class PushRoute {
  private PushRoute() {}

  /** The endpoint that the route of these lists starts from. */
  static String from(String name) {
    return IntakeComponent.endpointUri(name);
  }

  // spotless:off
  /** Adds the template. */
  static void template(RouteBuilder routes, OcspService service) {
    AnswerPush answer = new AnswerPush();
    NoteSource note = new NoteSource(service.sourceStates());
    routes.routeTemplate(OcspRoutes.PUSHED_LISTS)
        .templateParameter("name").templateOptionalParameter("from")
        .from("{{from}}").streamCache("false")
        .errorHandler(routes.noErrorHandler())
        .setProperty(OcspExchange.LIST_SOURCE, routes.constant("{{name}}")).id("list-source")
        .doTry().id("try-pushed-list")
          .process(new AcceptList(service.listIntake(), service.meters().lists())).id("accept-pushed-list")
          .process(note::pushed).id("note-push")
          .process(answer).id("answer-push")
        .doCatch(ListRefusedException.class).id("catch-push-refusal")
          .process(note::refused).id("note-push-refusal")
          .process(new CountRefusal(service.meters().lists())).id("count-push-refusal")
          .wireTap(Hook.LIST_REFUSED.tap())
            .executorService(service.hooks().threads(Hook.LIST_REFUSED))
            .id("pushed-list-refused").disabled(!service.hooks().calls(Hook.LIST_REFUSED))
          .end()
          .process(answer).id("answer-refusal")
        .endDoTry()
        .doCatch(IOException.class).id("catch-push-failure") // the disk: the list may be good
          .process(note::failed).id("note-push-failure")
          .process(answer).id("answer-failure")
        .endDoTry().end()
        .filter(AcceptList::tookNewList).id("new-pushed-list")
          .wireTap(Hook.LIST_ACCEPTED.tap())
            .executorService(service.hooks().threads(Hook.LIST_ACCEPTED))
            .id("pushed-list-accepted").disabled(!service.hooks().calls(Hook.LIST_ACCEPTED))
          .end()
        .end();
  }
  // spotless:on
}
