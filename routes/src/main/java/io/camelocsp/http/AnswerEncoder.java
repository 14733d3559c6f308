package io.camelocsp.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes an answer as RFC 9112 has it, into one buffer: every answer of ours is whole and small.
 * Netty's encoder is made for streams too, and writes header and body as two buffers, of which the
 * body is then copied once more for the socket. Header fields are checked when they are set.
 * Stateless.
 */
@ChannelHandler.Sharable
final class AnswerEncoder extends ChannelOutboundHandlerAdapter {
  static final AnswerEncoder INSTANCE = new AnswerEncoder();

  /** The header of a cacheable answer has about 400 octets; a buffer that is too small grows. */
  private static final int HEADER_OCTETS = 512;

  private static final byte[] OK = "HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final short CRLF = '\r' << 8 | '\n';
  private static final short COLON = ':' << 8 | ' ';

  private AnswerEncoder() {}

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (!(msg instanceof FullHttpResponse answer)) {
      var unused = ctx.write(msg, promise);
      return;
    }
    ByteBuf out = ctx.alloc().ioBuffer(HEADER_OCTETS + answer.content().readableBytes());
    try {
      write(answer, out);
    } catch (RuntimeException e) {
      out.release();
      promise.tryFailure(e);
      return;
    } finally {
      answer.release();
    }
    var unused = ctx.write(out, promise);
  }

  private static void write(FullHttpResponse answer, ByteBuf out) {
    if (answer.status().equals(HttpResponseStatus.OK)) {
      out.writeBytes(OK);
    } else {
      ascii("HTTP/1.1 ", out);
      ascii(answer.status().codeAsText(), out);
      out.writeByte(' ');
      ascii(answer.status().reasonPhrase(), out);
      out.writeShort(CRLF);
    }
    Iterator<Map.Entry<CharSequence, CharSequence>> fields =
        answer.headers().iteratorCharSequence();
    while (fields.hasNext()) {
      Map.Entry<CharSequence, CharSequence> field = fields.next();
      ascii(field.getKey(), out);
      out.writeShort(COLON);
      ascii(field.getValue(), out);
      out.writeShort(CRLF);
    }
    out.writeShort(CRLF);
    out.writeBytes(answer.content());
  }

  private static void ascii(CharSequence text, ByteBuf out) {
    out.writeCharSequence(text, StandardCharsets.US_ASCII);
  }
}
