package io.camelocsp.standalone.server;

import io.camelocsp.config.ConfigurationEntry;
import io.camelocsp.config.ControlSettings;
import io.camelocsp.config.PropertyFile;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

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
    String socket = value(configuration, SOCKET);
    if (socket != null) {
      return configuration.toAbsolutePath().resolveSibling(socket).normalize();
    }
    return data(configuration).resolve(ControlSettings.DEFAULT_NAME).normalize();
  }

  /** The data directory. */
  static Path data(Path configuration) throws IOException {
    String data = value(configuration, DATA);
    return configuration.toAbsolutePath().resolveSibling(data == null ? "data" : data);
  }

  /** What the file says of a key, or what goes before it; null if nothing does. */
  static @Nullable String value(Path configuration, String key) throws IOException {
    String value = null;
    for (ConfigurationEntry each : PropertyFile.read(configuration).entries()) {
      value = each.key().equals(key) ? each.value() : value; // the last one counts
    }
    if (value == null) {
      return null;
    }
    ConfigurationEntry override = Keys.override(key);
    value = override == null ? value : override.value();
    return value.contains("{{") ? resolved(value) : value;
  }

  private static String resolved(String value) throws IOException {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      return context.resolvePropertyPlaceholders(value);
    }
  }
}
