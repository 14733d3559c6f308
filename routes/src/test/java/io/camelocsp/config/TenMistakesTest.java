package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file with ten mistakes gets ten messages; the documentation shows the same ones. */
class TenMistakesTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @TempDir Path directory;

  private ConfigurationException refusal;

  @BeforeEach
  void loadTheMistakes() throws IOException {
    ConfigurationFolder.ofOneCa(directory).with("pki/bankx.pem");
    Path file = directory.resolve("ocsp.properties");
    Files.writeString(file, resource("ten-mistakes.properties"));
    refusal =
        assertThrows(
            ConfigurationException.class,
            () -> ConfigurationLoader.loadFile(file, List.of(), ValueResolver.NONE));
  }

  @Test
  void saysLineKeyAndValueOfEach() {
    assertThat(refusal.problems())
        .extracting(
            problem -> problem.origin().line(),
            problem -> problem.key(),
            problem -> problem.value())
        .containsExactly(
            Tuple.tuple(2, "ocsp.issuer.acme.certificate", "pki/acme-ca.pen"),
            Tuple.tuple(3, "ocsp.issuer.acme.max-list-age", "20"),
            Tuple.tuple(4, "ocsp.issuer.bankx.certficate", "pki/bankx.pem"),
            Tuple.tuple(8, "ocsp.signer.acme.password-file", "secrets/acme-pin"),
            Tuple.tuple(9, "ocsp.signing.threads", "0"),
            Tuple.tuple(13, "ocsp.responder.public.url", "https://0.0.0.0:8443/ocsp"),
            Tuple.tuple(14, "ocsp.responder.public.issuers", "acme, bankz"),
            Tuple.tuple(16, "ocsp.responder.public.responder-id", "by-key"),
            Tuple.tuple(17, "ocsp.responder.inside.type", "cached"),
            Tuple.tuple(18, "ocsp.responder.inside.foreign-issuers", "unknown"));
    assertThat(refusal.errors()).hasSize(10);
  }

  @Test
  void saysWhatIsWrongWithEachAndWhatToWriteInstead() throws IOException {
    assertThat(printed()).isEqualTo(resource("ten-mistakes.txt").strip());
  }

  @Test
  void neverPrintsThePassword() {
    assertThat(refusal.getMessage()).doesNotContain("horse");
  }

  @Test
  void theDocumentationShowsTheSameMessages() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains(resource("ten-mistakes.properties").strip(), printed());
  }

  private String printed() throws IOException {
    String base = directory.toString();
    return Objects.requireNonNull(refusal.getMessage())
        .replace(base + "/ocsp.properties", "ocsp.properties")
        .replace(base, "/etc/camel-ocsp");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = TenMistakesTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
