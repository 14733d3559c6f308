package io.camelocsp.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;

/**
 * Takes the client's address from the header of the PROXY protocol that a trusted balancer begins
 * its connection with, and leaves. A connection without one is closed: its receiver must not guess
 * whether there is one (PROXY protocol, section 2). With the command LOCAL, or without an IP
 * address, the client is the balancer itself.
 *
 * <p>Used by the connection's event loop only.
 */
final class ProxyHeader extends SimpleChannelInboundHandler<HAProxyMessage> {
  /** Most octets of TLVs, which we ignore; balancers send some dozens, or a certificate's names. */
  private static final int MAX_TLV_OCTETS = 4096;

  private final Listener listener;
  private final ConnectionGuard guard;
  private boolean refused;

  ProxyHeader(Listener listener, ConnectionGuard guard) {
    this.listener = listener;
    this.guard = guard;
  }

  /** Goes before this handler, and leaves as soon as it has read the header. */
  static HAProxyMessageDecoder decoder() {
    return new HAProxyMessageDecoder(MAX_TLV_OCTETS);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage header) {
    ctx.pipeline().remove(this);
    if (header.command() == HAProxyCommand.PROXY) {
      guard.proxied(AddressRange.address(header.sourceAddress()));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof DecoderException)) {
      ctx.fireExceptionCaught(cause);
    } else if (!refused) {
      refused = true; // the decoder may complain about the rest once more while it is closed
      listener.note(EdgeEvent.PROXY_HEADER, guard.clientAddress());
      guard.close();
    }
  }
}
