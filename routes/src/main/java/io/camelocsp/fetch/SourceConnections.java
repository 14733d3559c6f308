package io.camelocsp.fetch;

import io.camelocsp.config.AccessSettings;
import io.camelocsp.config.FetchSettings;
import io.camelocsp.config.ListsFrom;
import io.camelocsp.config.ListsSettings;
import io.camelocsp.processors.FetchConnections;
import io.camelocsp.source.FetchException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one source: one transfer at a time, which ends when its time is over, whatever
 * the server does. Opened and closed by one thread at a time; {@link #shutDown} by any.
 */
public final class SourceConnections implements FetchConnections {
  private final AccessSettings access;
  private final FetchSettings settings;
  private final List<URI> configured;
  private final SourceTls tls;
  private final FetchDeadlines deadlines;
  private volatile @Nullable Transfer current;
  private volatile boolean shutDown;

  /**
   * @param lists a source that is fetched
   */
  public SourceConnections(ListsSettings lists, FetchDeadlines deadlines) {
    this.access = lists.access();
    this.settings = lists.fetch();
    this.configured = ((ListsFrom.Remote) lists.from()).urls();
    this.tls = new SourceTls(lists.fetch());
    this.deadlines = deadlines;
  }

  @Override
  public void open(URI address) throws FetchException {
    close();
    current = null; // what broke the one before off is no reason of this one's
    Transfer transfer = new Transfer(address, credentials(address));
    current = transfer;
    try {
      transfer.endsWith(
          deadlines.in(
              settings.timeout(),
              () ->
                  transfer.breakOff(
                      "it took longer than the %d s of timeout altogether"
                          .formatted(settings.timeout().toSeconds()))));
    } catch (RejectedExecutionException e) {
      shutDown = true;
    }
    if (shutDown) {
      close();
      throw new FetchException("camel-ocsp stops");
    }
  }

  @Override
  public void close() {
    Transfer transfer = current;
    if (transfer != null) {
      transfer.end();
    }
  }

  @Override
  public @Nullable String brokenOffFor() {
    Transfer transfer = current;
    return transfer == null ? null : transfer.brokenOffFor();
  }

  /** Breaks off what is under way; nothing is opened any more. */
  public void shutDown() {
    shutDown = true;
    close();
  }

  /** What is open. */
  Transfer transfer() throws IOException {
    Transfer transfer = current;
    if (transfer == null) {
      throw new IOException("no transfer was opened");
    }
    return transfer;
  }

  FetchSettings settings() {
    return settings;
  }

  SourceTls tls() {
    return tls;
  }

  /**
   * Only the servers that are configured get to see a password: not one that a redirect or a
   * freshestCRL names, and none without TLS if the configured one has it.
   */
  private @Nullable Credentials credentials(URI address) throws FetchException {
    String username = access.username();
    if (username == null || configured.stream().noneMatch(each -> sameServer(each, address))) {
      return null;
    }
    try {
      return new Credentials(username, access.readPassword());
    } catch (IOException e) {
      throw new FetchException("the password cannot be read: " + e.getMessage());
    }
  }

  private static boolean sameServer(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && one.getPort() == other.getPort();
  }
}
