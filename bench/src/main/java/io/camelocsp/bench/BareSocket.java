package io.camelocsp.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The least a Java server can do: accepts connections at the port it is given, and closes them. */
final class BareSocket {
  private BareSocket() {}

  public static void main(String[] args) throws IOException {
    try (ServerSocket server =
        new ServerSocket(Integer.parseInt(args[0]), 1, InetAddress.getLoopbackAddress())) {
      while (true) {
        server.accept().close();
      }
    }
  }
}
