package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdministrationChecksTest {
  private static final String KEY = "ocsp.administration.url";
  private static final String BEYOND = "ocsp.administration.plain-beyond-loopback = true";

  @TempDir Path directory;

  private ConfigurationFolder folder;

  @BeforeEach
  void oneCa() throws IOException {
    folder = ConfigurationFolder.ofOneCa(directory);
  }

  @Test
  void itIsOffUnlessItIsWritten() throws Exception {
    assertThat(folder.load(ConfigurationFolder.oneCa()).configuration().administration()).isNull();
  }

  @Test
  void onLoopbackThereIsNothingToSay() throws Exception {
    LoadedConfiguration loaded =
        folder.load(ConfigurationFolder.oneCa(KEY + " = http://localhost:8081"));

    assertThat(loaded.warnings()).isEmpty();
    assertThat(loaded.configuration().administration())
        .isEqualTo(new AdministrationSettings(URI.create("http://localhost:8081/"), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.7", "[::]", "monitoring.example"})
  void whereOthersCouldReachItItIsRefused(String host) {
    ConfigurationProblem error =
        folder.error(ConfigurationFolder.oneCa(KEY + " = http://" + host + ":8081/"));

    assertThat(error.key()).isEqualTo(KEY);
    assertThat(error.reason()).contains("without TLS and a password: whoever reaches it reads it");
    assertThat(error.advice()).contains("write 127.0.0.1", BEYOND);
  }

  @Test
  void whereTheSurroundingsSayWhoReachesItThatCanBeSaid() throws Exception {
    LoadedConfiguration loaded =
        folder.load(ConfigurationFolder.oneCa(KEY + " = http://0.0.0.0:8081/", BEYOND));

    assertThat(loaded.warnings()).isEmpty();
    assertThat(loaded.configuration().administration())
        .isEqualTo(new AdministrationSettings(URI.create("http://0.0.0.0:8081/"), true));
  }

  /** The default responder is at 127.0.0.1:8080. */
  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080/, the responder",
    "http://localhost:8080/, the responder",
    "http://0.0.0.0:8080/, the responder"
  })
  void theDefaultRespondersPlaceIsRefused(String url, String whose) {
    ConfigurationProblem error = folder.error(ConfigurationFolder.oneCa(KEY + " = " + url, BEYOND));

    assertThat(error.key()).isEqualTo(KEY);
    assertThat(error.reason()).startsWith(whose + " listens there");
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.7, 192.0.2.7", "0.0.0.0, 192.0.2.7", "192.0.2.7, 0.0.0.0"})
  void aConfiguredRespondersPlaceIsRefused(String responder, String administration) {
    ConfigurationException refusal =
        folder.refusal(
            ConfigurationFolder.oneCa(
                "ocsp.responder.public.url = http://" + responder + ":9090/ocsp",
                KEY + " = http://" + administration + ":9090/",
                BEYOND));

    assertThat(refusal.errors())
        .extracting(ConfigurationProblem::reason)
        .singleElement()
        .asString()
        .startsWith("ocsp.responder.public.url listens there");
  }

  @Test
  void theIntakesPlaceIsRefused() throws Exception {
    folder.with("pki/intake.p12").withSecret("secrets/intake-pin", "1234").with("pki/gov.pem");

    ConfigurationProblem error =
        folder.error(
            ConfigurationFolder.oneCa(
                "ocsp.intake.url = https://127.0.0.1:8444/lists",
                "ocsp.intake.keystore = pki/intake.p12",
                "ocsp.intake.password-file = secrets/intake-pin",
                "ocsp.lists.gov.from = push",
                "ocsp.lists.gov.publishers = pki/gov.pem",
                KEY + " = http://127.0.0.1:8444/"));

    assertThat(error.reason()).startsWith("ocsp.intake.url listens there");
  }

  @Test
  void aPathIsRefused() {
    ConfigurationProblem error =
        folder.error(ConfigurationFolder.oneCa(KEY + " = http://127.0.0.1:8081/admin"));

    assertThat(error.reason()).contains("an address and a port, without a path");
    assertThat(error.advice()).isEqualTo("write http://127.0.0.1:8081/");
  }
}
