package io.camelocsp.config;

import java.util.List;

/**
 * A configuration that can be used.
 *
 * @param configuration what is configured
 * @param warnings what works but is probably not meant, in the order of the file
 */
public record LoadedConfiguration(
    OcspConfiguration configuration, List<ConfigurationProblem> warnings) {
  public LoadedConfiguration {
    warnings = List.copyOf(warnings);
  }
}
