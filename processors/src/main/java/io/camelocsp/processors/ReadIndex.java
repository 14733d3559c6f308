package io.camelocsp.processors;

import io.camelocsp.revocation.LocalSource;
import io.camelocsp.source.SourceStates;
import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Reads what is local and unsigned in place; see {@link LocalSource}. */
public final class ReadIndex implements Processor {
  private final Map<String, LocalSource> sources;
  private final InstantSource clock;
  private final SourceStates states;

  /**
   * @param sources by configured name of the list source
   * @param clock the wall clock
   * @param states is told how they are doing
   */
  public ReadIndex(Map<String, LocalSource> sources, InstantSource clock, SourceStates states) {
    this.sources = Map.copyOf(sources);
    this.clock = clock;
    this.states = states;
  }

  @Override
  public void process(Exchange exchange) {
    String name = exchange.getProperty(OcspExchange.LIST_SOURCE, String.class);
    LocalSource source = sources.get(name);
    if (source == null) {
      throw new IllegalStateException("nothing that is read in place is configured as " + name);
    }
    states.tried(name);
    source.read(clock.instant());
    source.failure().ifPresent(text -> states.failed(name, text));
    states.passed(name);
  }
}
