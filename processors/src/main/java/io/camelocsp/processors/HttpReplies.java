package io.camelocsp.processors;

import io.camelocsp.source.FetchException;
import io.camelocsp.source.FetchTry;
import io.camelocsp.source.HttpReply;
import io.camelocsp.source.Validators;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Reads what a web server replied: its headers, and a body of bounded length into a file. */
final class HttpReplies {
  private static final int CHUNK = 1 << 16;

  private final FetchTry attempt;
  private final long maxOctets;

  HttpReplies(FetchTry attempt, long maxOctets) {
    this.attempt = attempt;
    this.maxOctets = maxOctets;
  }

  void take(Exchange exchange, FetchedLists lists) throws FetchException, IOException {
    Message reply = exchange.getMessage();
    boolean conditional = !attempt.validators().equals(Validators.NONE);
    HttpReply judged =
        HttpReply.of(
            attempt.address(),
            conditional,
            new HttpReply.Head(
                reply.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                header(reply, "Location"),
                header(reply, Exchange.CONTENT_ENCODING),
                header(reply, "ETag"),
                header(reply, "Last-Modified")));
    if (judged instanceof HttpReply.Redirect redirect) {
      attempt.redirected(redirect.to());
    } else if (judged instanceof HttpReply.Body body) {
      requireLength(reply);
      spool(reply, lists);
      attempt.received(body.validators());
    } else {
      attempt.unchanged();
    }
  }

  /** Not a reason to wait for what is too long anyway. */
  private void requireLength(Message reply) throws FetchException {
    String length = header(reply, Exchange.CONTENT_LENGTH);
    if (length != null && length.matches("[0-9]{1,18}") && Long.parseLong(length) > maxOctets) {
      throw tooLong();
    }
  }

  private void spool(Message reply, FetchedLists lists) throws FetchException, IOException {
    InputStream body = reply.getBody(InputStream.class);
    if (body == null) {
      throw new FetchException("it sends nothing");
    }
    byte[] chunk = new byte[CHUNK];
    long octets = 0;
    try (OutputStream out = Files.newOutputStream(lists.create())) {
      for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
        octets += read;
        if (octets > maxOctets) {
          throw tooLong();
        }
        out.write(chunk, 0, read);
      }
    }
    if (octets == 0) {
      throw new FetchException("it sends nothing");
    }
  }

  private FetchException tooLong() {
    return new FetchException(
        "it sends more than the %d octets that max-size allows".formatted(maxOctets));
  }

  private static @Nullable String header(Message reply, String name) {
    Object value = reply.getHeader(name);
    if (value instanceof Iterable<?> several) {
      return String.valueOf(several.iterator().next());
    }
    return value == null ? null : value.toString();
  }
}
