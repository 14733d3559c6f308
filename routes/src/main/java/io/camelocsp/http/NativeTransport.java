package io.camelocsp.http;

import io.netty.channel.epoll.Epoll;

/** Whether Netty's native transport can be used here. */
final class NativeTransport {
  private NativeTransport() {}

  /** True on Linux with Netty's epoll library on the class path; asking for it elsewhere fails. */
  static boolean isAvailable() {
    try {
      return Epoll.isAvailable();
    } catch (LinkageError e) {
      return false; // in OSGi the package is optional
    }
  }
}
