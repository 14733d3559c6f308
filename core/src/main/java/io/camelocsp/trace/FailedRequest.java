package io.camelocsp.trace;

import io.camelocsp.message.ResponseStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that was answered with an error. Immutable.
 *
 * @param time when it arrived
 * @param responder name of the responder asked
 * @param clientAddress the client's IP address; null if the transport knows none
 * @param status what it was answered
 * @param reason why, as we know it and the client does not
 * @param cause what was thrown where nothing should have been; null if the failure is an expected
 *     one
 */
public record FailedRequest(
    Instant time,
    String responder,
    @Nullable String clientAddress,
    ResponseStatus status,
    String reason,
    @Nullable String cause) {
  /** The longest text; what is thrown may have anything in it. */
  public static final int MOST_CHARACTERS = 500;

  public FailedRequest {
    reason = cut(reason);
    cause = cause == null ? null : cut(cause);
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
  }
}
