package io.camelocsp.routes;

import io.camelocsp.audit.ExchangeLog;
import io.camelocsp.audit.ExchangeRecord;
import io.camelocsp.config.ExchangeLogSettings;
import io.camelocsp.config.OcspConfiguration;
import io.camelocsp.trace.FailureTraces;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is kept of requests beside their bills: why some failed, and all of them if so wanted. */
final class KeptRequests implements AutoCloseable {
  private final FailureTraces traces;
  private final @Nullable ExchangeLog exchanges;

  private KeptRequests(FailureTraces traces, @Nullable ExchangeLog exchanges) {
    this.traces = traces;
    this.exchanges = exchanges;
  }

  static KeptRequests open(OcspConfiguration configuration) throws IOException {
    ExchangeLogSettings settings = configuration.exchangeLog();
    return new KeptRequests(
        new FailureTraces(configuration.trace().keep()),
        settings.enabled()
            ? ExchangeLog.open(
                configuration.exchangeDirectory(),
                settings.maxSize().bytes(),
                settings.keep(),
                settings.queue())
            : null);
  }

  FailureTraces traces() {
    return traces;
  }

  /** Whether all requests are kept. */
  boolean keepsAll() {
    return exchanges != null;
  }

  /** Keeps one, if all are kept; never waits for a disk. */
  void keep(ExchangeRecord exchange) {
    if (exchanges != null) {
      exchanges.append(exchange);
    }
  }

  @Override
  public void close() {
    if (exchanges != null) {
      exchanges.close();
    }
  }
}
