package io.camelocsp.workflow;

import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.ResponseEncoder;
import io.camelocsp.message.ResponseStatus;

/**
 * Which answer a failure becomes. Expected failures say it themselves; whatever else reaches this
 * place is {@code internalError}. The client learns the status and nothing more. Stateless.
 */
public final class FailureAnswers {
  private FailureAnswers() {}

  /** The unsigned error answer for an expected failure (RFC 6960 2.3). */
  public static Answer of(OcspFailure failure) {
    return error(failure.status());
  }

  /** The unsigned error answer with this status. */
  public static Answer error(ResponseStatus status) {
    return new Answer(ResponseEncoder.error(status), status, Via.ERROR, null);
  }
}
