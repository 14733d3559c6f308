package io.camelocsp.http.intake;

import io.camelocsp.processors.PushAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way out. Immutable.
 *
 * @param status the HTTP status
 * @param body text
 * @param fields of the header, the type of the body among them
 */
record Reply(int status, String body, Map<String, String> fields) {
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String RETRY_AFTER = "Retry-After";

  Reply {
    fields = Map.copyOf(fields);
  }

  /**
   * In the form the client asked for.
   *
   * @param accept its Accept field
   * @param more fields of the header
   */
  static Reply of(PushAnswer answer, @Nullable String accept, Map<String, String> more) {
    boolean json = PushAnswer.wantsJson(accept);
    Map<String, String> fields = new LinkedHashMap<>(more);
    fields.put(CONTENT_TYPE, json ? PushAnswer.JSON : PushAnswer.TEXT);
    if (answer.retryAfter() != null) {
      fields.put(RETRY_AFTER, Long.toString(answer.retryAfter().toSeconds()));
    }
    return new Reply(answer.status(), json ? answer.json() : answer.text(), fields);
  }

  static Reply of(PushAnswer answer, @Nullable String accept) {
    return of(answer, accept, Map.of());
  }
}
