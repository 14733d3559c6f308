package io.camelocsp.standalone.control;

import java.util.Map;

/**
 * What a command asks of the running process.
 *
 * @param action its name, e.g. {@code status}
 * @param arguments by name
 */
public record ControlRequest(String action, Map<String, String> arguments) {
  public ControlRequest {
    arguments = Map.copyOf(arguments);
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
