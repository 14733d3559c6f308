package io.camelocsp.karaf;

import io.camelocsp.config.ConfigurationException;

/** Makes an installation of what is written, beside one that may be running. */
@FunctionalInterface
interface InstallationPreparer {
  /**
   * Checks everything that can be checked without stopping the running one; opens no port and locks
   * no directory.
   *
   * @throws ConfigurationException with everything that is wrong
   * @throws StartFailedException if Camel cannot be configured as the {@code camel.*} keys say
   */
  PreparedInstallation prepare(WrittenConfiguration written)
      throws ConfigurationException, StartFailedException;
}
