package io.camelocsp.routes;

import io.camelocsp.config.ConfigurationException;
import io.camelocsp.config.LoadedConfiguration;
import java.nio.file.Path;
import org.apache.camel.CamelContext;

/** Where an application's {@code ocsp.*} keys come from. */
@FunctionalInterface
public interface ConfigurationSource {
  /**
   * Reads and binds all keys.
   *
   * @param context resolves placeholders in values; need not be started
   * @throws ConfigurationException with everything that is wrong
   */
  LoadedConfiguration load(CamelContext context) throws ConfigurationException;

  /**
   * The {@code ocsp.*} keys of the context's properties component: those of its locations, and
   * those that the application set as initial or override properties. Other keys are passed over.
   *
   * @param base where relative paths in values start
   */
  static ConfigurationSource properties(Path base) {
    return new ContextProperties(base);
  }
}
