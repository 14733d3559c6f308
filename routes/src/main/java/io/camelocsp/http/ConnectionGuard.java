package io.camelocsp.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The life of one connection: whether it is let in, how long each part of it may take, and how it
 * ends.
 *
 * <pre>
 *   HEADER → BODY → ROUTE → ANSWER → IDLE → HEADER …       each may be skipped when all is there at once
 *   any of them, after a last answer → LINGER → closed
 * </pre>
 *
 * <p>HEADER, BODY, IDLE, ANSWER and LINGER have a time limit; ROUTE has none, since there we are
 * the slow ones. A phase is entered by writing down when it ends. One task per connection wakes no
 * later than that and no more often than the shortest limit, so a busy connection schedules and
 * cancels nothing.
 *
 * <p>LINGER: a connection closed with unread bytes is reset, and a reset takes the last answer (a
 * 413, a 408) away from the client. So our side is closed, and what still comes is thrown away for
 * a while.
 *
 * <p>Used by the connection's event loop only.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter implements RequestProgress {
  private enum Phase {
    HEADER,
    BODY,
    ROUTE,
    ANSWER,
    IDLE,
    LINGER,
    CLOSED
  }

  private static final AsciiString X_FORWARDED_FOR = AsciiString.cached("x-forwarded-for");

  private final Listener listener;
  private final EdgeTimeouts timeouts;
  private final OneRequestAtATime decoder;
  private Phase phase = Phase.HEADER;
  private long endsNanos;
  private @Nullable Future<?> timer;
  private @Nullable Channel channel;
  private @Nullable ChannelHandlerContext decoderContext;
  private @Nullable InetAddress client;
  private final boolean trusted;
  private String clientAddress;
  private boolean admitted;
  private boolean clientAdmitted;
  private boolean lastAnswer;
  private boolean unread;
  private boolean inputEnded;

  /**
   * @param peer the other end of the connection, if it has an address
   */
  ConnectionGuard(Listener listener, @Nullable SocketAddress peer) {
    this.listener = listener;
    this.client = peer instanceof InetSocketAddress address ? address.getAddress() : null;
    this.clientAddress = client == null ? "" : client.getHostAddress();
    this.trusted = client != null && listener.settings().balancers().trusts(client);
    this.timeouts = listener.settings().timeouts();
    this.decoder = new OneRequestAtATime(listener.settings().limits(), this);
  }

  /** The decoder whose pace this guard sets; to be put into the same pipeline. */
  OneRequestAtATime decoder() {
    return decoder;
  }

  /** Whether the connection must begin with a header of the PROXY protocol. */
  boolean awaitsProxyHeader() {
    return trusted
        && listener.settings().balancers().source() == ClientAddressSource.PROXY_PROTOCOL;
  }

  /** The client's address, numeric, as far as the connection tells; empty if it has none. */
  String clientAddress() {
    return clientAddress;
  }

  /** The client's address as a request tells it, if its connection is a trusted balancer's. */
  String clientAddress(HttpHeaders headers) {
    if (!trusted
        || client == null
        || listener.settings().balancers().source() != ClientAddressSource.X_FORWARDED_FOR) {
      return clientAddress;
    }
    return ForwardedFor.client(
            headers.getAll(X_FORWARDED_FOR), client, listener.settings().balancers()::trusts)
        .getHostAddress();
  }

  /** A balancer has named the client of its connection; null if it knows none. */
  void proxied(@Nullable InetAddress named) {
    // The decoder looks at what it still holds once more when the connection is closed.
    if (named != null && phase != Phase.CLOSED) {
      client = named;
      clientAddress = named.getHostAddress();
      admitClient(named);
    }
  }

  private boolean admitClient(InetAddress counted) {
    clientAdmitted = listener.admitClient(counted);
    if (!clientAdmitted) {
      close();
    }
    return clientAdmitted;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    channel = ctx.channel();
    decoderContext = ctx.pipeline().context(decoder);
    admitted = listener.admit(ctx.channel(), clientAddress);
    if (!admitted) {
      close();
      return;
    }
    if (client != null && !trusted && !admitClient(client)) {
      return;
    }
    enter(Phase.HEADER, timeouts.header());
    scheduleWakeUp(ctx.channel());
    ctx.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    phase = Phase.CLOSED;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    if (clientAdmitted && client != null) {
      clientAdmitted = false;
      listener.clientLeft(client);
    }
    if (admitted) {
      admitted = false;
      listener.left();
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void headerPending() {
    if (phase == Phase.IDLE) {
      enter(Phase.HEADER, timeouts.header());
    }
  }

  @Override
  public void bodyPending() {
    if (phase == Phase.IDLE || phase == Phase.HEADER) {
      enter(Phase.BODY, timeouts.body());
    }
  }

  @Override
  public void requestComplete() {
    if (isReceiving()) {
      phase = Phase.ROUTE;
    }
  }

  private boolean isReceiving() {
    return phase == Phase.IDLE || phase == Phase.HEADER || phase == Phase.BODY;
  }

  /** Answers the request that is not yet here as a whole, and ends the connection. */
  void refuse(HttpResponseStatus status) {
    if (channel != null && (isReceiving() || phase == Phase.ROUTE)) {
      var unused = channel.writeAndFlush(listener.answers().refusal(status, Framing.CLOSING));
    }
  }

  /** Whether the answer that goes out next is the connection's last, whatever it says itself. */
  boolean isClosing() {
    return lastAnswer;
  }

  /** An answer is on its way out. */
  void answering(boolean last) {
    if (phase == Phase.LINGER || phase == Phase.CLOSED) {
      return;
    }
    unread = isReceiving();
    lastAnswer |= last || unread;
    enter(Phase.ANSWER, timeouts.write());
  }

  /** The answer has been taken over by the operating system, or could not be. */
  void answered(boolean success) {
    if (phase != Phase.ANSWER) {
      return;
    }
    if (!success) {
      close();
    } else if (lastAnswer) {
      if (unread || decoder.hasWaiting()) {
        linger();
      } else {
        close();
      }
    } else {
      enter(Phase.IDLE, timeouts.idle());
      if (decoderContext != null) {
        decoder.release(decoderContext);
      }
      closeIfNothingFollows();
    }
  }

  /** The listener stops: what is being answered is answered, the rest ends now. */
  void finish() {
    if (phase == Phase.ROUTE || phase == Phase.ANSWER) {
      lastAnswer = true;
    } else {
      close();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputEnded = true;
      closeIfNothingFollows();
    }
    ctx.fireUserEventTriggered(event);
  }

  /** With epoll the end can be known while requests sent before it still wait in the decoder. */
  private void closeIfNothingFollows() {
    if (inputEnded && !decoder.isDecoding() && (isReceiving() || phase == Phase.LINGER)) {
      close();
    }
  }

  private void linger() {
    enter(Phase.LINGER, EdgeTimeouts.LINGER);
    if (decoderContext != null) {
      decoder.discard(decoderContext);
    }
    if (inputEnded) {
      close();
    } else if (channel instanceof DuplexChannel duplex
        && duplex.pipeline().get(SslHandler.class) == null) {
      var unused = duplex.shutdownOutput();
    }
  }

  private void enter(Phase next, Duration limit) {
    phase = next;
    endsNanos = System.nanoTime() + limit.toNanos();
  }

  private void scheduleWakeUp(Channel open) {
    long delay = listener.shortestTimeoutNanos();
    if (phase != Phase.ROUTE) {
      delay = Math.min(delay, Math.max(0, endsNanos - System.nanoTime()));
    }
    timer = open.eventLoop().schedule(this::wakeUp, delay, TimeUnit.NANOSECONDS);
  }

  private void wakeUp() {
    if (phase != Phase.ROUTE && endsNanos - System.nanoTime() <= 0) {
      expire();
    }
    if (phase != Phase.CLOSED && channel != null) {
      scheduleWakeUp(channel);
    }
  }

  private void expire() {
    switch (phase) {
      case HEADER -> end(EdgeEvent.HEADER_TIMEOUT);
      case BODY -> {
        listener.note(EdgeEvent.BODY_TIMEOUT, clientAddress);
        refuse(HttpResponseStatus.REQUEST_TIMEOUT);
      }
      case IDLE -> end(EdgeEvent.IDLE_CLOSED);
      case ANSWER -> end(EdgeEvent.WRITE_TIMEOUT);
      case LINGER -> close();
      case ROUTE, CLOSED -> {}
    }
  }

  private void end(EdgeEvent why) {
    listener.note(why, clientAddress);
    close();
  }

  /** Ends the connection now; a second call does nothing. */
  void close() {
    phase = Phase.CLOSED;
    decoder.stop();
    if (channel != null) {
      var unused = channel.close();
    }
  }
}
