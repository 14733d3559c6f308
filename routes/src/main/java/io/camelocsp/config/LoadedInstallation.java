package io.camelocsp.config;

import io.camelocsp.config.InstallationLoader.SignerMode;
import io.camelocsp.workflow.Installation;
import java.util.List;

/**
 * Certificates and keys of a configuration, loaded and checked.
 *
 * @param installation what the request steps need
 * @param mode how its signers were found
 * @param warnings what works but deserves an operator's look
 */
public record LoadedInstallation(
    Installation installation, SignerMode mode, List<ConfigurationProblem> warnings) {
  public LoadedInstallation {
    warnings = List.copyOf(warnings);
  }
}
