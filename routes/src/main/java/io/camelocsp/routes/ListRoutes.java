package io.camelocsp.routes;

import static org.apache.camel.builder.Builder.constant;
import static org.apache.camel.builder.Builder.exchangeProperty;

import io.camelocsp.fetch.HttpFetchComponent;
import io.camelocsp.processors.AcceptList;
import io.camelocsp.processors.ClearAway;
import io.camelocsp.processors.CountRefusal;
import io.camelocsp.processors.FetchLists;
import io.camelocsp.processors.KeepForRetry;
import io.camelocsp.processors.MoveAside;
import io.camelocsp.processors.NoteSource;
import io.camelocsp.processors.OcspExchange;
import io.camelocsp.processors.ReadIndex;
import io.camelocsp.processors.ReportList;
import io.camelocsp.processors.ReportRefusal;
import io.camelocsp.processors.SpoolList;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.routes.Hooks.Hook;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;

/**
 * What happens to a list: it enters by the route of its source and becomes visible in {@code
 * accept-list}, or is refused and moved aside or reported.
 */
final class ListRoutes {
  /** Template of a watched directory; parameter {@code name}, as in {@code ocsp.lists.NAME}. */
  static final String WATCHED_DIRECTORY = "ocsp-watched-directory";

  /** Template of what is read in place; parameter {@code name}, as in {@code ocsp.lists.NAME}. */
  static final String INDEX_FILE = "ocsp-index-file";

  /** Template of a web server; parameter {@code name}, as in {@code ocsp.lists.NAME}. */
  static final String FETCH_HTTP = "ocsp-fetch-http";

  /** Template of a directory server; parameter {@code name}, as in {@code ocsp.lists.NAME}. */
  static final String FETCH_LDAP = "ocsp-fetch-ldap";

  /** Every template here. */
  static final List<String> TEMPLATES =
      List.of(WATCHED_DIRECTORY, INDEX_FILE, FETCH_HTTP, FETCH_LDAP);

  /** Id of the route configuration that handles what goes wrong with a file. */
  static final String ERRORS = "ocsp-list-errors";

  private final RouteBuilder builder;
  private final OcspService service;

  ListRoutes(RouteBuilder builder, OcspService service) {
    this.builder = builder;
    this.service = service;
  }

  /** Whether instances of this template ask a server. */
  static boolean isFetch(String template) {
    return template.equals(FETCH_HTTP) || template.equals(FETCH_LDAP);
  }

  // spotless:off
  /** Handles what goes wrong with a file in a watched directory. */
  static void errors(RouteConfigurationDefinition listErrors, OcspService service) {
    // Two statements: a second onException in one chain adds its class to the first.
    listErrors
        .onException(ListRefusedException.class).handled(true)
          .process(new MoveAside(service.clock(), service.fileLooks())).id("move-aside")
          .filter(exchangeProperty(MoveAside.REFUSAL).isNotNull()).id("refused-for-good")
            .process(new CountRefusal(service.meters().lists())).id("count-refusal")
            .wireTap(Hook.LIST_REFUSED.tap())
              .executorService(service.hooks().threads(Hook.LIST_REFUSED))
              .id("list-refused").disabled(!service.hooks().calls(Hook.LIST_REFUSED))
            .end()
          .end();
    listErrors
        .onException(Throwable.class).handled(true)
          .process(new KeepForRetry()).id("keep-for-retry")
          .process(new NoteSource(service.sourceStates())::failed).id("note-source-failure");
  }

  /** Defines the routes and templates. */
  void define() {
    list();
    watchedDirectory();
    indexFile();
    fetch(FETCH_HTTP);
    fetch(FETCH_LDAP);
    fetchedList();
  }

  /**
   * A list from any endpoint. It is the caller who is told what is wrong with it: what an error
   * handler of ours had seen, the caller's would not handle any more.
   */
  private void list() {
    builder.from("direct:ocsp-list").routeId("ocsp-list").streamCache("false")
        .errorHandler(new NoErrorHandlerDefinition())
        .process(new SpoolList(service.incoming())).id("spool-list")
        .doTry().id("try-spooled-list")
          .process(new AcceptList(service.listIntake(), service.meters().lists())).id("accept-spooled-list")
        .doCatch(ListRefusedException.class).id("catch-refusal")
          .process(new CountRefusal(service.meters().lists())).id("count-spooled-refusal")
          .wireTap(Hook.LIST_REFUSED.tap())
            .executorService(service.hooks().threads(Hook.LIST_REFUSED))
            .id("spooled-list-refused").disabled(!service.hooks().calls(Hook.LIST_REFUSED))
          .end()
          .process(new ReportRefusal()).id("report-refusal")
        .endDoTry().end()
        .process(new ReportList()).id("report-list")
        .filter(AcceptList::tookNewList).id("new-spooled-list")
          .wireTap(Hook.LIST_ACCEPTED.tap())
            .executorService(service.hooks().threads(Hook.LIST_ACCEPTED))
            .id("spooled-list-accepted").disabled(!service.hooks().calls(Hook.LIST_ACCEPTED))
          .end()
        .end();
  }

  /** A directory that a CA drops lists into; a half-written file waits until it is whole. */
  private void watchedDirectory() {
    builder.routeTemplate(WATCHED_DIRECTORY)
        .templateParameter("name").templateOptionalParameter("from")
        .from("{{from}}")
        .routeConfigurationId("ocsp-list-errors")
        .setProperty(OcspExchange.LIST_SOURCE, constant("{{name}}")).id("watched-source")
        .process(new AcceptList(service.listIntake(), service.meters().lists())).id("accept-list")
        .process(new ClearAway(service.fileLooks())).id("clear-away")
        .filter(AcceptList::tookNewList).id("new-list")
          .process(new NoteSource(service.sourceStates())::brought).id("note-new-list")
          .wireTap(Hook.LIST_ACCEPTED.tap())
            .executorService(service.hooks().threads(Hook.LIST_ACCEPTED))
            .id("list-accepted").disabled(!service.hooks().calls(Hook.LIST_ACCEPTED))
          .end()
        .end();
  }

  /** An OpenSSL index.txt, or what else is local and unsigned, read in place. */
  private void indexFile() {
    builder.routeTemplate(INDEX_FILE)
        .templateParameter("name").templateOptionalParameter("from")
        .from("{{from}}")
        .setProperty(OcspExchange.LIST_SOURCE, constant("{{name}}")).id("list-source")
        .process(new ReadIndex(service.localSources(), service.clock(), service.sourceStates())).id("read-index");
  }
  /**
   * Lists of a server: when it is time, its mirrors are asked until one gives a list that is taken
   * in, then where that list says that its deltas are; which may be a server of the other kind.
   */
  private void fetch(String template) {
    FetchLists fetch = service.fetchLists();
    builder.routeTemplate(template)
        .templateParameter("name").templateOptionalParameter("from").templateOptionalParameter("ldap")
        .from("{{from}}").streamCache("false")
        .errorHandler(new NoErrorHandlerDefinition())
        .setProperty(OcspExchange.LIST_SOURCE, constant("{{name}}")).id("fetched-source")
        .filter(fetch::due).id("due")
          .process(fetch::begin).id("begin-fetch")
          .loopDoWhile(fetch::asks).id("each-address")
            .doTry().id("try-address")
              .process(fetch::ask).id("ask")
              .choice().id("protocol")
                .when(fetch::asksLdap)
                  .to("{{ldap}}").id("ask-ldap")
                  .process(fetch::takeValues).id("take-values")
                .otherwise()
                  .to(HttpFetchComponent.SCHEME + ":{{name}}").id("ask-http")
                  .process(fetch::takeReply).id("take-reply")
              .end()
            .endDoTry()
            .doCatch(Exception.class).id("catch-failure")
              .process(fetch::failed).id("note-failure")
            .endDoTry().end()
            .loopDoWhile(fetch::hasList).id("each-list")
              .process(fetch::nextList).id("next-list")
              .to("direct:ocsp-fetched-list").id("take-in")
            .end()
          .end()
          .process(fetch::end).id("end-fetch")
        .end();
  }

  /** One list that was fetched. */
  private void fetchedList() {
    FetchLists fetch = service.fetchLists();
    builder.from("direct:ocsp-fetched-list").routeId("ocsp-fetched-list").streamCache("false")
        .errorHandler(new NoErrorHandlerDefinition())
        .doTry().id("try-fetched-list")
          .process(new AcceptList(service.listIntake(), service.meters().lists())).id("accept-fetched-list")
          .filter(AcceptList::tookNewList).id("new-fetched-list")
            .wireTap(Hook.LIST_ACCEPTED.tap())
              .executorService(service.hooks().threads(Hook.LIST_ACCEPTED))
              .id("fetched-list-accepted").disabled(!service.hooks().calls(Hook.LIST_ACCEPTED))
            .end()
          .end()
          .process(fetch::took).id("note-list")
        .endDoTry()
        .doCatch(Exception.class).id("catch-fetched-refusal")
          .process(fetch::refused).id("note-refusal")
          .filter(fetch::tellsRefusal).id("new-refusal")
            .process(new CountRefusal(service.meters().lists())).id("count-fetched-refusal")
            .wireTap(Hook.LIST_REFUSED.tap())
              .executorService(service.hooks().threads(Hook.LIST_REFUSED))
              .id("fetched-list-refused").disabled(!service.hooks().calls(Hook.LIST_REFUSED))
            .end()
          .end()
        .end();
  }
  // spotless:on
}
