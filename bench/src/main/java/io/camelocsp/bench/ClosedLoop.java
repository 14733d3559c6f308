package io.camelocsp.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A closed loop: each connection sends its next request when it has the answer to the one before,
 * so that the server is always as busy as that many clients can make it. Requests are drawn at
 * random from those given. One thread does it all, at 4 to 5 µs for each request: a server that
 * needs 10 has the rest of two processors. Used by one thread.
 */
final class ClosedLoop implements AutoCloseable {
  private static final Duration RETRY = Duration.ofMillis(20);

  /** What follows an answer. */
  enum Connections {
    /** The next request on the same connection. */
    KEPT,
    /** A new connection; the server closes the old one, as the requests must ask it to. */
    NEW
  }

  private final EventLoopGroup loop;
  private final Bootstrap bootstrap;
  private final ByteBuf[] requests;
  private final Connections connections;
  private LoadWindow window = new LoadWindow(System.nanoTime());
  private long random = 0x9E3779B97F4A7C15L;
  private boolean closing;

  private ClosedLoop(URI uri, List<byte[]> requests, Connections connections) {
    this.connections = connections;
    this.requests = requests.stream().map(ClosedLoop::direct).toArray(ByteBuf[]::new);
    boolean epoll = Epoll.isAvailable();
    loop = epoll ? new EpollEventLoopGroup(1) : new NioEventLoopGroup(1);
    bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .remoteAddress(new InetSocketAddress(uri.getHost(), uri.getPort()))
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(new Client());
                  }
                });
  }

  private static ByteBuf direct(byte[] request) {
    return Unpooled.directBuffer(request.length).writeBytes(request);
  }

  /**
   * Begins.
   *
   * @param count of connections
   */
  static ClosedLoop begin(URI uri, List<byte[]> requests, int count, Connections connections) {
    ClosedLoop load = new ClosedLoop(uri, requests, connections);
    for (int i = 0; i < count; i++) {
      load.connect();
    }
    return load;
  }

  /** Goes on for as long; returns what happened meanwhile. */
  LoadWindow run(Duration duration) throws InterruptedException {
    LoadWindow begun = onLoop(new LoadWindow(System.nanoTime()));
    TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    onLoop(new LoadWindow(System.nanoTime()));
    return begun;
  }

  /** Lets the current window end and this one begin. */
  private LoadWindow onLoop(LoadWindow next) throws InterruptedException {
    try {
      return loop.submit(
              () -> {
                window.end(System.nanoTime());
                window = next;
                return next;
              })
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void connect() {
    bootstrap
        .connect()
        .addListener(
            (ChannelFuture done) -> {
              if (!done.isSuccess() && !closing) {
                window.other("connecting: " + done.cause());
                connectLater();
              }
            });
  }

  private void connectLater() {
    var unused = loop.schedule(this::connect, RETRY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Closes all connections, answered or not. */
  @Override
  public void close() throws InterruptedException {
    loop.submit(() -> closing = true).await();
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
    for (ByteBuf request : requests) {
      request.release();
    }
  }

  /** One connection; on the loop's thread. */
  private final class Client extends ChannelInboundHandlerAdapter {
    private final AnswerReader reader = new AnswerReader();
    private int question;
    private long sentNanos;
    private boolean answered;

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      ask(ctx);
    }

    private void ask(ChannelHandlerContext ctx) {
      random ^= random << 13;
      random ^= random >>> 7;
      random ^= random << 17;
      question = (int) Math.floorMod(random, (long) requests.length);
      answered = false;
      reader.next();
      sentNanos = System.nanoTime();
      var unused = ctx.writeAndFlush(requests[question].retainedDuplicate(), ctx.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ByteBuf in = (ByteBuf) message;
      try {
        if (!reader.take(in)) {
          return;
        }
      } finally {
        in.release();
      }
      window.answer(question, reader, sentNanos, System.nanoTime());
      answered = true;
      if (connections == Connections.KEPT) {
        ask(ctx);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (closing) {
        return;
      }
      if (answered && connections == Connections.NEW) {
        connect();
      } else {
        window.other("closed without an answer");
        connectLater();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      window.other(cause instanceof IOException ? "reset" : cause.toString());
      var unused = ctx.close();
    }
  }
}
