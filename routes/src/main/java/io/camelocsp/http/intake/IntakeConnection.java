package io.camelocsp.http.intake;

import io.camelocsp.http.intake.Judgement.Refusal;
import io.camelocsp.http.intake.Judgement.Welcome;
import io.camelocsp.processors.PushAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection, one request, one list:
 *
 * <pre>
 *   HEADER → OPENING → BODY ⇄ WRITING → ROUTE → ANSWER → closed
 *   HEADER, BODY, …, a refusal → ANSWER → LINGER → closed
 * </pre>
 *
 * <p>Reading is switched off but for the next piece that is wanted: while the disk or the route
 * works, the client's octets wait in the network, so a list of any size takes one piece of memory.
 * What blocks is done elsewhere, and comes back to the event loop.
 *
 * <p>HEADER, BODY, ANSWER and LINGER have time limits; in OPENING, WRITING and ROUTE we are the
 * slow ones. LINGER: a connection closed with unread octets is reset, which takes the answer away
 * from the client; so what still comes is thrown away for a while.
 *
 * <p>Used by the connection's event loop only.
 */
final class IntakeConnection extends ChannelInboundHandlerAdapter {
  private enum Phase {
    HEADER,
    OPENING,
    BODY,
    WRITING,
    ROUTE,
    ANSWER,
    LINGER,
    CLOSED
  }

  /** How soon to look again at a time limit that passed while we were writing. */
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(100).toNanos();

  private final IntakeServer server;
  private final IntakeSettings.Timeouts timeouts;
  private final IntakeDecoder decoder;
  private final SslHandler tls;
  private final InetAddress client;
  private Phase phase = Phase.HEADER;
  private boolean admitted;
  private boolean complete;
  private boolean head;
  private @Nullable String accept;
  private @Nullable Welcome welcome;
  private @Nullable Upload upload;
  private @Nullable Future<?> timer;
  private long received;
  private long bodyEndsNanos;
  private long progressNanos;

  IntakeConnection(IntakeServer server, IntakeDecoder decoder, SslHandler tls, InetAddress client) {
    this.server = server;
    this.timeouts = server.settings().timeouts();
    this.decoder = decoder;
    this.tls = tls;
    this.client = client;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    admitted = server.admit(ctx.channel(), address());
    if (!admitted) {
      close(ctx);
      return;
    }
    schedule(ctx, timeouts.header(), this::headerTimeout);
    ctx.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (phase == Phase.HEADER && msg instanceof HttpRequest request) {
      ReferenceCountUtil.release(msg);
      begin(ctx, request);
    } else if (phase == Phase.BODY && msg instanceof HttpContent content) {
      receive(ctx, content);
    } else {
      complete |= msg instanceof LastHttpContent;
      ReferenceCountUtil.release(msg);
      if (phase == Phase.LINGER) {
        ctx.read();
      }
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request) {
    cancelTimer();
    accept = request.headers().get(HttpHeaderNames.ACCEPT);
    head = request.method().equals(HttpMethod.HEAD);
    Judgement judgement =
        server.judge().judge(request, new RequestJudge.Peer(client, TlsEdge.client(tls)));
    if (judgement instanceof Refusal refusal) {
      refuse(ctx, refusal.answer(), refusal.fields());
      return;
    }
    Welcome now = (Welcome) judgement;
    welcome = now;
    if (!server.isOpen(now.lists())) {
      refuse(ctx, Refusals.stopping(), Map.of());
    } else if (!server.admitUpload()) {
      server.log().note(IntakeEvent.BUSY, now.publisher() + " at " + address());
      answer(ctx, Reply.of(Refusals.busy(), accept));
    } else {
      phase = Phase.OPENING;
      elsewhere(ctx, () -> server.openUpload(now.length()), this::opened);
    }
  }

  private void opened(ChannelHandlerContext ctx, Upload opened) {
    upload = opened;
    if (phase == Phase.CLOSED) {
      abandon();
      return;
    }
    if (welcome != null && welcome.waits()) {
      var unused =
          ctx.writeAndFlush(
              new DefaultFullHttpResponse(
                  HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
    bodyEndsNanos = System.nanoTime() + timeouts.body().toNanos();
    phase = Phase.BODY;
    await(ctx);
    watchBody(ctx);
  }

  /** Asks for the next piece of the list. */
  private void await(ChannelHandlerContext ctx) {
    phase = Phase.BODY;
    progressNanos = System.nanoTime();
    ctx.read();
  }

  private void receive(ChannelHandlerContext ctx, HttpContent content) {
    complete = content instanceof LastHttpContent && content.decoderResult().isSuccess();
    ByteBuf part = content.content();
    received += part.readableBytes();
    Upload open = upload;
    if (content.decoderResult().isFailure()) {
      content.release();
      refuse(ctx, Refusals.brokenBody(), Map.of());
    } else if (received > server.settings().limits().maxSize()) {
      content.release();
      refuse(ctx, Refusals.tooLarge(server.settings().limits().maxSize()), Map.of());
    } else if (open != null) {
      phase = Phase.WRITING;
      elsewhere(
          ctx,
          () -> {
            try {
              open.write(part);
              return open;
            } finally {
              content.release();
            }
          },
          this::written);
    }
  }

  private void written(ChannelHandlerContext ctx, Upload to) {
    if (phase != Phase.WRITING) {
      return; // the connection ended meanwhile, and the file with it
    }
    if (!complete) {
      await(ctx);
      return;
    }
    cancelTimer();
    phase = Phase.ROUTE;
    upload = null; // the route's now
    Welcome from = welcome;
    if (from != null) {
      server.take(new Delivery(from, address(), to), reply -> run(ctx, () -> finish(ctx, reply)));
    }
  }

  private void finish(ChannelHandlerContext ctx, Reply reply) {
    if (phase == Phase.ROUTE) {
      answer(ctx, reply);
    }
  }

  /** What a disk does, and what becomes of it. */
  @FunctionalInterface
  private interface DiskWork {
    Upload run() throws IOException;
  }

  /** Where it goes on. */
  @FunctionalInterface
  private interface Then {
    void run(ChannelHandlerContext ctx, Upload upload);
  }

  private void elsewhere(ChannelHandlerContext ctx, DiskWork work, Then then) {
    server
        .disk()
        .execute(
            () -> {
              try {
                Upload done = work.run();
                if (!run(ctx, () -> then.run(ctx, done))) {
                  done.close();
                }
              } catch (IOException | RuntimeException e) {
                var unused = run(ctx, () -> notStored(ctx, e));
              }
            });
  }

  /** False if the event loop has ended, and every connection with it. */
  private static boolean run(ChannelHandlerContext ctx, Runnable next) {
    try {
      ctx.executor().execute(next);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void notStored(ChannelHandlerContext ctx, Exception why) {
    if (phase == Phase.OPENING || phase == Phase.WRITING) {
      server.log().note(IntakeEvent.NOT_STORED, String.valueOf(why));
      abandon();
      answer(ctx, Reply.of(Refusals.noRoom(String.valueOf(why.getMessage())), accept));
    }
  }

  /** Looks now and then whether the list still comes; what we take to write it is not counted. */
  private void watchBody(ChannelHandlerContext ctx) {
    long now = System.nanoTime();
    long stallNanos = timeouts.stall().toNanos();
    if (phase == Phase.BODY && now - bodyEndsNanos >= 0) {
      tooSlow(ctx, timeouts.body(), "within");
    } else if (phase == Phase.BODY && now - progressNanos >= stallNanos) {
      tooSlow(ctx, timeouts.stall(), "on for");
    } else if (phase == Phase.BODY || phase == Phase.WRITING) {
      long delay = Math.min(progressNanos + stallNanos - now, bodyEndsNanos - now);
      schedule(ctx, Duration.ofNanos(Math.max(delay, LOOK_AGAIN_NANOS)), this::watchBody);
    }
  }

  private void tooSlow(ChannelHandlerContext ctx, Duration limit, String what) {
    server.log().note(IntakeEvent.TOO_SLOW, who());
    abandon();
    answer(ctx, Reply.of(Refusals.slow(limit, what), accept));
  }

  private void headerTimeout(ChannelHandlerContext ctx) {
    server.log().note(IntakeEvent.HEADER_TIMEOUT, address());
    close(ctx);
  }

  private void refuse(ChannelHandlerContext ctx, PushAnswer why, Map<String, String> fields) {
    server.log().note(IntakeEvent.CLIENT_ERROR, why.members().get("reason") + ", " + who());
    abandon();
    answer(ctx, Reply.of(why, accept, fields));
  }

  private String who() {
    return (welcome == null ? "" : welcome.publisher() + " at ") + address();
  }

  private String address() {
    return client.getHostAddress();
  }

  /** The one answer of the connection. */
  private void answer(ChannelHandlerContext ctx, Reply reply) {
    if (phase == Phase.CLOSED) {
      return;
    }
    phase = Phase.ANSWER;
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    DefaultFullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(reply.status()),
            head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
    reply.fields().forEach(answer.headers()::set);
    answer
        .headers()
        .set(HttpHeaderNames.DATE, server.date())
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set(HttpHeaderNames.CONNECTION, "close");
    schedule(ctx, timeouts.write(), this::close);
    var unused = ctx.writeAndFlush(answer).addListener(future -> answered(ctx, future.isSuccess()));
  }

  private void answered(ChannelHandlerContext ctx, boolean success) {
    if (success && phase == Phase.ANSWER && (!complete || decoder.hasMore())) {
      phase = Phase.LINGER;
      decoder.discard();
      schedule(ctx, IntakeSettings.Timeouts.LINGER, this::close);
      ctx.read();
    } else {
      close(ctx);
    }
  }

  /** The intake stops: what is being taken in is answered, the rest ends now. */
  void stop(ChannelHandlerContext ctx) {
    if (phase != Phase.ROUTE && phase != Phase.ANSWER) {
      close(ctx);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (phase == Phase.BODY || phase == Phase.WRITING) {
      server.log().note(IntakeEvent.CUT_OFF, who());
    }
    phase = Phase.CLOSED;
    cancelTimer();
    abandon();
    if (admitted) {
      admitted = false;
      server.left();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof DecoderException) {
      server.log().note(IntakeEvent.NO_TLS, address() + ", " + cause.getMessage());
    } else if (!(cause instanceof IOException)) {
      server.log().note(IntakeEvent.FAILURE, address(), cause);
    }
    close(ctx);
  }

  private void close(ChannelHandlerContext ctx) {
    var unused = ctx.close();
  }

  /** The file of a list that does not come whole is gone. */
  private void abandon() {
    Upload open = upload;
    upload = null;
    if (open != null) {
      server.discard(open);
    }
  }

  private void schedule(ChannelHandlerContext ctx, Duration delay, Wake wake) {
    cancelTimer();
    timer = ctx.executor().schedule(() -> wake.up(ctx), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** What a time limit does. */
  @FunctionalInterface
  private interface Wake {
    void up(ChannelHandlerContext ctx);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
