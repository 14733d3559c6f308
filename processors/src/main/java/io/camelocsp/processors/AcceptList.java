package io.camelocsp.processors;

import io.camelocsp.metrics.ListCounts;
import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.ListIntake;
import io.camelocsp.revocation.ListOrigin;
import io.camelocsp.revocation.ListRefusedException;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Takes in a list: the message's file is read, verified, archived durably and made visible. The
 * {@link Acceptance} is left in the exchange property {@link #ACCEPTANCE}, and which file that was
 * in {@link #TAKEN}. Where it came from is in the exchange properties {@link
 * OcspExchange#LIST_SOURCE} and {@link OcspExchange#LIST_LOCATION}, if the source has put it there.
 */
public final class AcceptList implements Processor {
  /** Exchange property: what became of the list. */
  public static final String ACCEPTANCE = "CamelOcspAcceptance";

  /**
   * Exchange property: the {@link FileMark} of the file that was read, whatever has its name now.
   */
  public static final String TAKEN = "CamelOcspTakenFile";

  private final ListIntake intake;
  private final ListCounts counts;

  public AcceptList(ListIntake intake, ListCounts counts) {
    this.intake = intake;
    this.counts = counts;
  }

  /** Whether the list that was taken in is another than the one before. */
  public static boolean tookNewList(Exchange exchange) {
    return exchange.getProperty(ACCEPTANCE) instanceof Acceptance.Accepted;
  }

  @Override
  public void process(Exchange exchange) throws ListRefusedException, IOException {
    File file = exchange.getMessage().getBody(File.class);
    if (file == null) {
      throw new IOException("the message holds no file to take a list from");
    }
    // Before reading: a file that comes in between is not the one marked, so it is read again.
    exchange.setProperty(TAKEN, FileMark.of(file.toPath()));
    long start = System.nanoTime();
    ListOrigin origin = origin(exchange, file);
    Acceptance acceptance = intake.accept(file.toPath(), origin);
    counts.taken(origin.source(), acceptance, Duration.ofNanos(System.nanoTime() - start));
    exchange.setProperty(ACCEPTANCE, acceptance);
  }

  private static ListOrigin origin(Exchange exchange, File file) {
    return new ListOrigin(
        exchange.getProperty(OcspExchange.LIST_SOURCE, "", String.class),
        exchange.getProperty(OcspExchange.LIST_LOCATION, file.getPath(), String.class));
  }
}
