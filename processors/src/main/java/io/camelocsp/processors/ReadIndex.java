package io.camelocsp.processors;

import io.camelocsp.revocation.IndexSource;
import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Reads an OpenSSL {@code index.txt} in place; see {@link IndexSource}. */
public final class ReadIndex implements Processor {
  private final Map<String, IndexSource> sources;
  private final InstantSource clock;

  /**
   * @param sources by configured name of the list source
   * @param clock the wall clock
   */
  public ReadIndex(Map<String, IndexSource> sources, InstantSource clock) {
    this.sources = Map.copyOf(sources);
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    String name = exchange.getProperty(OcspExchange.LIST_SOURCE, String.class);
    IndexSource source = sources.get(name);
    if (source == null) {
      throw new IllegalStateException("no index file is configured as " + name);
    }
    source.read(clock.instant());
  }
}
