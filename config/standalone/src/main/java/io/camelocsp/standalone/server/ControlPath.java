package io.camelocsp.standalone.server;

import io.camelocsp.config.ControlSettings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where the process that runs with a configuration file takes commands. Only the two keys that say
 * so are read: a command must not wait until all is loaded, nor fail because some other key was
 * edited.
 */
public final class ControlPath {
  private static final String SOCKET = "ocsp.control.socket";
  private static final String DATA = "ocsp.data.directory";

  private ControlPath() {}

  /**
   * The socket's path.
   *
   * @throws IOException if the file cannot be read
   */
  public static Path of(Path configuration) throws IOException {
    String socket = ConfiguredValue.of(configuration, SOCKET);
    if (socket != null) {
      return configuration.toAbsolutePath().resolveSibling(socket).normalize();
    }
    return data(configuration).resolve(ControlSettings.DEFAULT_NAME).normalize();
  }

  /** The data directory. */
  static Path data(Path configuration) throws IOException {
    String data = ConfiguredValue.of(configuration, DATA);
    return configuration.toAbsolutePath().resolveSibling(data == null ? "data" : data);
  }
}
