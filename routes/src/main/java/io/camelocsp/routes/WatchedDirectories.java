package io.camelocsp.routes;

import io.camelocsp.config.ListsSettings;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFileConfiguration;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * camel-file, for directories that have a name: {@code from("ocsp-drop:NAME?delay=1000")}, with the
 * options of camel-file. In a URI the path itself would be misread: its {@code %41} is decoded, its
 * {@code ?} begins the options.
 */
final class WatchedDirectories extends FileComponent {
  static final String SCHEME = "ocsp-drop";

  private final Map<String, Path> directories;

  /**
   * @param directories by their names
   */
  WatchedDirectories(Map<String, Path> directories) {
    this.directories = new LinkedHashMap<>(directories);
  }

  /** The configured ones, in configured order; other lists are left out. */
  static Map<String, Path> of(Map<String, ListsSettings> lists) {
    Map<String, Path> directories = new LinkedHashMap<>();
    lists.forEach(
        (name, settings) -> {
          if (settings.isWatchedDirectory()) {
            directories.put(name, settings.path());
          }
        });
    return directories;
  }

  @Override
  protected GenericFileEndpoint<File> buildFileEndpoint(
      String uri, String remaining, Map<String, Object> parameters) {
    @Nullable Path directory = directories.get(remaining);
    if (directory == null) {
      throw new IllegalArgumentException("No watched directory is named '" + remaining + "'");
    }
    FileEndpoint endpoint = new FileEndpoint(uri, this);
    endpoint.setConfiguration(new GenericFileConfiguration());
    endpoint.setFile(directory.toFile());
    return endpoint;
  }
}
