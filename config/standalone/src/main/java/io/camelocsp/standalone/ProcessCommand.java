package io.camelocsp.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.camelocsp.operations.Line;
import io.camelocsp.standalone.control.ControlClient;
import io.camelocsp.standalone.control.ControlClient.NotRunningException;
import io.camelocsp.standalone.control.ControlFailureException;
import io.camelocsp.standalone.control.ControlReply;
import io.camelocsp.standalone.control.ControlRequest;
import io.camelocsp.standalone.server.ControlPath;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import io.camelocsp.standalone.support.Shell;
import io.camelocsp.standalone.support.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that asks the running process. */
abstract class ProcessCommand extends BaseCommand {
  private static final Path DEFAULT_CONFIG = Path.of("ocsp.properties");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration that the process runs with, which says where its data directory is."
              + " Default: ocsp.properties")
  private Path config = DEFAULT_CONFIG;

  @Option(
      names = "--socket",
      paramLabel = "FILE",
      description =
          "The process' control socket itself, where --set put the data directory elsewhere.")
  private @Nullable Path socket;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  /** The exit code where nobody runs that could be asked. */
  int exitIfNotRunning() {
    return ExitCode.UNKNOWN;
  }

  /** Asks, prints what the process replies, and returns its exit code. */
  final int ask(String action, Map<String, String> arguments) throws CommandFailure {
    Map<String, String> all = new LinkedHashMap<>(arguments);
    all.put("self", Shell.self());
    all.put("options", options());
    ControlReply reply;
    try {
      reply = ControlClient.ask(controlSocket(), new ControlRequest(action, all));
    } catch (NotRunningException e) {
      throw new CommandFailure(
          exitIfNotRunning(),
          "not running: no camel-ocsp takes commands at " + controlSocket(),
          "Start it:",
          "  " + Shell.self() + " run --config " + Shell.quoted(config),
          "One in Karaf is asked in Karaf's shell: ocsp:status");
    } catch (ControlFailureException e) {
      throw new CommandFailure(ExitCode.UNKNOWN, String.valueOf(e.getMessage()));
    }
    print(reply);
    return reply.exit();
  }

  private Path controlSocket() throws CommandFailure {
    if (socket != null) {
      return socket.toAbsolutePath();
    }
    if (!Files.isRegularFile(config)) {
      throw usage(
          "There is no file "
              + config
              + ": say --config FILE, with the file that the"
              + " process runs with");
    }
    try {
      return ControlPath.of(config);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.UNKNOWN, config + " cannot be read: " + e.getMessage());
    }
  }

  /** As they were typed, for commands that are printed to be copied. */
  private String options() {
    if (socket != null) {
      return "--socket " + Shell.quoted(socket);
    }
    return config.equals(DEFAULT_CONFIG) ? "" : "--config " + Shell.quoted(config);
  }

  private void print(ControlReply reply) {
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("exitCode", reply.exit());
      report.putAll(reply.report());
      terminal().line(pretty(report));
      return;
    }
    reply.lines().forEach(each -> terminal().line(coloured(each, terminal())));
  }

  private static String pretty(Map<String, Object> report) {
    try {
      return JSON.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read as JSON cannot fail to be written", e);
    }
  }

  private static String coloured(Line line, Terminal terminal) {
    return switch (line.tone()) {
      case PLAIN -> line.text();
      case STRONG -> terminal.strong(line.text());
      case GOOD -> terminal.good(line.text());
      case WARNING -> terminal.warning(line.text());
      case BAD -> terminal.bad(line.text());
    };
  }
}
