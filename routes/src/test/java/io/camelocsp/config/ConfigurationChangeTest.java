package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which keys differ, and which of them need a restart. */
class ConfigurationChangeTest {
  @TempDir Path directory;

  private ConfigurationFolder folder;

  @BeforeEach
  void oneCa() throws IOException {
    folder = ConfigurationFolder.ofOneCa(directory);
  }

  private LoadedConfiguration with(String... more) throws Exception {
    return folder.load(ConfigurationFolder.oneCa(more));
  }

  private static ConfigurationChange change(LoadedConfiguration before, LoadedConfiguration after) {
    return ConfigurationChange.between(before, after);
  }

  @Test
  void theSameIsNoChange() throws Exception {
    ConfigurationChange change = change(with(), with());

    assertThat(change.isEmpty()).isTrue();
    assertThat(change.isLive()).isTrue();
    assertThat(change.text()).isEqualTo("no change");
  }

  @Test
  void whatIsWrittenOtherwiseAndCountsTheSameIsNoChange() throws Exception {
    LoadedConfiguration before = with("ocsp.clock-skew = 1h30m");
    LoadedConfiguration after =
        with(
            "ocsp.clock-skew = PT90M",
            "ocsp.warn.list-expiry = 1h",
            "ocsp.responder.default.max-request-size = 16384",
            "ocsp.issuer.acme.allow-sha1-lists = false");

    assertThat(change(before, after).text()).isEqualTo("no change");
  }

  @Test
  void liveKeysAreToldWithTheirOldAndNewValue() throws Exception {
    LoadedConfiguration before =
        with("ocsp.warn.list-expiry = 3d", "ocsp.issuer.acme.max-list-age = 1d");
    LoadedConfiguration after = with("ocsp.warn.list-expiry = 1d", "ocsp.clock-skew = 2m");

    ConfigurationChange change = change(before, after);

    assertThat(change.isLive()).isTrue();
    assertThat(change.text())
        .isEqualTo(
            """
            ocsp.clock-skew: default 5m -> 2m (live)
            ocsp.issuer.acme.max-list-age: 1d -> not set (live)
            ocsp.warn.list-expiry: 3d -> 1d (live)""");
    assertThat(change.keys())
        .extracting(KeyChange::kind)
        .containsExactly(KeyChange.Kind.ADDED, KeyChange.Kind.REMOVED, KeyChange.Kind.CHANGED);
  }

  @Test
  void oneKeyThatNeedsARestartIsEnough() throws Exception {
    ConfigurationChange change =
        change(with(), with("ocsp.warn.list-expiry = 1d", "ocsp.signing.queue = 7"));

    assertThat(change.isLive()).isFalse();
    assertThat(change.keysThatNeedARestart()).containsExactly("ocsp.signing.queue");
    assertThat(change.line())
        .isEqualTo(
            "ocsp.signing.queue: default 1000 -> 7 (needs a restart);"
                + " ocsp.warn.list-expiry: default 1h -> 1d (live)");
  }

  @Test
  void signersComeAndGoLive() throws Exception {
    folder.with("pki/next.p12");
    LoadedConfiguration more =
        with(
            "ocsp.signer.next.keystore = pki/next.p12",
            "ocsp.signer.next.password = correct horse");

    assertThat(change(with(), more).text())
        .isEqualTo(
            """
            ocsp.signer.next.keystore: added, pki/next.p12 (live)
            ocsp.signer.next.password: added, (hidden) (live)""");
    assertThat(change(more, with()).text())
        .isEqualTo(
            """
            ocsp.signer.next.keystore: removed, pki/next.p12 (live)
            ocsp.signer.next.password: removed, (hidden) (live)""");
  }

  @Test
  void aDirectoryOfSignersComesLive() throws Exception {
    folder.withDirectory("signers");

    assertThat(
            change(
                    with(),
                    with("ocsp.signers.directory = signers", "ocsp.signers.password = horse"))
                .isLive())
        .isTrue();
  }

  @Test
  void issuersListsAndRespondersNeedARestartToComeAndGo() throws Exception {
    folder.with("pki/other.pem").withDirectory("more");
    LoadedConfiguration more =
        with(
            "ocsp.issuer.other.certificate = pki/other.pem",
            "ocsp.lists.more.from = more",
            "ocsp.responder.default.url = http://127.0.0.1:8080/",
            "ocsp.responder.other.url = http://127.0.0.1:8080/other",
            "ocsp.responder.other.max-single-requests = 3");

    ConfigurationChange coming = change(with(), more);

    assertThat(coming.keysThatNeedARestart())
        .containsExactly(
            "ocsp.issuer.other.certificate", "ocsp.lists.more.from", "ocsp.responder.other.url");
    assertThat(coming.text()).contains("ocsp.responder.other.max-single-requests: added, 3 (live)");
    assertThat(change(more, with()).keysThatNeedARestart())
        .isEqualTo(coming.keysThatNeedARestart());
  }

  @Test
  void aResponderThatTakesThePlaceOfTheDefaultOneNeedsARestartThoughItsKeysAreLive()
      throws Exception {
    ConfigurationChange change = change(with(), with("ocsp.responder.public.validity = 1h"));

    assertThat(change.isLive()).isFalse();
    assertThat(change.text())
        .contains(
            "ocsp.responder.public.url: added, default http://127.0.0.1:8080/ (needs a restart)",
            "ocsp.responder.public.validity: added, 1h (live)",
            "ocsp.responder.default.url: removed, default");
  }

  @Test
  void aPortIsToldOnceAndNotAgainForTheListenerThatItMakes() throws Exception {
    ConfigurationChange change =
        change(with(), with("ocsp.responder.default.url = http://127.0.0.1:8081/"));

    assertThat(change.text())
        .isEqualTo(
            "ocsp.responder.default.url: default http://127.0.0.1:8080/"
                + " -> http://127.0.0.1:8081/ (needs a restart)");
  }

  @Test
  void anotherPasswordIsAChangeAndNeverShown() throws Exception {
    String[] lines = ConfigurationFolder.oneCa();
    lines[2] = "ocsp.signer.acme.password = correct horse";
    LoadedConfiguration before = folder.load(lines);
    lines[2] = "ocsp.signer.acme.password = battery staple";
    LoadedConfiguration after = folder.load(lines);

    assertThat(change(before, folder.load(lines)).text())
        .isEqualTo("ocsp.signer.acme.password: (hidden), which is another value now (live)");
    assertThat(change(after, folder.load(lines)).isEmpty()).isTrue();
  }

  @Test
  void anotherValueBehindTheSamePlaceholderIsAChange() throws Exception {
    Map<String, String> environment = new HashMap<>(Map.of("{{env:AHEAD}}", "3d"));
    ValueResolver resolver = text -> Objects.requireNonNull(environment.get(text));
    String[] lines = ConfigurationFolder.oneCa("ocsp.warn.signer-expiry = {{env:AHEAD}}");
    LoadedConfiguration before = folder.load(Map.of(), resolver, lines);
    environment.put("{{env:AHEAD}}", "4d");

    assertThat(change(before, folder.load(Map.of(), resolver, lines)).text())
        .isEqualTo("ocsp.warn.signer-expiry: {{env:AHEAD}}, which is another value now (live)");
  }

  @Test
  void keysThatAreNotOursNeedARestartAndTheirValuesAreNotShown() throws Exception {
    LoadedConfiguration before = with("camel.ssl.keystorePassword = horse", "my.gone = horse");
    LoadedConfiguration after = with("camel.ssl.keystorePassword = staple", "my.pin = horse");

    assertThat(change(before, after).text())
        .isEqualTo(
            """
            camel.ssl.keystorePassword: changed (needs a restart)
            my.pin: added (needs a restart)
            my.gone: removed (needs a restart)""");
  }

  @Test
  void whatGoesBeforeTheFileCounts() throws Exception {
    Map<String, String> set = Map.of("ocsp.clock-skew", "1m");
    LoadedConfiguration before =
        folder.load(set, ValueResolver.NONE, ConfigurationFolder.oneCa("ocsp.clock-skew = 2m"));
    LoadedConfiguration after =
        folder.load(set, ValueResolver.NONE, ConfigurationFolder.oneCa("ocsp.clock-skew = 3m"));

    assertThat(change(before, after).isEmpty()).isTrue();
  }
}
