package io.camelocsp.routes;

import io.camelocsp.config.FetchSettings;
import io.camelocsp.config.ListsFrom;
import io.camelocsp.config.ListsSettings;
import io.camelocsp.fetch.FetchDeadlines;
import io.camelocsp.fetch.HttpFetchComponent;
import io.camelocsp.fetch.LdapContexts;
import io.camelocsp.fetch.SourceConnections;
import io.camelocsp.processors.FetchJob;
import io.camelocsp.processors.FetchLists;
import io.camelocsp.source.FetchSchedule;
import io.camelocsp.source.FetchTry;
import io.camelocsp.source.FetchedSource;
import io.camelocsp.source.RedirectPolicy;
import io.camelocsp.source.SourceKind;
import io.camelocsp.source.SourceReport;
import io.camelocsp.source.SourceStates;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/** The configured sources of lists: how they are doing, and what it takes to fetch from servers. */
final class Sources implements AutoCloseable {
  private final SourceStates states;
  private final FetchDeadlines deadlines = new FetchDeadlines();
  private final Map<String, FetchJob> jobs = new LinkedHashMap<>();
  private final Map<String, SourceConnections> connections = new LinkedHashMap<>();
  private final FetchLists fetchLists;

  /**
   * @param lists by their configured names
   * @param incoming where lists wait while they are taken in
   */
  Sources(Map<String, ListsSettings> lists, InstantSource clock, Path incoming) {
    states = new SourceStates(clock);
    lists.forEach((name, settings) -> add(name, settings, clock));
    fetchLists = new FetchLists(jobs, states, incoming);
  }

  private void add(String name, ListsSettings lists, InstantSource clock) {
    if (!(lists.from() instanceof ListsFrom.Remote remote)) {
      states.add(name, localKind(lists), lists.from().toString());
      return;
    }
    states.add(
        name,
        remote.isLdap() ? SourceKind.LDAP : SourceKind.HTTP,
        remote.urls().stream().map(FetchTry::shown).collect(Collectors.joining(", ")));
    FetchSettings fetch = lists.fetch();
    FetchedSource source =
        new FetchedSource(
            new FetchedSource.Plan(
                name,
                remote.urls(),
                RedirectPolicy.valueOf(fetch.redirects().name()),
                Set.copyOf(fetch.freshestHosts())));
    FetchSchedule schedule =
        new FetchSchedule(
            new FetchSchedule.Pace(lists.pollInterval(), fetch.fetchAhead(), fetch.retry()),
            clock,
            () -> ThreadLocalRandom.current().nextDouble());
    SourceConnections opened = new SourceConnections(lists, deadlines);
    connections.put(name, opened);
    jobs.put(name, new FetchJob(source, schedule, opened, fetch.maxSize().bytes()));
  }

  private static SourceKind localKind(ListsSettings lists) {
    if (lists.isPushed()) {
      return SourceKind.PUSH;
    }
    return lists.isWatchedDirectory() ? SourceKind.DIRECTORY : SourceKind.FILE;
  }

  /** Puts what the routes name into the context; a context that stops waits for no server. */
  void prepare(CamelContext context) {
    context.addComponent(Ticks.SCHEME, new Ticks());
    if (connections.isEmpty()) {
      return;
    }
    context.addComponent(HttpFetchComponent.SCHEME, new HttpFetchComponent(connections));
    connections.forEach((name, each) -> LdapContexts.bind(context.getRegistry(), name, each));
    context.addLifecycleStrategy(
        new LifecycleStrategySupport() {
          @Override
          public void onContextStopping(CamelContext stopping) {
            breakOff();
          }
        });
  }

  FetchLists fetchLists() {
    return fetchLists;
  }

  SourceStates states() {
    return states;
  }

  List<SourceReport> reports() {
    return states.reports();
  }

  Optional<CompletableFuture<SourceReport>> fetchNow(String name) {
    FetchJob job = jobs.get(name);
    if (job == null) {
      return Optional.empty();
    }
    CompletableFuture<SourceReport> end = states.nextEnd(name);
    job.schedule().fetchNow();
    return Optional.of(end);
  }

  private void breakOff() {
    connections.values().forEach(SourceConnections::shutDown);
  }

  @Override
  public void close() {
    breakOff();
    deadlines.close();
  }
}
