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

  /** What a publisher sent was taken in, whether or not it was known. */
  public void received(Exchange exchange) {
    Acceptance acceptance = exchange.getProperty(AcceptList.ACCEPTANCE, Acceptance.class);
    states.succeeded(name(exchange), acceptance.nextUpdate());
    if (AcceptList.tookNewList(exchange)) {
      states.brought(name(exchange));
    }
  }

  /** What a publisher sent was refused. */
  public void refused(Exchange exchange) {
    ListRefusedException refusal =
        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ListRefusedException.class);
    states.failed(name(exchange), "a list was refused: " + refusal.whatIsWrong());
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
