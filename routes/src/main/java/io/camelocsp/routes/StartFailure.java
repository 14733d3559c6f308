package io.camelocsp.routes;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.PropertyBindingException;
import org.jspecify.annotations.Nullable;

/**
 * Why an installation did not start, in an operator's words.
 *
 * @param reason a sentence without a full stop
 * @param advice what to do, a whole sentence, or empty where the reason says it
 */
public record StartFailure(String reason, String advice) {

  /**
   * Judges what opening {@link OcspService} or starting its context threw.
   *
   * @param urls where it should have answered
   */
  public static StartFailure of(Throwable cause, List<URI> urls) {
    IOException io = first(cause, IOException.class);
    if (io instanceof BindException || (io != null && bindFailed(io))) {
      return new StartFailure(
          "it cannot listen at "
              + urls.stream().map(URI::toString).collect(Collectors.joining(" or "))
              + ": "
              + reason(io),
          "Stop what listens there, or write another address or port in ocsp.responder.NAME.url.");
    }
    if (io != null) {
      return new StartFailure(reason(io), "");
    }
    PropertyBindingException binding = first(cause, PropertyBindingException.class);
    return binding != null
        ? notApplied(binding)
        : new StartFailure("it cannot start: " + harmless(String.valueOf(cause)), "");
  }

  /** Its own text has the value, which may be a password. */
  private static StartFailure notApplied(PropertyBindingException binding) {
    String key = String.valueOf(binding.getOptionKey());
    String prefix = binding.getOptionPrefix();
    return new StartFailure(
        "Camel cannot apply the key "
            + (prefix == null || key.startsWith(prefix) ? key : prefix + "." + key)
            + " (property "
            + binding.getPropertyName()
            + ")",
        "Look for a mistake in its name, and for a value of another type.");
  }

  /** Without the options of endpoint URIs, where passwords are. */
  static String harmless(String text) {
    return text.replaceAll("\\?[^\\s,]+", "?...").replaceAll("\\{[^}]*}", "{...}");
  }

  /** Both on one line. */
  public String text() {
    return advice.isEmpty() ? reason : reason + ". " + advice;
  }

  /** What Netty's native transport throws says it in its text only. */
  private static boolean bindFailed(IOException cause) {
    return String.valueOf(cause.getMessage()).startsWith("bind(");
  }

  /** Some exceptions of the file system have only the file's name for a message. */
  private static String reason(IOException cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof AccessDeniedException) {
      return message + " cannot be written: this user may not; give it the right to";
    }
    return cause instanceof NoSuchFileException ? message + " does not exist" : message;
  }

  private static <T extends Throwable> @Nullable T first(Throwable cause, Class<T> type) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
    }
    return null;
  }
}
