package io.camelocsp.processors;

import io.camelocsp.revocation.LocalSource;
import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Reads what is local and unsigned in place; see {@link LocalSource}. */
public final class ReadIndex implements Processor {
  private final Map<String, LocalSource> sources;
  private final InstantSource clock;

  /**
   * @param sources by configured name of the list source
   * @param clock the wall clock
   */
  public ReadIndex(Map<String, LocalSource> sources, InstantSource clock) {
    this.sources = Map.copyOf(sources);
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    String name = exchange.getProperty(OcspExchange.LIST_SOURCE, String.class);
    LocalSource source = sources.get(name);
    if (source == null) {
      throw new IllegalStateException("nothing that is read in place is configured as " + name);
    }
    source.read(clock.instant());
  }
}
