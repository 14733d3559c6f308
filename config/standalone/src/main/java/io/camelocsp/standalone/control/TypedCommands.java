package io.camelocsp.standalone.control;

import io.camelocsp.operations.Commands;
import io.camelocsp.standalone.support.Shell;
import java.nio.file.Path;

/**
 * Commands of this command line, as its user types them.
 *
 * @param self this program, quoted for a shell
 * @param options those that find the process, quoted for a shell; empty if none is needed
 */
public record TypedCommands(String self, String options) implements Commands {
  static final String SELF = "self";
  static final String OPTIONS = "options";

  static TypedCommands of(ControlRequest request) {
    return new TypedCommands(request.argument(SELF), request.argument(OPTIONS));
  }

  /**
   * Those for somebody who knows no more of the process than that it runs: they work in any
   * directory.
   *
   * @param configuration the process' file
   * @param socket where it listens
   * @param overridden whether the file alone does not tell so
   */
  public static TypedCommands ofProcess(Path configuration, Path socket, boolean overridden) {
    String options =
        overridden
            ? "--socket " + Shell.quoted(socket.toAbsolutePath().normalize())
            : "--config " + Shell.quoted(configuration.toAbsolutePath().normalize());
    return new TypedCommands(Shell.selfAnywhere(), options);
  }

  @Override
  public String lists() {
    return typed("lists");
  }

  @Override
  public String status() {
    return typed("status");
  }

  @Override
  public String acceptRemovals(String issuer) {
    return typed("lists accept " + issuer);
  }

  @Override
  public String inspect(Path list) {
    return self + " lists inspect " + quoted(list);
  }

  /** Has the process read its configuration again. */
  String reload() {
    return typed("reload");
  }

  private String typed(String command) {
    return self + " " + command + (options.isEmpty() ? "" : " " + options);
  }
}
