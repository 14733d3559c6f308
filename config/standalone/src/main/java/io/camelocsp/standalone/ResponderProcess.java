package io.camelocsp.standalone;

import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.standalone.support.CommandFailure;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the command line needs of the server, so that commands can be tested without one. */
public interface ResponderProcess {

  /** A responder that answers until it is closed. */
  interface RunningResponder extends AutoCloseable {
    /** The URLs of the responders, in the order of the configuration. */
    List<URI> urls();

    /** Where health and metrics are shown; empty if nowhere. */
    default Optional<URI> administration() {
      return Optional.empty();
    }

    /** Who signs the answers. */
    List<ResponseSigner> signers();

    /** Stops answering; does nothing the second time. */
    @Override
    void close();
  }

  /** Starts responders. */
  @FunctionalInterface
  interface ResponderStarter {
    /**
     * Returns when all listeners accept connections.
     *
     * @param ocspProperties the configuration file; relative paths in it start at its directory
     * @param overrides keys and values that go before the file's
     * @param trial answer on loopback with a throw-away signer
     * @throws CommandFailure if the configuration, a file it names, or a port makes it impossible
     */
    RunningResponder start(Path ocspProperties, Map<String, String> overrides, boolean trial)
        throws Exception;
  }
}
