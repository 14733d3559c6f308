package io.camelocsp.http.intake;

import java.io.IOException;
import java.net.URI;

/** The list intake cannot listen where it should. Its message is for the operator. */
public final class IntakeStartException extends IOException {
  private static final long serialVersionUID = 1L;

  IntakeStartException(URI url, Throwable cause) {
    super(
        "lists cannot be taken in at "
            + url
            + ": "
            + cause.getMessage()
            + ". Stop what listens there, or write another address or port in ocsp.intake.url",
        cause);
  }
}
