package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.camelocsp.revocation.ExpiredEvidencePolicy;
import io.camelocsp.revocation.RevokedIssuerPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {
  @TempDir Path directory;

  private ConfigurationFolder folder;

  @BeforeEach
  void oneCa() throws IOException {
    folder = ConfigurationFolder.ofOneCa(directory);
  }

  @Test
  void fourLinesAreEnough() throws Exception {
    LoadedConfiguration loaded = folder.load(ConfigurationFolder.oneCa());

    assertThat(loaded.warnings()).isEmpty();
    OcspConfiguration configuration = loaded.configuration();
    assertThat(configuration.dataDirectory()).isEqualTo(folder.path("data"));
    assertThat(configuration.billingJournal()).isEqualTo(folder.path("data/billing/billing.jsonl"));
    assertThat(configuration.clockSkew()).isEqualTo(Duration.ofMinutes(5));
    assertThat(configuration.signersDirectory()).isNull();
    assertThat(configuration.signing().threadsFor(3)).isEqualTo(3);
    IssuerSettings issuer = configuration.issuers().get("acme");
    assertThat(issuer)
        .isEqualTo(
            new IssuerSettings(
                folder.path("pki/acme-ca.pem"),
                false,
                null,
                ExpiredEvidencePolicy.TRY_LATER,
                new ListRules(50_000_000, List.of(), List.of(), List.of(), null, null, 20, 100),
                new IssuerState(null, RevokedIssuerPolicy.REVOKED_IF_COMPROMISED, null)));
  }

  @Test
  void keepsTheOrderOfTheFile() throws Exception {
    folder.with("c.pem");
    OcspConfiguration configuration =
        folder
            .load(
                ConfigurationFolder.oneCa(
                    "ocsp.issuer.z.certificate = c.pem",
                    "ocsp.issuer.b.certificate = c.pem",
                    "ocsp.issuer.y.certificate = c.pem"))
            .configuration();

    assertThat(configuration.issuers().keySet()).containsExactly("acme", "z", "b", "y");
  }

  @Test
  void withoutAnIssuerItTellsTheSmallestConfiguration() {
    ConfigurationException refusal = folder.refusal("ocsp.lists.drop.from = drop");

    assertThat(refusal.errors()).hasSize(1);
    assertThat(refusal.getMessage())
        .contains(
            "no issuer is configured",
            "ocsp.issuer.acme.certificate   = pki/acme-ca.pem",
            "ocsp.lists.drop.from           = drop/");
  }

  @Test
  void optionsGoBeforeTheFileAndAreNamedInErrors() throws Exception {
    assertThat(
            folder
                .load(
                    Map.of("ocsp.signing.threads", "7"),
                    ValueResolver.NONE,
                    ConfigurationFolder.oneCa("ocsp.signing.threads = bad"))
                .configuration()
                .signing()
                .threads())
        .isEqualTo(7);
    ConfigurationException refusal =
        assertThrows(
            ConfigurationException.class,
            () ->
                folder.load(
                    Map.of("ocsp.signing.threads", "x"),
                    ValueResolver.NONE,
                    ConfigurationFolder.oneCa()));
    assertThat(refusal.getMessage()).contains("--set: error: ocsp.signing.threads = x");
  }

  @Test
  void passesOverKeysOfOthersAndWarnsOfNearMisses() throws Exception {
    List<ConfigurationProblem> warnings =
        folder
            .load(
                ConfigurationFolder.oneCa(
                    "camel.main.name = x",
                    "my.own = x",
                    "ocs = x",
                    "oscp.signing.threads = 1",
                    "ocps.signing.threads = 1",
                    "OCSP.signing.threads = 1",
                    "csp.signing.threads = 1"))
            .warnings();

    assertThat(warnings)
        .extracting(warning -> warning.origin().line())
        .containsExactly(8, 9, 10, 11);
    assertThat(warnings)
        .extracting(ConfigurationProblem::advice)
        .containsOnly("write ocsp.signing.threads");
  }

  @Test
  void resolvesPlaceholdersButShowsWhatWasWritten() throws Exception {
    ValueResolver resolver = text -> text.replace("{{env:N}}", "12");

    assertThat(
            folder
                .load(
                    Map.of(),
                    resolver,
                    ConfigurationFolder.oneCa("ocsp.signing.threads = {{env:N}}3"))
                .configuration()
                .signing()
                .threads())
        .isEqualTo(123);
    ConfigurationException refusal =
        assertThrows(
            ConfigurationException.class,
            () ->
                folder.load(
                    Map.of(), resolver, ConfigurationFolder.oneCa("ocsp.clock-skew = {{env:N}}")));
    assertThat(refusal.getMessage())
        .contains("ocsp.clock-skew = {{env:N}}\n    a duration needs a unit");
  }

  @Test
  void namesAPlaceholderThatHasNoValueAndNothingElse() {
    ValueResolver resolver =
        text -> {
          if (text.contains("{{env:PIN}}")) {
            throw new IllegalArgumentException("cannot resolve " + text);
          }
          return text;
        };
    ConfigurationException refusal =
        assertThrows(
            ConfigurationException.class,
            () ->
                folder.load(
                    Map.of(),
                    resolver,
                    "ocsp.issuer.acme.certificate = pki/acme-ca.pem",
                    "ocsp.signer.acme.keystore = pki/acme-ocsp.p12",
                    "ocsp.signer.acme.password = hush{{env:SET}}{{env:PIN}}"));

    assertThat(refusal.errors()).hasSize(1);
    assertThat(refusal.getMessage())
        .contains("    {{env:PIN}} cannot be resolved\n", "password = (hidden)")
        .doesNotContain("hush", "env:SET");
  }

  @Test
  void anOptionalPlaceholderWithoutValueCountsAsNotWritten() throws Exception {
    assertThat(
            folder
                .load(
                    Map.of(),
                    text -> null,
                    ConfigurationFolder.oneCa("ocsp.signing.threads = {{?env:N}}"))
                .configuration()
                .signing()
                .threads())
        .isNull();
  }

  @Test
  void neverShowsAPinThatWasGivenAsThePathOfItsFile() {
    ConfigurationException refusal =
        assertThrows(
            ConfigurationException.class,
            () ->
                folder.load(
                    Map.of(),
                    text -> "hush",
                    "ocsp.issuer.acme.certificate = pki/acme-ca.pem",
                    "ocsp.signer.acme.keystore = pki/acme-ocsp.p12",
                    "ocsp.signer.acme.password-file = {{env:PIN}}"));

    assertThat(refusal.getMessage())
        .contains("the file that it names does not exist")
        .doesNotContain("hush");
  }

  @Test
  void bindsKeysFromElsewhere() throws Exception {
    Origin origin = Origin.of("etc/io.camelocsp.cfg");
    List<ConfigurationEntry> entries =
        List.of(
            new ConfigurationEntry("ocsp.issuer.acme.certificate", "pki/acme-ca.pem", origin),
            new ConfigurationEntry("ocsp.clok-skew", "1m", origin));
    ConfigurationException refusal =
        assertThrows(
            ConfigurationException.class,
            () -> new ConfigurationLoader(directory, ValueResolver.NONE).load(entries, origin));

    assertThat(refusal.errors()).hasSize(1);
    assertThat(refusal.errors().get(0).text())
        .startsWith("etc/io.camelocsp.cfg: error: ocsp.clok-skew = 1m\n");
  }
}
