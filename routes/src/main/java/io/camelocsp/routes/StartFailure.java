package io.camelocsp.routes;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Collectors;
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
    IOException io = firstIoException(cause);
    if (io instanceof BindException || (io != null && bindFailed(io))) {
      return new StartFailure(
          "it cannot listen at "
              + urls.stream().map(URI::toString).collect(Collectors.joining(" or "))
              + ": "
              + reason(io),
          "Stop what listens there, or write another address or port in ocsp.responder.NAME.url.");
    }
    return new StartFailure(io == null ? "it cannot start: " + cause : reason(io), "");
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

  private static @Nullable IOException firstIoException(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof IOException io) {
        return io;
      }
    }
    return null;
  }
}
