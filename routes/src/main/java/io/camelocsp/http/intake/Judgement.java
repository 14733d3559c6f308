package io.camelocsp.http.intake;

import io.camelocsp.processors.PushAnswer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request's header is worth, before anything of its body is read. */
sealed interface Judgement {

  /**
   * A list may come.
   *
   * @param lists the configured name
   * @param publisher who pushes it
   * @param length its octets; -1 if they come in chunks
   * @param waits whether the client waits to be told (100-continue)
   * @param accept the Accept field; null if there is none
   */
  record Welcome(
      String lists, String publisher, long length, boolean waits, @Nullable String accept)
      implements Judgement {}

  /**
   * It may not.
   *
   * @param answer why
   * @param fields of the header, besides those of every answer
   */
  record Refusal(PushAnswer answer, Map<String, String> fields) implements Judgement {
    Refusal(PushAnswer answer) {
      this(answer, Map.of());
    }
  }
}
