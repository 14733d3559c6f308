package io.camelocsp.config;

import io.camelocsp.config.InstallationLoader.SignerMode;
import io.camelocsp.revocation.ListPolicy;
import io.camelocsp.workflow.Installation;
import java.util.List;
import java.util.Map;

/**
 * Certificates and keys of a configuration, loaded and checked.
 *
 * @param installation what the request steps need
 * @param listPolicies what the lists of each issuer may be like, by its configured name
 * @param mode how its signers were found
 * @param warnings what works but deserves an operator's look
 */
public record LoadedInstallation(
    Installation installation,
    Map<String, ListPolicy> listPolicies,
    SignerMode mode,
    List<ConfigurationProblem> warnings) {
  public LoadedInstallation {
    listPolicies = Map.copyOf(listPolicies);
    warnings = List.copyOf(warnings);
  }
}
