package io.camelocsp.routes;

import io.camelocsp.config.ConfigurationEntry;
import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.ConfigurationLoader;
import io.camelocsp.config.LoadedConfiguration;
import io.camelocsp.config.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.util.OrderedLocationProperties;
import org.jspecify.annotations.Nullable;

/** Keys as the properties component of a context has them. */
final class ContextProperties implements ConfigurationSource {
  private static final String PREFIX = "ocsp.";
  private static final String WHOLE = "the properties of the Camel context";

  private final Path base;

  ContextProperties(Path base) {
    this.base = base;
  }

  @Override
  public LoadedConfiguration load(CamelContext context) throws ConfigurationException {
    Properties properties =
        context.getPropertiesComponent().loadProperties(key -> key.startsWith(PREFIX));
    List<ConfigurationEntry> entries = new ArrayList<>();
    for (String key : properties.stringPropertyNames()) {
      entries.add(
          new ConfigurationEntry(key, properties.getProperty(key), origin(properties, key)));
    }
    return new ConfigurationLoader(base, context::resolvePropertyPlaceholders)
        .load(entries, Origin.of(WHOLE));
  }

  private static Origin origin(Properties properties, String key) {
    @Nullable String location =
        properties instanceof OrderedLocationProperties located ? located.getLocation(key) : null;
    return Origin.of(location == null ? WHOLE : location);
  }
}
