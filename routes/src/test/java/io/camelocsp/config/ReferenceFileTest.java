package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commented file that a team starts from can be used, in part and whole. */
class ReferenceFileTest {
  private static final Path REFERENCE = Path.of("..", "config", "reference", "ocsp.properties");
  private static final String DEFAULTS = "# Everything else, with its default value";

  @TempDir Path directory;

  private ConfigurationFolder folder;
  private List<String> lines = List.of();

  @BeforeEach
  void makeWhatTheFileNames() throws IOException {
    lines = Files.readAllLines(REFERENCE);
    folder =
        ConfigurationFolder.ofOneCa(directory)
            .with("pki/bankx-ca.pem")
            .with("pki/lab-ca.pem")
            .with("pki/signers/bankx.p12")
            .with("pki/lab-ocsp.p12")
            .with("lab/index.txt")
            .withSecret("secrets/signers-pin", "1234")
            .with("pki/web-server-ca.pem")
            .with("pki/web-client.p12")
            .with("pki/gov-publisher.pem")
            .with("pki/intake.p12")
            .with("pki/audit.p12")
            .with("pki/bankx-crl-signer.pem")
            .with("pki/crl-service.pem")
            .with("issued/bankx.txt")
            .withSecret("secrets/web-password", "1234")
            .withSecret("secrets/web-client-pin", "1234")
            .withSecret("secrets/intake-pin", "1234")
            .withSecret("secrets/audit-pin", "1234")
            .withDirectory("drop-bankx");
  }

  @Test
  void configuresOneCaAsItStands() throws Exception {
    LoadedConfiguration loaded = folder.load(lines.toArray(String[]::new));

    assertThat(loaded.warnings()).isEmpty();
    assertThat(loaded.configuration().issuers()).containsOnlyKeys("acme");
    assertThat(loaded.configuration().responders()).containsOnlyKeys("default");
  }

  @Test
  void configuresAllOfItWhenNothingIsCommentedOut() throws Exception {
    LoadedConfiguration loaded =
        folder.load(Map.of(), text -> "1234", uncommented(lines).toArray(String[]::new));

    assertThat(loaded.warnings()).isEmpty();
    OcspConfiguration configuration = loaded.configuration();
    assertThat(configuration.issuers()).containsOnlyKeys("acme", "bankx", "lab");
    assertThat(configuration.lists())
        .containsOnlyKeys("drop", "bankx", "lab", "web", "ldap", "gov", "issued");
    assertThat(configuration.responders()).containsOnlyKeys("public", "lab");
    assertThat(configuration.listeners()).containsOnlyKeys("front");
  }

  @Test
  void hasEveryKey() {
    String text = String.join("\n", lines);
    assertThat(Schema.OCSP.keys())
        .allSatisfy(
            spec -> {
              String name = spec.named() ? "[a-z]+" : "";
              String key = Pattern.quote(spec.in("@")).replace("@", "\\E" + name + "\\Q");
              assertThat(text).containsPattern("(?m)^#?( or: )?" + key + " ");
            });
  }

  @Test
  void theDefaultValuesInItAreTheDefaultValues() {
    List<String> defaults =
        uncommented(lines.subList(lines.indexOf(DEFAULTS), lines.size())).stream()
            .filter(line -> line.startsWith("ocsp."))
            .toList();
    KeyFinder finder = new KeyFinder(Schema.OCSP);

    assertThat(defaults).isNotEmpty();
    for (String line : defaults) {
      String[] parts = line.split("\\s*=\\s*", 2);
      KeyFinder.Known known = (KeyFinder.Known) finder.find(parts[0]);
      assertThat(parts[1]).as(parts[0]).isEqualTo(known.spec().key().defaultValue());
    }
  }

  private static List<String> uncommented(List<String> lines) {
    return lines.stream()
        .map(line -> line.startsWith("#ocsp.") ? line.substring(1) : line)
        .toList();
  }
}
