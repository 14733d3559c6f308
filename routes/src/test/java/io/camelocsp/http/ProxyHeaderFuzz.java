package io.camelocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Fuzz target: whatever a trusted balancer begins a connection with, it is a header of the PROXY
 * protocol or the end of the connection; and whatever it puts into X-Forwarded-For, there is an
 * address. Nothing is left behind.
 */
public final class ProxyHeaderFuzz {
  private static final InetAddress PEER = InetAddress.getLoopbackAddress();
  private static final AddressRange TRUSTED = AddressRange.parse("127.0.0.0/8");
  private static final Listener LISTENER =
      new Listener(
          new EdgeSettings(
              "127.0.0.1",
              1,
              new EdgeLimits(8192, 8192, 65536, 10, 1, 10),
              EdgeTimeouts.DEFAULT,
              new Balancers(ClientAddressSource.PROXY_PROTOCOL, List.of(TRUSTED))),
          new Answers(() -> Instant.EPOCH));

  private ProxyHeaderFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    accepts(data);
  }

  /** Whether it was a header. */
  static boolean accepts(byte[] data) {
    String field = new String(data, StandardCharsets.ISO_8859_1);
    InetAddress client = ForwardedFor.client(List.of(field), PEER, TRUSTED::contains);
    assertThat(ForwardedFor.client(List.of("x", field), PEER, TRUSTED::contains)).isEqualTo(client);

    UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(false);
    EmbeddedChannel connection = new FromBalancer();
    connection.config().setAllocator(buffers);
    long before = LISTENER.counters().snapshot().proxyHeaderErrors();
    connection.writeInbound(buffers.buffer().writeBytes(data));
    boolean read = connection.isOpen() && connection.pipeline().get(ProxyHeader.class) == null;
    connection.finishAndReleaseAll();
    for (ByteBuf sent = connection.readOutbound(); sent != null; sent = connection.readOutbound()) {
      sent.release();
    }

    EdgeCounters.Snapshot seen = LISTENER.counters().snapshot();
    assertThat(seen.failures()).isZero();
    assertThat(seen.open()).isZero();
    assertThat(LISTENER.clients()).isZero();
    assertThat(seen.proxyHeaderErrors() - before).isBetween(0L, read ? 0L : 1L);
    assertThat(buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory()).isZero();
    return read;
  }

  /** A connection whose other end is a trusted balancer. */
  private static final class FromBalancer extends EmbeddedChannel {
    FromBalancer() {
      super(new ListenerPipeline(LISTENER));
    }

    @Override
    public SocketAddress remoteAddress() {
      return new InetSocketAddress(PEER, 4711);
    }
  }
}
