package io.camelocsp.administration;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a {@link Resource} shows.
 *
 * @param status the HTTP status, 200 to 599
 * @param contentType of the body
 * @param body owned by the reply
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record Reply(int status, String contentType, byte[] body) {
  private static final int OK = 200;

  /** A text for people. */
  public static Reply text(int status, String text) {
    return new Reply(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** An object for programs; {@link Json} says what it may hold. */
  public static Reply json(int status, Map<String, ?> object) {
    return new Reply(
        status, "application/json", Json.text(object).getBytes(StandardCharsets.UTF_8));
  }

  /** Likewise, with the status 200. */
  public static Reply json(Map<String, ?> object) {
    return json(OK, object);
  }
}
