package io.camelocsp.standalone.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/** Who is at the other end of a local socket, as the system says. */
final class PeerUser {
  private PeerUser() {}

  /** The user's name; empty where the system does not tell. */
  static Optional<String> of(SocketChannel channel) {
    try {
      return Optional.of(channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName());
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
