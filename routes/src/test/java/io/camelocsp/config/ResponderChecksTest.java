package io.camelocsp.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResponderChecksTest {
  @TempDir Path directory;

  private ConfigurationFolder folder;

  @BeforeEach
  void oneCa() throws IOException {
    folder = ConfigurationFolder.ofOneCa(directory);
  }

  @Test
  void thereIsOneOnLoopbackWhenNoneIsConfigured() throws Exception {
    OcspConfiguration configuration = load();

    assertThat(configuration.responders()).containsOnlyKeys("default");
    ResponderSettings responder = configuration.responders().get("default");
    requireNonNull(responder);
    assertThat(responder.url()).hasToString("http://127.0.0.1:8080/");
    assertThat(responder.issuers()).isEmpty();
    assertThat(responder.type()).isEqualTo(ResponderType.BASIC);
    assertThat(configuration.listeners()).containsOnlyKeys("127.0.0.1:8080");
  }

  @Test
  void thePolicyForWhatWasNeverIssuedNeedsAResponderThatAsks() throws Exception {
    assertThat(
            folder
                .load(ConfigurationFolder.oneCa("ocsp.responder.a.never-issued = unknown"))
                .warnings())
        .extracting(ConfigurationProblem::key)
        .containsExactly("ocsp.responder.a.never-issued");
  }

  @Test
  void aUrlMakesItsListener() throws Exception {
    OcspConfiguration configuration =
        load(
            "ocsp.responder.a.url = http://0.0.0.0:8080/a",
            "ocsp.responder.b.url = http://0.0.0.0:8080/b/",
            "ocsp.responder.c.url = http://127.0.0.1:8081/",
            "ocsp.listener.front.url = http://0.0.0.0:8080",
            "ocsp.listener.front.max-connections = 5");

    assertThat(configuration.listeners()).containsOnlyKeys("front", "127.0.0.1:8081");
    assertThat(configuration.listeners().values())
        .extracting(ListenerSettings::url, ListenerSettings::maxConnections)
        .containsExactly(
            Tuple.tuple(URI.create("http://0.0.0.0:8080/"), 5),
            Tuple.tuple(URI.create("http://127.0.0.1:8081/"), 10_000));
  }

  @Test
  void twoRespondersNeedTwoUrls() {
    ConfigurationProblem error =
        error(
            "ocsp.responder.a.url = http://h:8080/x",
            "ocsp.responder.b.url = HTTP://H:8080/x/",
            "ocsp.responder.c.url = http://h:8080/X");

    assertThat(error.key()).isEqualTo("ocsp.responder.b.url");
    assertThat(error.reason()).isEqualTo("http://h:8080/x is also the URL of ocsp.responder.a");
    assertThat(error.advice()).isEqualTo("write another path, such as http://h:8080/b");
  }

  @Test
  void twoRespondersWithoutUrlsHaveTheSame() {
    assertThat(error("ocsp.responder.a.type = basic", "ocsp.responder.b.type = basic").reason())
        .isEqualTo("http://127.0.0.1:8080/ is also the URL of ocsp.responder.a");
  }

  @Test
  void onePortCannotBeListenedAtTwice() {
    ConfigurationProblem error =
        error(
            "ocsp.responder.a.url = http://0.0.0.0:8080/a",
            "ocsp.responder.b.url = http://127.0.0.1:8080/b");

    assertThat(error.key()).isEqualTo("ocsp.responder.b.url");
    assertThat(error.advice()).isEqualTo("write the same host in both URLs: 0.0.0.0");
  }

  @Test
  void aListenerNeedsAResponder() {
    assertThat(error("ocsp.listener.x.url = http://0.0.0.0:9090").advice())
        .isEqualTo("write one that a responder uses: http://127.0.0.1:8080/");
  }

  @Test
  void aListenerHasNoPath() {
    assertThat(error("ocsp.listener.x.url = http://127.0.0.1:8080/ocsp").advice())
        .isEqualTo("write http://127.0.0.1:8080/");
  }

  @Test
  void anAddressHasOneListener() {
    assertThat(
            error(
                    "ocsp.listener.x.url = http://127.0.0.1:8080",
                    "ocsp.listener.y.url = http://127.0.0.1:8080/")
                .reason())
        .isEqualTo("http://127.0.0.1:8080/ is also the URL of ocsp.listener.x");
  }

  @Test
  void aBadResponderUrlIsNotHeldAgainstTheListener() {
    assertThat(
            error(
                    "ocsp.responder.a.url = https://0.0.0.0:8080/a",
                    "ocsp.listener.x.url = http://0.0.0.0:8080/")
                .key())
        .isEqualTo("ocsp.responder.a.url");
  }

  @Test
  void issuersMustBeConfigured() {
    ConfigurationException refusal =
        folder.refusal(ConfigurationFolder.oneCa("ocsp.responder.a.issuers = acme, amce, gov"));

    assertThat(refusal.errors())
        .extracting(ConfigurationProblem::reason)
        .containsExactly("no issuer is named 'amce'", "no issuer is named 'gov'");
  }

  @Test
  void theDefaultSignerMustBeConfigured() {
    ConfigurationProblem error =
        error(
            "ocsp.responder.a.foreign-issuers = unknown",
            "ocsp.responder.a.default-signer = default");

    assertThat(error.reason()).isEqualTo("no signer is named 'default'");
    assertThat(error.advice()).isEqualTo("write acme in its place");
  }

  @Test
  void unknownForeignIssuersNeedADefaultSigner() {
    assertThat(error("ocsp.responder.a.foreign-issuers = unknown").advice())
        .isEqualTo("add ocsp.responder.a.default-signer = acme");
  }

  @Test
  void warnsOfADefaultSignerWithoutUse() throws Exception {
    assertThat(
            folder
                .load(ConfigurationFolder.oneCa("ocsp.responder.a.default-signer = acme"))
                .warnings())
        .extracting(ConfigurationProblem::key)
        .containsExactly("ocsp.responder.a.default-signer");
  }

  private OcspConfiguration load(String... lines) throws Exception {
    LoadedConfiguration loaded = folder.load(ConfigurationFolder.oneCa(lines));
    assertThat(loaded.warnings()).isEmpty();
    return loaded.configuration();
  }

  private ConfigurationProblem error(String... lines) {
    return folder.error(ConfigurationFolder.oneCa(lines));
  }
}
