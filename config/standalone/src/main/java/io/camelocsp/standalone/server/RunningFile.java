package io.camelocsp.standalone.server;

import io.camelocsp.config.ConfigurationEntry;
import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.InstallationLoader.SignerMode;
import io.camelocsp.config.LoadedConfiguration;
import io.camelocsp.config.PropertyFile;
import io.camelocsp.standalone.control.ReloadAction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;

/**
 * The configuration file of a running process, to be read again as a start would read it: with what
 * {@code --set} said then, and with placeholders that name keys as the file has them now.
 *
 * @param file as an absolute path, since whoever reloads is elsewhere
 * @param overrides by {@code --set}
 * @param mode how signers are found
 * @param context resolves placeholders
 */
record RunningFile(Path file, Map<String, String> overrides, SignerMode mode, CamelContext context)
    implements ReloadAction.Reading {
  @Override
  public LoadedConfiguration read() throws ConfigurationException {
    PropertiesComponent placeholders = context.getPropertiesComponent();
    placeholders.setLocalProperties(keysAsTheyAreNow()); // of this thread
    try {
      return Keys.load(file, overrides, mode, context);
    } finally {
      placeholders.setLocalProperties(null);
    }
  }

  private Properties keysAsTheyAreNow() {
    Properties keys = new Properties();
    try {
      for (ConfigurationEntry entry : PropertyFile.read(file).entries()) {
        ConfigurationEntry override = Keys.override(entry.key());
        keys.setProperty(entry.key(), override == null ? entry.value() : override.value());
      }
    } catch (IOException e) {
      return new Properties(); // the loader reads it again, and says what is wrong with it
    }
    keys.putAll(overrides);
    return keys;
  }
}
