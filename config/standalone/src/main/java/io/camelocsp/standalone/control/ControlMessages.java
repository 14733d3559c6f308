package io.camelocsp.standalone.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelocsp.operations.Line;
import io.camelocsp.operations.Line.Tone;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Requests and replies as they travel: one JSON object each, in one line of UTF-8. */
final class ControlMessages {
  /** Raised when an older command or process would misunderstand a newer one. */
  static final int PROTOCOL = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private ControlMessages() {}

  /** A request or reply that is not what it should be; the message says what is wrong. */
  static final class BadMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    BadMessageException(String message) {
      super(message);
    }
  }

  static byte[] encode(ControlRequest request) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("protocol", PROTOCOL);
    map.put("action", request.action());
    map.put("arguments", request.arguments());
    return line(map);
  }

  static byte[] encode(ControlReply reply) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("protocol", PROTOCOL);
    map.put("exit", reply.exit());
    map.put("report", reply.report());
    map.put(
        "lines",
        reply.lines().stream()
            .map(each -> List.of(each.tone().name().toLowerCase(Locale.ROOT), each.text()))
            .toList());
    return line(map);
  }

  static byte[] encodeError(String error) {
    return line(Map.of("protocol", PROTOCOL, "error", error));
  }

  private static byte[] line(Map<String, Object> map) {
    try {
      return (JSON.writeValueAsString(map) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of text cannot fail to be written", e);
    }
  }

  static ControlRequest request(byte[] line) throws BadMessageException {
    JsonNode message = message(line);
    Map<String, String> arguments = new LinkedHashMap<>();
    message
        .path("arguments")
        .properties()
        .forEach(each -> arguments.put(each.getKey(), each.getValue().asText()));
    return new ControlRequest(message.path("action").asText(), arguments);
  }

  /**
   * A reply.
   *
   * @throws ControlFailureException if it is an error
   */
  static ControlReply reply(byte[] line) throws BadMessageException, ControlFailureException {
    JsonNode message = message(line);
    if (message.has("error")) {
      throw new ControlFailureException(message.get("error").asText());
    }
    List<Line> lines = new ArrayList<>();
    for (JsonNode each : message.path("lines")) {
      lines.add(new Line(tone(each.path(0).asText()), each.path(1).asText()));
    }
    Map<String, Object> report = new LinkedHashMap<>();
    message.path("report").properties().forEach(each -> report.put(each.getKey(), each.getValue()));
    return new ControlReply(message.path("exit").asInt(3), lines, report);
  }

  private static Tone tone(String name) {
    return Arrays.stream(Tone.values())
        .filter(each -> each.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(Tone.PLAIN); // a newer process may have more of them
  }

  private static JsonNode message(byte[] line) throws BadMessageException {
    JsonNode message;
    try {
      message = JSON.readTree(line);
    } catch (IOException e) {
      throw new BadMessageException("it is no JSON");
    }
    if (message == null || !message.isObject()) {
      throw new BadMessageException("it is no JSON object");
    }
    int protocol = message.path("protocol").asInt(0);
    if (protocol != PROTOCOL) {
      throw new BadMessageException(
          "it is of protocol %d, and this camel-ocsp speaks %d: use the command of the version that"
                  .formatted(protocol, PROTOCOL)
              + " runs");
    }
    return message;
  }

  /**
   * Reads a line.
   *
   * @param limit the longest line that is read, in octets
   * @throws BadMessageException if it is longer, or ends before its line does
   */
  static byte[] readLine(ReadableByteChannel channel, int limit)
      throws IOException, BadMessageException {
    byte[] line = new byte[Math.min(limit, 4096)];
    ByteBuffer buffer = ByteBuffer.wrap(line);
    while (true) {
      int from = buffer.position();
      if (channel.read(buffer) < 0) {
        throw new BadMessageException("it ends before its line does");
      }
      for (int i = from; i < buffer.position(); i++) {
        if (line[i] == '\n') {
          return Arrays.copyOf(line, i);
        }
      }
      if (!buffer.hasRemaining()) {
        if (line.length >= limit) {
          throw new BadMessageException("it is longer than " + limit + " octets");
        }
        line = Arrays.copyOf(line, Math.min(limit, 2 * line.length));
        buffer = ByteBuffer.wrap(line).position(buffer.position());
      }
    }
  }
}
