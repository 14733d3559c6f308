package io.camelocsp.standalone.server;

import io.camelocsp.config.ConfigurationEntry;
import io.camelocsp.config.PropertyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
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
    Properties keys = keys(configuration);
    String value = keys.getProperty(key);
    return value == null ? null : resolved(value, keys);
  }

  /**
   * A value with its placeholders replaced, which may name keys of the file.
   *
   * @throws IOException if the file cannot be read
   */
  static String resolved(Path configuration, String value) throws IOException {
    return resolved(value, keys(configuration));
  }

  private static String resolved(String value, Properties keys) throws IOException {
    if (!value.contains("{{")) {
      return value;
    }
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.getPropertiesComponent().setInitialProperties(keys);
      return context.resolvePropertyPlaceholders(value);
    }
  }

  private static Properties keys(Path configuration) throws IOException {
    Properties keys = new Properties();
    for (ConfigurationEntry each : PropertyFile.read(configuration).entries()) {
      ConfigurationEntry override = Keys.override(each.key());
      keys.setProperty(each.key(), override == null ? each.value() : override.value());
    }
    return keys;
  }
}
