package io.camelocsp.standalone.server;

import io.camelocsp.config.ConfigurationEntry;
import io.camelocsp.config.PropertyFile;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/**
 * The value of a single key, for commands that must not wait until all is loaded, nor fail because
 * some other key was edited.
 */
public final class ConfiguredValue {
  private ConfiguredValue() {}

  /**
   * The value as the process has it; null if the file does not have the key.
   *
   * @throws IOException if the file cannot be read
   */
  public static @Nullable String of(Path configuration, String key) throws IOException {
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
