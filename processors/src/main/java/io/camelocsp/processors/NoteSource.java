package io.camelocsp.processors;

import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.source.SourceStates;
import org.apache.camel.Exchange;

/** Takes down how the source that an exchange comes from is doing; see {@link SourceStates}. */
public final class NoteSource {
  private final SourceStates states;

  public NoteSource(SourceStates states) {
    this.states = states;
  }

  /** It brought a list that was not known. */
  public void brought(Exchange exchange) {
    states.brought(name(exchange));
  }

  /** A publisher sent a list that was taken in, or is known, or waits. */
  public void pushed(Exchange exchange) {
    Acceptance acceptance = exchange.getProperty(AcceptList.ACCEPTANCE, Acceptance.class);
    states.tried(name(exchange));
    states.succeeded(name(exchange), acceptance.nextUpdate());
    if (acceptance instanceof Acceptance.Accepted) {
      states.brought(name(exchange));
    }
  }

  /** A publisher sent a list that must not be used. */
  public void refused(Exchange exchange) {
    ListRefusedException refusal =
        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ListRefusedException.class);
    states.tried(name(exchange));
    states.failed(name(exchange), "a pushed list is refused: " + refusal.whatIsWrong());
  }

  /** What it brought could not be taken in, for a reason on our side. */
  public void failed(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    states.failed(name(exchange), "a list cannot be taken in: " + cause);
  }

  private static String name(Exchange exchange) {
    return exchange.getProperty(OcspExchange.LIST_SOURCE, "", String.class);
  }
}
