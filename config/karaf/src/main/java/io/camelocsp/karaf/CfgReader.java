package io.camelocsp.karaf;

import io.camelocsp.config.ConfigurationEntry;
import io.camelocsp.config.Origin;
import io.camelocsp.config.PropertyFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins what the Config Admin says with the file it came from: the values are the Config Admin's,
 * with {@code ${...}} and {@code $[...]} resolved by Felix; order, lines, and what looks wrong in
 * the text are the file's. Immutable.
 */
final class CfgReader {
  private static final Logger LOG = LoggerFactory.getLogger(CfgReader.class);
  private static final int LOOKS = 40;
  private static final long BETWEEN_LOOKS_MILLIS = 50;
  private static final String FILE = "felix.fileinstall.filename";
  private static final List<String> NOT_WRITTEN_BY_OPERATORS =
      List.of("service.", "felix.fileinstall.", "org.apache.karaf.features.", "component.");

  private final Path karafData;

  /**
   * A reader.
   *
   * @param karafData where installations keep their data unless told otherwise
   */
  CfgReader(Path karafData) {
    this.karafData = karafData;
  }

  WrittenConfiguration read(String pid, Dictionary<String, ?> properties) {
    Path file = file(properties);
    Origin whole = Origin.of(file == null ? "configuration " + pid : file.toString());
    Map<String, String> values = values(properties);
    PropertyFile text = text(file, values.keySet());
    Map<String, Origin> lines = new LinkedHashMap<>();
    text.entries().forEach(entry -> lines.put(entry.key(), entry.origin()));
    List<ConfigurationEntry> entries = new ArrayList<>();
    lines.forEach(
        (key, origin) -> {
          String value = values.remove(key);
          if (value != null) {
            entries.add(new ConfigurationEntry(key, value, origin));
          }
        });
    values.forEach((key, value) -> entries.add(new ConfigurationEntry(key, value, whole)));
    String name = name(pid, file);
    return new WrittenConfiguration(name, whole, entries, text.problems(), dataDirectory(name));
  }

  private ConfigurationEntry dataDirectory(String name) {
    return new ConfigurationEntry(
        "ocsp.data.directory", karafData.resolve(name).toString(), Origin.of("default in Karaf"));
  }

  private static @Nullable Path file(Dictionary<String, ?> properties) {
    Object uri = properties.get(FILE);
    if (uri == null) {
      return null;
    }
    try {
      return Path.of(URI.create(uri.toString()));
    } catch (IllegalArgumentException e) {
      LOG.debug("{} is not the URI of a file", uri, e);
      return null;
    }
  }

  /**
   * Felix saves a file again after it was read, with what the Config Admin has: we may come while
   * it is empty or half written, and look again then.
   */
  private static PropertyFile text(@Nullable Path file, Set<String> keys) {
    PropertyFile text = new PropertyFile(List.of(), List.of());
    if (file == null) {
      return text;
    }
    for (int look = 0; look == 0 || (look < LOOKS && !hasAll(text, keys)); look++) {
      try {
        if (look > 0) {
          Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
        text = PropertyFile.read(file);
      } catch (IOException e) {
        LOG.warn("{} cannot be read, so messages cannot name its lines: {}", file, e.toString());
        return text;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return text;
      }
    }
    return text;
  }

  private static boolean hasAll(PropertyFile text, Set<String> keys) {
    return text.entries().stream().map(ConfigurationEntry::key).toList().containsAll(keys);
  }

  private static Map<String, String> values(Dictionary<String, ?> properties) {
    Map<String, String> values = new TreeMap<>();
    for (String key : Collections.list(properties.keys())) {
      if (NOT_WRITTEN_BY_OPERATORS.stream().noneMatch(key::startsWith)) {
        values.put(key, String.valueOf(Objects.requireNonNull(properties.get(key), key)));
      }
    }
    return values;
  }

  /** {@code etc/io.camelocsp-lab.cfg} is camel-ocsp-lab; without a file the PID tells. */
  private static String name(String pid, @Nullable Path file) {
    String from = file == null ? pid : file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
    if (!from.startsWith(OcspComponent.PID)) {
      from = pid;
    }
    String suffix =
        from.substring(Math.min(from.length(), OcspComponent.PID.length()))
            .replaceAll("[^A-Za-z0-9_-]+", "-")
            .replaceFirst("^-+", "");
    return suffix.isEmpty() ? "camel-ocsp" : "camel-ocsp-" + suffix;
  }
}
