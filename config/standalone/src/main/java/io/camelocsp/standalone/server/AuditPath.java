package io.camelocsp.standalone.server;

import io.camelocsp.config.OcspConfiguration;
import java.io.IOException;
import java.nio.file.Path;

/** Where the audit log of a configuration file is; as {@link ControlPath}, by two keys only. */
public final class AuditPath {
  private static final String DIRECTORY = "ocsp.audit.directory";

  private AuditPath() {}

  /**
   * The log's directory.
   *
   * @throws IOException if the file cannot be read
   */
  public static Path of(Path configuration) throws IOException {
    String directory = ConfiguredValue.of(configuration, DIRECTORY);
    return directory != null
        ? configuration.toAbsolutePath().resolveSibling(directory).normalize()
        : ControlPath.data(configuration).resolve(OcspConfiguration.AUDIT_DIRECTORY).normalize();
  }
}
