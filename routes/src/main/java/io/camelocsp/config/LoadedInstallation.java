package io.camelocsp.config;

import io.camelocsp.workflow.Installation;
import java.util.List;

/**
 * Certificates and keys of a configuration, loaded and checked.
 *
 * @param installation what the request steps need
 * @param warnings what works but deserves an operator's look
 */
public record LoadedInstallation(Installation installation, List<ConfigurationProblem> warnings) {
  public LoadedInstallation {
    warnings = List.copyOf(warnings);
  }
}
