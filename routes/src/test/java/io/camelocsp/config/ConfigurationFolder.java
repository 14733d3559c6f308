package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A directory with a configuration file and what it names. */
final class ConfigurationFolder {
  private final Path directory;

  ConfigurationFolder(Path directory) throws IOException {
    this.directory = directory.toRealPath();
  }

  /** One CA with everything it needs. */
  static ConfigurationFolder ofOneCa(Path directory) throws IOException {
    return new ConfigurationFolder(directory)
        .with("pki/acme-ca.pem")
        .with("pki/acme-ocsp.p12")
        .withSecret("secrets/acme-pin", "1234\n")
        .withDirectory("drop");
  }

  /** The lines that configure one CA. */
  static String[] oneCa(String... more) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "ocsp.issuer.acme.certificate = pki/acme-ca.pem",
                "ocsp.signer.acme.keystore = pki/acme-ocsp.p12",
                "ocsp.signer.acme.password-file = secrets/acme-pin",
                "ocsp.lists.drop.from = drop/"));
    lines.addAll(List.of(more));
    return lines.toArray(String[]::new);
  }

  ConfigurationFolder with(String file) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "content");
    return this;
  }

  ConfigurationFolder withDirectory(String name) throws IOException {
    Files.createDirectories(directory.resolve(name));
    return this;
  }

  ConfigurationFolder withSecret(String file, String content) throws IOException {
    with(file);
    Path path = Files.writeString(directory.resolve(file), content);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    return this;
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  LoadedConfiguration load(String... lines) throws IOException, ConfigurationException {
    return load(Map.of(), ValueResolver.NONE, lines);
  }

  LoadedConfiguration load(Map<String, String> overrides, ValueResolver resolver, String... lines)
      throws IOException, ConfigurationException {
    Path file = directory.resolve("ocsp.properties");
    Files.write(file, List.of(lines));
    List<ConfigurationEntry> set =
        overrides.entrySet().stream()
            .map(e -> new ConfigurationEntry(e.getKey(), e.getValue(), Origin.SET_OPTION))
            .toList();
    return ConfigurationLoader.loadFile(file, set, resolver);
  }

  /** The one error of a configuration that has exactly one. */
  ConfigurationProblem error(String... lines) {
    List<ConfigurationProblem> errors = refusal(lines).errors();
    assertThat(errors).hasSize(1);
    return errors.get(0);
  }

  ConfigurationException refusal(String... lines) {
    return assertThrows(ConfigurationException.class, () -> load(lines));
  }
}
