package io.camelocsp.standalone.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports on loopback. */
public final class Ports {
  private Ports() {}

  /**
   * {@code wanted} if it is free now, else another that is. Nothing is reserved: somebody else may
   * take it in the next moment.
   */
  public static int free(int wanted) throws IOException {
    try {
      return probe(wanted);
    } catch (BindException e) {
      return probe(0);
    }
  }

  private static int probe(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
