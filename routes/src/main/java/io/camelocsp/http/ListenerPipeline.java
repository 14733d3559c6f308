package io.camelocsp.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;

/** Builds the pipeline of a connection: what a request passes, in this order. */
@ChannelHandler.Sharable
final class ListenerPipeline extends ChannelInitializer<Channel> {
  private final Listener listener;

  ListenerPipeline(Listener listener) {
    this.listener = listener;
  }

  @Override
  protected void initChannel(Channel connection) {
    // or a client that closes its side after its request would not get an asynchronous answer
    connection.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);

    ConnectionGuard guard = new ConnectionGuard(listener, connection.remoteAddress());
    ChannelPipeline pipeline = connection.pipeline();
    pipeline.addLast("guard", guard);
    if (guard.awaitsProxyHeader()) {
      pipeline.addLast("proxy-decoder", ProxyHeader.decoder());
      pipeline.addLast("proxy-header", new ProxyHeader(listener, guard));
    }
    pipeline.addLast("decoder", guard.decoder());
    pipeline.addLast("encoder", AnswerEncoder.INSTANCE);
    pipeline.addLast("collector", new RequestCollector(listener.settings().limits(), guard));
    pipeline.addLast("dispatcher", new ResponderDispatcher(listener, guard));
  }
}
