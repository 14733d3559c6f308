package io.camelocsp.http.intake;

import io.camelocsp.processors.HttpDate;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The listener: opened with the first route that takes pushed lists, closed with the last.
 *
 * <p>Its threads are its own, so nothing here holds up an OCSP request: two event loops; two that
 * write to the disk; two that run the routes. No queue is longer than the lists that are let in.
 * Thread-safe.
 */
final class IntakeServer {
  private static final int THREADS = 2;
  private static final int BACKLOG = 64;
  private static final Duration REFRESH = Duration.ofSeconds(1);
  private static final Duration DRAIN_TIME = Duration.ofSeconds(10);
  private static final Duration STOP_TIME = Duration.ofSeconds(2);

  private final IntakeSettings settings;
  private final ServerKeys keys;
  private final InstantSource clock;
  private final ClassLoader loader;
  private final RequestJudge judge;
  private final IntakeLog log;
  private final HttpDate date = new HttpDate();
  private final Map<String, IntakeConsumer> consumers = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final Semaphore uploads;
  private final ChannelGroup connections =
      new DefaultChannelGroup("ocsp-intake", ImmediateEventExecutor.INSTANCE);
  private volatile @Nullable Running running;

  /** What is there while the listener is open. */
  private record Running(
      EventLoopGroup loops, Channel socket, ThreadPoolExecutor disk, ThreadPoolExecutor routes) {}

  /**
   * @param publishers by configured name of the lists
   * @param loader for the threads that run routes
   */
  IntakeServer(
      IntakeSettings settings,
      ServerKeys keys,
      Function<String, Optional<Publisher>> publishers,
      InstantSource clock,
      ClassLoader loader) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
    this.loader = loader;
    this.uploads = new Semaphore(settings.limits().maxUploads());
    this.log = new IntakeLog(settings.address(), System::nanoTime);
    this.judge =
        new RequestJudge(
            settings,
            name -> consumers.containsKey(name) ? publishers.apply(name) : Optional.empty(),
            clock,
            new FailedAttempts(System::nanoTime));
  }

  IntakeSettings settings() {
    return settings;
  }

  RequestJudge judge() {
    return judge;
  }

  IntakeLog log() {
    return log;
  }

  String date() {
    return date.text(clock.instant());
  }

  /** How many connections are open. */
  int connections() {
    return open.get();
  }

  /**
   * A route takes the lists of this name.
   *
   * @throws IllegalStateException if another one does
   * @throws IntakeStartException if the listener cannot be opened
   */
  synchronized void add(String lists, IntakeConsumer consumer) throws IntakeStartException {
    if (consumers.putIfAbsent(lists, consumer) != null) {
      throw new IllegalStateException("Two routes take the pushed lists '" + lists + "'");
    }
    if (running == null) {
      try {
        running = start();
      } catch (IntakeStartException e) {
        consumers.remove(lists);
        throw e;
      }
    }
  }

  /** A route takes no lists any more. Those it was given are answered, for some seconds. */
  synchronized void remove(String lists, IntakeConsumer consumer) {
    Running now = running;
    if (consumers.remove(lists, consumer) && consumers.isEmpty() && now != null) {
      stop(now);
      running = null;
    }
  }

  private Running start() throws IntakeStartException {
    EventLoopGroup loops = new NioEventLoopGroup(THREADS, threads("ocsp-intake-"));
    Channel socket;
    try {
      socket =
          new ServerBootstrap()
              .group(loops)
              .channel(NioServerSocketChannel.class)
              .option(ChannelOption.SO_BACKLOG, BACKLOG)
              .option(ChannelOption.SO_REUSEADDR, true)
              .childOption(ChannelOption.AUTO_READ, false)
              .childHandler(new Pipeline())
              .bind(new InetSocketAddress(settings.url().getHost(), settings.url().getPort()))
              .syncUninterruptibly()
              .channel();
    } catch (Exception e) { // Netty throws what a future failed with, checked or not
      var unused = loops.shutdownGracefully(0, STOP_TIME.toMillis(), TimeUnit.MILLISECONDS);
      throw new IntakeStartException(settings.url(), e);
    }
    ThreadPoolExecutor disk = pool("ocsp-intake-disk-");
    var unused =
        loops.scheduleWithFixedDelay(
            () -> disk.execute(keys::refresh),
            REFRESH.toMillis(),
            REFRESH.toMillis(),
            TimeUnit.MILLISECONDS);
    return new Running(loops, socket, disk, pool("ocsp-intake-route-"));
  }

  private ThreadPoolExecutor pool(String name) {
    return new ThreadPoolExecutor(
        THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads(name));
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

  /** Event loops end before the threads they give work to; nothing is interrupted. */
  private void stop(Running ended) {
    ended.socket().close().syncUninterruptibly();
    for (Channel connection : connections) {
      ChannelHandlerContext ctx = connection.pipeline().context(IntakeConnection.class);
      if (ctx != null) {
        connection.eventLoop().execute(() -> ((IntakeConnection) ctx.handler()).stop(ctx));
      }
    }
    connections.newCloseFuture().awaitUninterruptibly(DRAIN_TIME.toMillis());
    ended.routes().shutdown();
    ended
        .loops()
        .shutdownGracefully(0, STOP_TIME.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(2 * STOP_TIME.toMillis());
    ended.disk().shutdown();
  }

  /** Whether a connection may stay; if so, {@link #left} must follow once. */
  boolean admit(Channel connection, String client) {
    if (open.incrementAndGet() > settings.limits().maxConnections()) {
      open.decrementAndGet();
      log.note(IntakeEvent.REFUSED, client);
      return false;
    }
    connections.add(connection);
    return true;
  }

  /** A connection that was admitted is gone. */
  void left() {
    open.decrementAndGet();
  }

  /** Whether the lists of this name have a route that runs. */
  boolean isOpen(String lists) {
    IntakeConsumer consumer = consumers.get(lists);
    return consumer != null && consumer.isOpen();
  }

  /** Whether one more list may come; if so, {@link #openUpload} must follow once. */
  boolean admitUpload() {
    return uploads.tryAcquire();
  }

  /** Makes the file of a list that was admitted. Blocks. */
  Upload openUpload(long length) throws IOException {
    try {
      return Upload.begin(settings.incoming(), length, uploads::release);
    } catch (IOException | RuntimeException e) {
      uploads.release();
      throw e;
    }
  }

  /** Where what blocks on the disk is done. Only event loops give it work. */
  Executor disk() {
    return Objects.requireNonNull(running, "event loops end first").disk();
  }

  /** The file of a list that does not come whole. */
  void discard(Upload upload) {
    disk().execute(upload::close);
  }

  /** Gives a whole list to its route. */
  void take(Delivery delivery, Consumer<Reply> answer) {
    IntakeConsumer consumer = consumers.get(delivery.welcome().lists());
    Running now = running;
    if (consumer == null || now == null) {
      discard(delivery.upload());
      answer.accept(Reply.of(Refusals.stopping(), delivery.welcome().accept()));
      return;
    }
    now.routes().execute(() -> consumer.take(delivery, answer));
  }

  /** What a connection passes, in this order. */
  private final class Pipeline extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel connection) {
      if (!(connection.remoteAddress() instanceof InetSocketAddress client)) {
        var unused = connection.close(); // gone already
        return;
      }
      SslHandler tls = TlsEdge.handler(keys.context(), settings.timeouts().header());
      IntakeDecoder decoder = new IntakeDecoder();
      ChannelPipeline pipeline = connection.pipeline();
      pipeline.addLast("tls", tls);
      pipeline.addLast("decoder", decoder);
      pipeline.addLast("encoder", new HttpResponseEncoder());
      pipeline.addLast("one-piece-at-a-time", new FlowControlHandler());
      pipeline.addLast(
          "connection", new IntakeConnection(IntakeServer.this, decoder, tls, client.getAddress()));
    }
  }
}
