package io.camelocsp.standalone.control;

import io.camelocsp.standalone.control.ControlMessages.BadMessageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands at a local socket: one line with a request, one line with a reply. Whoever hangs,
 * sends garbage or comes in crowds is cut off; none of that touches the threads that answer OCSP
 * requests.
 */
public final class ControlServer implements AutoCloseable {
  /** A request holds a certificate at most. */
  static final int MOST_REQUEST_OCTETS = 256 << 10;

  static final int MOST_AT_ONCE = 4;

  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final Duration AFTER_A_FAILURE = Duration.ofMillis(200);

  private final Path socket;
  private final ServerSocketChannel channel;
  private final ControlHandler handler;
  private final Limits limits;
  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor watchdog;
  private final Thread acceptor;

  /**
   * For how long somebody may keep a thread.
   *
   * @param request until the request is there
   * @param reply until the reply is taken, with the work for it
   */
  record Limits(Duration request, Duration reply) {
    static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), Duration.ofMinutes(15));
  }

  private ControlServer(
      Path socket, ServerSocketChannel channel, ControlHandler handler, Limits limits) {
    this.socket = socket;
    this.channel = channel;
    this.handler = handler;
    this.limits = limits;
    ThreadFactory threads =
        task -> {
          Thread thread = new Thread(task, "ocsp-control");
          thread.setDaemon(true);
          return thread;
        };
    workers =
        new ThreadPoolExecutor(
            0, MOST_AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    watchdog = new ScheduledThreadPoolExecutor(1, threads);
    watchdog.setRemoveOnCancelPolicy(true);
    acceptor = threads.newThread(this::accept);
  }

  /**
   * Listens.
   *
   * @param socket the socket's file; the caller sees to it that no other process means the same
   * @throws IOException if it cannot listen there; the message says what to do
   */
  public static ControlServer open(Path socket, ControlHandler handler) throws IOException {
    return open(socket, handler, Limits.DEFAULT);
  }

  static ControlServer open(Path socket, ControlHandler handler, Limits limits) throws IOException {
    ControlServer server = new ControlServer(socket, ControlSocket.listen(socket), handler, limits);
    server.acceptor.start();
    return server;
  }

  private void accept() {
    while (channel.isOpen()) {
      try {
        SocketChannel client = channel.accept();
        try {
          workers.execute(() -> serve(client));
        } catch (RejectedExecutionException e) {
          refuse(client);
        }
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) { // no more file descriptors, for instance
        LOG.warn("A command could not be taken at {}: {}", socket, e.toString());
        pause();
      }
    }
  }

  private static void refuse(SocketChannel client) throws IOException {
    try (client) {
      client.configureBlocking(false); // what does not fit into the socket's buffer is lost
      client.write(
          ByteBuffer.wrap(
              ControlMessages.encodeError(
                  MOST_AT_ONCE + " other commands are under way: try again")));
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      byte[] reply;
      try {
        byte[] line;
        try (Deadline ignored = deadline(client, limits.request())) {
          line = ControlMessages.readLine(client, MOST_REQUEST_OCTETS);
        }
        try (Deadline ignored = deadline(client, limits.reply())) {
          reply = answer(line, PeerUser.of(client));
          write(client, reply);
        }
      } catch (BadMessageException e) {
        try (Deadline ignored = deadline(client, limits.request())) {
          write(
              client, ControlMessages.encodeError("the request cannot be read: " + e.getMessage()));
        }
      }
    } catch (IOException e) {
      LOG.debug("A command went away, or took too long", e);
    }
  }

  private byte[] answer(byte[] line, Optional<String> user) throws BadMessageException {
    ControlRequest asked = ControlMessages.request(line);
    ControlRequest request = user.map(asked::from).orElse(asked);
    try {
      return ControlMessages.encode(handler.handle(request));
    } catch (IllegalArgumentException e) {
      return ControlMessages.encodeError(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("The command {} failed unexpectedly", request.action(), e);
      return ControlMessages.encodeError("it failed unexpectedly; the log of the process says why");
    }
  }

  private static void write(SocketChannel client, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      client.write(buffer);
    }
  }

  /** Closing the channel ends the read or write that hangs in it. */
  private Deadline deadline(SocketChannel client, Duration limit) {
    ScheduledFuture<?> end =
        watchdog.schedule(() -> close(client), limit.toMillis(), TimeUnit.MILLISECONDS);
    return () -> end.cancel(false);
  }

  @FunctionalInterface
  private interface Deadline extends AutoCloseable {
    @Override
    void close();
  }

  private static void close(SocketChannel client) {
    try {
      client.close();
    } catch (IOException e) {
      LOG.debug("Closing a command's connection failed", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(AFTER_A_FAILURE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes no more commands, and removes the socket; does nothing the second time. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      LOG.warn("The control socket {} could not be removed: {}", socket, e.toString());
    }
    workers.shutdownNow();
    watchdog.shutdownNow();
  }
}
