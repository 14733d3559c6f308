package io.camelocsp.standalone.control;

import java.util.Map;

/**
 * What a command asks of the running process.
 *
 * @param action its name, e.g. {@code status}
 * @param arguments by name
 * @param peer the user whose command it is, as the system says; {@code local} if it does not. Never
 *     what a message says of itself
 */
public record ControlRequest(String action, Map<String, String> arguments, String peer) {
  private static final String UNKNOWN = "local";

  public ControlRequest {
    arguments = Map.copyOf(arguments);
  }

  /** A request of whoever may use the socket. */
  public ControlRequest(String action, Map<String, String> arguments) {
    this(action, arguments, UNKNOWN);
  }

  /** The same, of this user. */
  ControlRequest from(String user) {
    return new ControlRequest(action, arguments, user);
  }

  /**
   * The argument.
   *
   * @throws IllegalArgumentException if it was not given
   */
  String argument(String name) {
    String value = arguments.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the request has no " + name);
    }
    return value;
  }
}
