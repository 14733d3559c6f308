package io.camelocsp.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one command-line tool to its end, without a shell, input or locale. Thread-safe. */
final class Tool {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final String program;
  private final boolean available;

  /** Finds out whether {@code program} runs at all by calling it with these arguments. */
  Tool(String program, String... probe) {
    this.program = program;
    this.available = works(probe);
  }

  boolean available() {
    return available;
  }

  /** Output goes through files: a full pipe could otherwise stop the tool and the test for ever. */
  ToolResult run(String... arguments) {
    return run(ProcessBuilder.Redirect.PIPE, arguments);
  }

  /** Likewise, with a file as its input. */
  ToolResult run(Path input, String... arguments) {
    return run(ProcessBuilder.Redirect.from(input.toFile()), arguments);
  }

  private ToolResult run(ProcessBuilder.Redirect input, String... arguments) {
    try {
      Path stdout = Files.createTempFile("tool", ".out");
      Path stderr = Files.createTempFile("tool", ".err");
      try {
        int exit = exitOf(start(input, stdout, stderr, arguments));
        return new ToolResult(exit, text(stdout), text(stderr));
      } finally {
        Files.delete(stdout);
        Files.delete(stderr);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(program + " cannot be run: is it installed?", e);
    }
  }

  private boolean works(String... probe) {
    try {
      return run(probe).exit() == 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private Process start(
      ProcessBuilder.Redirect input, Path stdout, Path stderr, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    builder.redirectInput(input).redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private int exitOf(Process process) {
    try {
      if (process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw new IllegalStateException(program + " did not end within " + TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + program, e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
