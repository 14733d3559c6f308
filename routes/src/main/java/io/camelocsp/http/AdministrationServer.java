package io.camelocsp.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The administration listener, open while its route runs. Its threads are its own, so that whoever
 * reads metrics holds up no OCSP request: one event loop, two that run the route. Connections live
 * by the same rules as on responders' listeners ({@link ConnectionGuard}). Thread-safe.
 */
final class AdministrationServer {
  private static final int THREADS = 2;
  private static final int BACKLOG = 64;
  private static final Duration STOP_TIME = Duration.ofSeconds(2);

  private final Listener listener;
  private final ClassLoader loader;
  private volatile @Nullable Running running;

  /** What is there while the listener is open. */
  private record Running(
      EventLoopGroup loop,
      Channel socket,
      ThreadPoolExecutor routes,
      AdministrationConsumer consumer) {}

  /**
   * @param loader for the threads that run the route
   */
  AdministrationServer(Listener listener, ClassLoader loader) {
    this.listener = listener;
    this.loader = loader;
  }

  Listener listener() {
    return listener;
  }

  /**
   * The route takes requests from now on.
   *
   * @throws IllegalStateException if another one does
   * @throws IOException if the listener cannot be opened
   */
  synchronized void open(AdministrationConsumer consumer) throws IOException {
    if (running != null) {
      throw new IllegalStateException("Two routes start from the administration listener");
    }
    listener.opening();
    EventLoopGroup loop = new NioEventLoopGroup(1, threads("ocsp-administration-"));
    try {
      Channel socket = bind(loop);
      running =
          new Running(
              loop,
              socket,
              new ThreadPoolExecutor(
                  THREADS,
                  THREADS,
                  0,
                  TimeUnit.SECONDS,
                  new LinkedBlockingQueue<>(), // no longer than the requests in flight
                  threads("ocsp-administration-route-")),
              consumer);
    } catch (Exception e) { // Netty throws what a future failed with, checked or not
      end(loop);
      throw new IOException(
          "the administration listener cannot listen at "
              + listener.settings().key()
              + ": "
              + e.getMessage()
              + ". Stop what listens there, or write another address or port in"
              + " ocsp.administration.url",
          e);
    }
  }

  private Channel bind(EventLoopGroup loop) {
    return new ServerBootstrap()
        .group(loop)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childHandler(new Pipeline())
        .bind(new InetSocketAddress(listener.settings().host(), listener.settings().port()))
        .syncUninterruptibly()
        .channel();
  }

  /** The route takes no requests any more. Those it was given are answered, for some seconds. */
  synchronized void close() {
    Running ended = running;
    if (ended == null) {
      return;
    }
    ended.socket().close().syncUninterruptibly();
    listener.drain();
    running = null;
    ended.routes().shutdown();
    end(ended.loop());
  }

  private static void end(EventLoopGroup loop) {
    loop.shutdownGracefully(0, STOP_TIME.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(2 * STOP_TIME.toMillis());
  }

  private ThreadFactory threads(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + number.incrementAndGet());
      thread.setDaemon(true);
      thread.setContextClassLoader(loader);
      return thread;
    };
  }

  /** Gives a request to the route. */
  void take(AdministrationCall call, Consumer<FullHttpResponse> answer) {
    Running now = running;
    if (now == null || !now.consumer().isOpen()) {
      answer.accept(
          listener
              .answers()
              .refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, call.framing().closing()));
      return;
    }
    now.routes().execute(() -> now.consumer().take(call, answer));
  }

  /** What a connection passes, in this order. */
  private final class Pipeline extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel connection) {
      // or a client that closes its side after its request would not get an asynchronous answer
      connection.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
      ConnectionGuard guard = new ConnectionGuard(listener, connection.remoteAddress());
      ChannelPipeline pipeline = connection.pipeline();
      pipeline.addLast("guard", guard);
      pipeline.addLast("decoder", guard.decoder());
      pipeline.addLast("encoder", AnswerEncoder.INSTANCE);
      pipeline.addLast("collector", new RequestCollector(listener.settings().limits(), guard));
      pipeline.addLast(
          "dispatcher", new AdministrationDispatcher(AdministrationServer.this, guard));
    }
  }
}
