package io.camelocsp.standalone.control;

import io.camelocsp.operations.Line;
import java.util.List;
import java.util.Map;

/**
 * What the process answers: the same thing for people and for programs.
 *
 * @param exit the exit code for the command
 * @param lines for a terminal
 * @param report for programs; what JSON has: maps, lists, texts, numbers, truth values
 */
public record ControlReply(int exit, List<Line> lines, Map<String, Object> report) {
  public ControlReply {
    lines = List.copyOf(lines);
  }
}
