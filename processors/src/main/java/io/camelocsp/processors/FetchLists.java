package io.camelocsp.processors;

import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.ListKind;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.revocation.ListRefusedException.Reason;
import io.camelocsp.source.FetchException;
import io.camelocsp.source.FetchTry;
import io.camelocsp.source.SourceStates;
import io.camelocsp.source.Validators;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.naming.NamingException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a route that fetches lists, one method each. The exchange carries a {@link FetchTry}
 * from {@link #begin} to {@link #end}; what it decides is in there, what is moved is here.
 *
 * <p>What is wrong with a source is told when that begins, changes or ends, not at each try; {@link
 * SourceStates} has it all the time.
 */
public final class FetchLists {
  private static final Logger LOG = LoggerFactory.getLogger(FetchLists.class);

  /** Exchange property: what this exchange works at. */
  private static final String WORK = "CamelOcspFetch";

  /** More hosts than that are not told of. */
  private static final int MOST_TOLD = 1_000;

  private record Work(FetchJob job, FetchTry attempt, FetchedLists lists) {
    static Work of(Exchange exchange) {
      return exchange.getProperty(WORK, Work.class);
    }
  }

  private final Map<String, FetchJob> jobs;
  private final SourceStates states;
  private final Path directory;
  private final Set<String> toldHosts = new LinkedHashSet<>();

  /**
   * @param jobs by the configured name of the source
   * @param directory where lists wait while they are taken in
   */
  public FetchLists(Map<String, FetchJob> jobs, SourceStates states, Path directory) {
    this.jobs = Map.copyOf(jobs);
    this.states = states;
    this.directory = directory;
  }

  /** Whether it is time to ask. */
  public boolean due(Exchange exchange) {
    return job(exchange).schedule().due();
  }

  /** Begins a try. */
  public void begin(Exchange exchange) {
    FetchJob job = job(exchange);
    job.schedule().begin();
    states.tried(job.source().name());
    exchange.setProperty(WORK, new Work(job, job.source().begin(), new FetchedLists(directory)));
  }

  /** Whether another address is to be asked. */
  public boolean asks(Exchange exchange) {
    return Work.of(exchange).attempt().asks();
  }

  /** Makes the message that asks the next address. */
  public void ask(Exchange exchange) throws FetchException {
    Work work = Work.of(exchange);
    URI address = work.attempt().next();
    exchange.setProperty(OcspExchange.LIST_LOCATION, FetchTry.shown(address));
    exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, true);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setBody(null);
    work.job().connections().open(address);
    if (address.getScheme().startsWith("ldap")) {
      message.setBody("(objectClass=*)");
      return;
    }
    message.setHeader(Exchange.HTTP_METHOD, "GET");
    message.setHeader(Exchange.HTTP_URI, address.toString());
    Validators validators = work.attempt().validators();
    if (validators.entityTag() != null) {
      message.setHeader("If-None-Match", validators.entityTag());
    }
    if (validators.lastModified() != null) {
      message.setHeader("If-Modified-Since", validators.lastModified());
    }
  }

  /** Whether the address is that of a directory server. */
  public boolean asksLdap(Exchange exchange) {
    return attempt(exchange).address().getScheme().startsWith("ldap");
  }

  /** Reads the reply of a web server to the end, into a file. */
  public void takeReply(Exchange exchange) throws FetchException, IOException {
    Work work = Work.of(exchange);
    try {
      new HttpReplies(work.attempt(), work.job().maxOctets()).take(exchange, work.lists());
    } finally {
      work.job().connections().close();
    }
  }

  /** Puts each value of an entry's attributes into a file. */
  public void takeValues(Exchange exchange) throws FetchException, IOException, NamingException {
    Work work = Work.of(exchange);
    work.job().connections().close(); // the whole answer is here
    LdapValues.take(exchange, work.lists());
    work.attempt().received(Validators.NONE);
  }

  /** Takes down that an address gave nothing. */
  public void failed(Exchange exchange) {
    Work work = Work.of(exchange);
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    work.lists().clear();
    String ours = work.job().connections().brokenOffFor();
    work.job().connections().close();
    String text = ours != null ? ours : FetchFailures.text(cause);
    LOG.debug("{} failed: {}", FetchTry.shown(work.attempt().address()), text, cause);
    work.attempt().failed(text);
  }

  /** Whether a list waits to be taken in. */
  public boolean hasList(Exchange exchange) {
    return !Work.of(exchange).lists().isEmpty();
  }

  /** Makes the message that hands a list on. */
  public void nextList(Exchange exchange) {
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setBody(Work.of(exchange).lists().first().toFile());
    exchange.removeProperty(AcceptList.ACCEPTANCE);
    exchange.removeProperty(MoveAside.REFUSAL);
  }

  /** Takes down that a list was taken in. */
  public void took(Exchange exchange) {
    Work work = Work.of(exchange);
    Acceptance acceptance = exchange.getProperty(AcceptList.ACCEPTANCE, Acceptance.class);
    work.lists().removeFirst();
    work.attempt().took(acceptance.nextUpdate());
    if (acceptance instanceof Acceptance.Accepted accepted) {
      pointsTo(work, accepted.kind(), accepted.freshest());
      states.brought(work.job().source().name());
      LOG.info(
          "{} is visible: {} entries, valid until {}; fetched from {}",
          accepted.description(),
          accepted.entries(),
          accepted.nextUpdate(),
          exchange.getProperty(OcspExchange.LIST_LOCATION));
    } else if (acceptance instanceof Acceptance.Waiting waiting) {
      LOG.debug("{} waits for {}", waiting.description(), waiting.forWhat());
    } else if (acceptance instanceof Acceptance.Unchanged unchanged) {
      pointsTo(work, unchanged.kind(), unchanged.freshest());
    }
  }

  private static void pointsTo(Work work, ListKind kind, List<String> freshest) {
    if (kind != ListKind.DELTA_CRL) {
      work.attempt().pointsTo(freshest);
    }
  }

  /** Takes down that a list was refused, or could not be taken in. */
  public void refused(Exchange exchange) {
    Work work = Work.of(exchange);
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    work.lists().removeFirst();
    if (!(cause instanceof ListRefusedException refusal)) {
      work.attempt().failed("it cannot be taken in: " + cause);
    } else if (refusal.reason() == Reason.OLDER) {
      work.attempt().older(refusal.whatIsWrong());
    } else {
      if (work.attempt().refused(refusal.whatIsWrong())) {
        exchange.setProperty(MoveAside.REFUSAL, refusal);
      }
    }
  }

  /** Whether a refusal is one that this source did not have at its last try. */
  public boolean tellsRefusal(Exchange exchange) {
    return exchange.getProperty(MoveAside.REFUSAL) != null;
  }

  /** Ends the try: says when the next one is, and what is wrong if that is news. */
  public void end(Exchange exchange) {
    Work work = Work.of(exchange);
    work.lists().clear();
    FetchTry.Result result = work.attempt().end();
    FetchJob job = work.job();
    if (result.answered()) {
      job.schedule().succeeded(result.end());
    } else {
      job.schedule().failed();
    }
    tell(job.source().name(), result);
    states.ended(job.source().name(), job.schedule().next());
    exchange.removeProperty(WORK);
  }

  private void tell(String name, FetchTry.Result result) {
    SourceStates.News news =
        result.answered()
            ? states.succeededInPart(name, result.end(), result.problem())
            : states.failed(name, result.problem());
    switch (news) {
      case BEGINS, CHANGES ->
          LOG.warn(
              "Source {} fails: {}. Lists that are in use answer until they end; it is tried again"
                  + " by itself.",
              name,
              result.problem());
      case ENDS -> LOG.info("Source {} works again", name);
      case NONE -> {}
    }
    for (String host : result.unfollowed()) {
      if (isNew(name + " " + host)) {
        LOG.info(
            "A list from {} has its deltas (freshestCRL) at {}, which is not asked; to have it"
                + " asked, add that host to ocsp.lists.{}.freshest-hosts",
            name,
            host,
            name);
      }
    }
  }

  private boolean isNew(String told) {
    synchronized (toldHosts) {
      return toldHosts.size() < MOST_TOLD && toldHosts.add(told);
    }
  }

  private static FetchTry attempt(Exchange exchange) {
    return Work.of(exchange).attempt();
  }

  private FetchJob job(Exchange exchange) {
    String name = exchange.getProperty(OcspExchange.LIST_SOURCE, String.class);
    FetchJob job = jobs.get(name);
    if (job == null) {
      throw new IllegalStateException("no source to be fetched is configured as " + name);
    }
    return job;
  }
}
