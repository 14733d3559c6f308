package io.camelocsp.processors;

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

  /** What it brought could not be taken in, for a reason on our side. */
  public void failed(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    states.failed(name(exchange), "a list cannot be taken in: " + cause);
  }

  private static String name(Exchange exchange) {
    return exchange.getProperty(OcspExchange.LIST_SOURCE, "", String.class);
  }
}
