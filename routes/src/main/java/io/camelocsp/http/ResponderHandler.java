package io.camelocsp.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.net.SocketAddress;
import org.apache.camel.Exchange;
import org.apache.camel.component.netty.NettyConsumer;
import org.apache.camel.component.netty.handlers.ServerChannelHandler;
import org.apache.camel.component.netty.http.NettyHttpConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives calls to one responder's route and its answers back. Thread-safe. */
final class ResponderHandler extends ServerChannelHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ResponderHandler.class);

  private final NettyHttpConsumer consumer;
  private final Listener listener;
  private final int maxBody;

  ResponderHandler(NettyHttpConsumer consumer, Listener listener) {
    super(consumer);
    this.consumer = consumer;
    this.listener = listener;
    this.maxBody = consumer.getConfiguration().getChunkedMaxContentLength();
  }

  NettyHttpConsumer consumer() {
    return consumer;
  }

  /** Whether the route takes requests: not while it is suspended or being shut down. */
  boolean isOpen() {
    return consumer.isRunAllowed() && !consumer.isSuspended();
  }

  /** Whether a request body of this length is more than the responder takes. */
  boolean isTooLong(int length) {
    return length > maxBody;
  }

  /** Serves a request that the listener has admitted. */
  void serve(ChannelHandlerContext ctx, HttpCall call) throws Exception {
    try {
      channelRead(ctx, call);
    } catch (Exception e) {
      listener.requestLeft(); // it did not get into the route, whose end would tell
      throw e;
    }
  }

  @Override
  protected Exchange createExchange(ChannelHandlerContext ctx, Object message) {
    Exchange exchange = consumer.createExchange(false);
    listener.binding().toMessage((HttpCall) message, exchange);
    return exchange;
  }

  /** Camel asks once for each request, when its route is done, even if the client has left. */
  @Override
  protected Object getResponseBody(Exchange exchange) {
    listener.requestLeft();
    return listener.binding().toAnswer(exchange);
  }

  /** A client that does not wait for its answer is no reason to log a stack trace. */
  @Override
  protected ChannelFutureListener createResponseFutureListener(
      NettyConsumer nettyConsumer, Exchange exchange, SocketAddress remoteAddress) {
    return future -> {
      if (!future.isSuccess()) {
        LOG.debug("An answer was not taken: {}", String.valueOf(future.cause()));
      }
    };
  }
}
