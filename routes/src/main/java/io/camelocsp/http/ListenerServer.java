package io.camelocsp.http;

import org.apache.camel.component.netty.http.HttpServerBootstrapFactory;

/** Opens and closes the server socket of a listener. */
final class ListenerServer extends HttpServerBootstrapFactory {
  private final Listener listener;

  ListenerServer(Listener listener) {
    super(listener);
    this.listener = listener;
  }

  @Override
  protected void startServerBootstrap() throws Exception {
    listener.opening();
    OpenFiles.warn(listener.settings());
    try {
      super.startServerBootstrap();
    } catch (Exception e) {
      super.stopServerBootstrap(); // or the threads of a listener whose port is busy would stay
      throw e;
    }
  }

  @Override
  protected void stopServerBootstrap() {
    listener.drain();
    super.stopServerBootstrap();
  }
}
