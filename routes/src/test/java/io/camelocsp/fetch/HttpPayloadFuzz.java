package io.camelocsp.fetch;

import io.camelocsp.source.SourceReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.apache.camel.http.base.HttpHelper;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;

/**
 * Fuzz target: whatever two web servers send, octet for octet, see {@link FuzzedSource}. {@code
 * %%%%} in a line of its own divides one server's answer from the next; {@code @0} to {@code @9}
 * stand for whole lists.
 */
public final class HttpPayloadFuzz {
  private static final Pattern DIVIDER = Pattern.compile("\n%%%%\n");
  private static final Pattern LIST = Pattern.compile("@([0-9])");

  private static final FuzzedSource SOURCE =
      new FuzzedSource("https://crl.acme.example/acme.crl", "http://crl.acme.example/b?key=1");

  private HttpPayloadFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws Exception {
    brings(data);
  }

  /** How the source is doing after these answers. */
  static SourceReport brings(byte[] data) throws Exception {
    Deque<byte[]> replies = new ArrayDeque<>(replies(data));
    return SOURCE.tryOnce(exchange -> answer(replies, exchange), HttpPayloadFuzz::noDirectory);
  }

  private static void noDirectory(Exchange exchange) throws IOException {
    throw new IOException("no directory server");
  }

  private static List<byte[]> replies(byte[] data) {
    List<byte[]> replies = new ArrayList<>();
    for (String each : DIVIDER.split(new String(data, StandardCharsets.ISO_8859_1), -1)) {
      Matcher lists = LIST.matcher(each);
      replies.add(
          lists
              .replaceAll(
                  found ->
                      Matcher.quoteReplacement(
                          new String(
                              FuzzedSource.list(Integer.parseInt(found.group(1))),
                              StandardCharsets.ISO_8859_1)))
              .getBytes(StandardCharsets.ISO_8859_1));
    }
    return replies;
  }

  /** Does what camel-http does with a reply. */
  private static void answer(Deque<byte[]> replies, Exchange exchange) throws Exception {
    byte[] octets = replies.poll();
    if (octets == null) {
      throw new IOException("nobody is there");
    }
    DefaultBHttpClientConnection connection =
        new DefaultBHttpClientConnection(
            Http1Config.custom().setMaxHeaderCount(100).setMaxLineLength(8_192).build());
    connection.bind(new Replied(octets));
    ClassicHttpResponse reply = connection.receiveResponseHeader();
    connection.receiveResponseEntity(reply);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.getCode());
    HttpHeaderFilterStrategy filter = new HttpHeaderFilterStrategy();
    for (Header each : reply.getHeaders()) {
      if (!filter.applyFilterToExternalHeaders(each.getName(), each.getValue(), exchange)) {
        HttpHelper.appendHeader(message.getHeaders(), each.getName(), each.getValue());
      }
    }
    message.setBody(reply.getEntity() == null ? null : reply.getEntity().getContent());
  }

  /** The other end has sent all that it will ever send. */
  private static final class Replied extends Socket {
    private final InputStream in;

    Replied(byte[] octets) {
      in = new ByteArrayInputStream(octets);
    }

    @Override
    public InputStream getInputStream() {
      return in;
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }
  }
}
