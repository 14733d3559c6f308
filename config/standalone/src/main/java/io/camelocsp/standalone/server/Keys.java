package io.camelocsp.standalone.server;

import io.camelocsp.config.ConfigurationEntry;
import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.ConfigurationLoader;
import io.camelocsp.config.InstallationLoader;
import io.camelocsp.config.InstallationLoader.SignerMode;
import io.camelocsp.config.LoadedConfiguration;
import io.camelocsp.config.Origin;
import io.camelocsp.config.PropertyFile;
import io.camelocsp.standalone.demo.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * Where the standalone process takes its keys from: the file, then the environment for keys that
 * the file has (as Camel's properties component does: {@code OCSP_DATA_DIRECTORY} for {@code
 * ocsp.data.directory}, or a system property), then {@code --set}. Placeholders are Camel's.
 */
final class Keys {
  private static final String PREFIX = "ocsp.";
  private static final String ADMINISTRATION = "ocsp.administration.url";
  private static final int ADMINISTRATION_PORT = 8081;

  private Keys() {}

  /** Reads and binds; {@code context} resolves placeholders and need not be started. */
  static LoadedConfiguration load(
      Path file, Map<String, String> set, SignerMode mode, CamelContext context)
      throws ConfigurationException {
    List<ConfigurationEntry> overrides = new ArrayList<>(fromEnvironment(file));
    if (mode == SignerMode.TRIAL) {
      trialAdministration(file).ifPresent(overrides::add);
    }
    set.forEach(
        (key, value) -> overrides.add(new ConfigurationEntry(key, value, Origin.SET_OPTION)));
    return ConfigurationLoader.loadFile(
        file,
        overrides,
        key -> mode == SignerMode.TRIAL && InstallationLoader.isAboutSigners(key),
        context::resolvePropertyPlaceholders);
  }

  /** Who tries something wants to see how it does, whether or not the file says where. */
  private static Optional<ConfigurationEntry> trialAdministration(Path file) {
    try {
      List<ConfigurationEntry> entries = PropertyFile.read(file).entries();
      if (entries.stream().anyMatch(entry -> entry.key().equals(ADMINISTRATION))) {
        return Optional.empty();
      }
      boolean taken =
          entries.stream().anyMatch(entry -> entry.value().contains(":" + ADMINISTRATION_PORT));
      int port = Ports.free(taken ? 0 : ADMINISTRATION_PORT);
      return Optional.of(
          new ConfigurationEntry(
              ADMINISTRATION, "http://127.0.0.1:" + port + "/", Origin.of("--trial")));
    } catch (IOException e) {
      return Optional.empty(); // the loader reads it again, and says what is wrong with it
    }
  }

  private static List<ConfigurationEntry> fromEnvironment(Path file) {
    List<ConfigurationEntry> overrides = new ArrayList<>();
    try {
      for (ConfigurationEntry entry : PropertyFile.read(file).entries()) {
        ConfigurationEntry override = override(entry.key());
        if (override != null) {
          overrides.add(override);
        }
      }
    } catch (IOException e) {
      return List.of(); // the loader reads it again, and says what is wrong with it
    }
    return overrides;
  }

  /** What the environment says instead of the file, if anything. */
  static @Nullable ConfigurationEntry override(String key) {
    if (!key.startsWith(PREFIX)) {
      return null;
    }
    String property = System.getProperty(key);
    if (property != null) {
      return new ConfigurationEntry(key, property, Origin.of("system property " + key));
    }
    String variable = key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    String value = System.getenv(variable);
    return value == null
        ? null
        : new ConfigurationEntry(key, value, Origin.of("environment variable " + variable));
  }
}
