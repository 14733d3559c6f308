package io.camelocsp.processors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the publisher of a list is told, as text for a person and as JSON for a script. Immutable.
 *
 * @param status the HTTP status
 * @param result one word: {@code accepted}, {@code unchanged}, {@code waiting}, {@code held}, or
 *     {@code refused}
 * @param text whole lines
 * @param members what the JSON object has besides {@code result}: strings and whole numbers
 * @param retryAfter when to try again; null where that is of no use
 */
public record PushAnswer(
    int status,
    String result,
    String text,
    Map<String, Object> members,
    @Nullable Duration retryAfter) {
  /** The content type of {@link #text}. */
  public static final String TEXT = "text/plain; charset=utf-8";

  /** The content type of {@link #json}. */
  public static final String JSON = "application/json";

  private static final JsonFactory FACTORY = new JsonFactory();

  public PushAnswer {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** A list that was taken in, or is in use already. */
  public static PushAnswer taken(
      int status, String result, String sentence, Map<String, Object> members) {
    return new PushAnswer(status, result, sentence + "\n", members, null);
  }

  /**
   * A list, or a request, that was not taken in.
   *
   * @param reason why, in one word that does not change between versions
   * @param wrong what is wrong, a sentence without full stop
   * @param effect what that means for answers, likewise
   * @param remedy what to do about it, likewise
   */
  public static PushAnswer refused(
      int status, String reason, String wrong, String effect, String remedy) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("reason", reason);
    members.put("wrong", wrong);
    members.put("effect", effect);
    members.put("remedy", remedy);
    String text =
        """
        Refused (%s).
        What is wrong: %s.
        Effect:        %s.
        What to do:    %s.
        """
            .formatted(reason, wrong, effect, remedy);
    return new PushAnswer(status, "refused", text, members, null);
  }

  /** The same, and when to try again. */
  public PushAnswer after(Duration pause) {
    return new PushAnswer(status, result, text, members, pause);
  }

  /** Whether an Accept field asks for JSON: it names that type and no text. */
  public static boolean wantsJson(@Nullable String accept) {
    return accept != null && accept.contains(JSON) && !accept.contains("text/");
  }

  /** One JSON object and a line end. */
  public String json() {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("result", result);
      for (Map.Entry<String, Object> member : members.entrySet()) {
        if (member.getValue() instanceof Number number) {
          json.writeNumberField(member.getKey(), number.longValue());
        } else {
          json.writeStringField(member.getKey(), String.valueOf(member.getValue()));
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot be written", e);
    }
    return out.append('\n').toString();
  }
}
