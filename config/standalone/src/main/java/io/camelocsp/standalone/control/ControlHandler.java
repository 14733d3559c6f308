package io.camelocsp.standalone.control;

/** Does what commands ask. Thread-safe. */
@FunctionalInterface
public interface ControlHandler {
  /**
   * Answers one request.
   *
   * @throws IllegalArgumentException if it asks for something that does not exist; the message is
   *     shown
   */
  ControlReply handle(ControlRequest request);
}
