package io.camelocsp.karaf.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.karaf.ShellCommands;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator's day with the feature in a real Karaf, from installing it to uninstalling it. The
 * tests are its steps: each goes on where the one before ended, because a Karaf for each would take
 * minutes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KarafIT {
  private static final String CFG = "io.camelocsp.cfg";
  private static final String LAB_CFG = "io.camelocsp-lab.cfg";

  private final Figures figures = new Figures();
  private final OcspClient client = new OcspClient();
  private KarafServer karaf;
  private TestSite site;
  private TestSite lab;

  @BeforeAll
  void startKaraf(@TempDir Path directory) throws Exception {
    site = new TestSite(Files.createDirectory(directory.resolve("site")), KeyKind.EC_P256);
    lab = new TestSite(Files.createDirectory(directory.resolve("lab")), KeyKind.RSA_2048);
    karaf =
        KarafServer.start(
            directory.resolve("karaf"),
            Map.of(
                "LAB_PIN",
                Files.readString(lab.path("pin")),
                // Would move both installations if it were read.
                "OCSP_RESPONDER_SITE_URL",
                "http://127.0.0.1:" + TestSite.freePort() + "/"));
    karaf.shell("feature:repo-add " + System.getProperty("karaf.features"));
    karaf.shell("feature:repo-add " + System.getProperty("ocsp.features"));
  }

  @AfterAll
  void stopKaraf() {
    if (karaf != null) {
      karaf.close();
    }
    figures.print();
  }

  @Test
  @Order(1)
  void installsAndStartsNothingButSaysWhatToWriteFirst() throws Exception {
    KarafServer.LogWatch log = karaf.watchLog();

    Instant before = Instant.now();
    karaf.shell("feature:install camel-ocsp");
    figures.add("install from a repository in files", before);

    log.await("etc/io.camelocsp.cfg has no key yet", "write ocsp.issuer.NAME.certificate first");
    assertThat(karaf.etc(CFG)).exists();
    assertThat(Lines.with(log.text(), "has no key yet")).hasSize(1);
    assertThat(karaf.threads()).noneMatch(name -> name.startsWith("Camel"));
  }

  @Test
  @Order(2)
  void bringsNoSecondNettyNoSpringAndNoVertx() throws Exception {
    String bundles = karaf.shell("bundle:list -t 0 -s");

    assertThat(Lines.with(bundles, "io.netty"))
        .hasSizeGreaterThan(8)
        .allMatch(line -> line.contains("4.1.135"));
    assertThat(bundles).contains("io.camelocsp.karaf").doesNotContainIgnoringCase("spring");
    assertThat(bundles).doesNotContainIgnoringCase("vertx");
    assertThat(Lines.with(bundles, "bcprov")).hasSize(1);
  }

  @Test
  @Order(3)
  void answersOnceItIsConfiguredAndAListWasDropped() throws Exception {
    karaf.write(CFG, configuration(site));
    site.dropNextCrl();

    awaitAnswer(site, site.good().serial(), "good");
    assertThat(client.get(site, site.revoked().serial())).isEqualTo("revoked");
    assertThat(client.post(site, site.held().serial())).isEqualTo("revoked");
    assertThat(karaf.home().resolve("data/camel-ocsp/lists")).isDirectory();
  }

  @Test
  @Order(4)
  void opensslAgrees() {
    RequiredClients.openssl();
    assertThat(OcspClient.openssl(site, "good.pem"))
        .contains("Response verify OK", "good.pem: good");
    assertThat(OcspClient.openssl(site, "revoked.pem"))
        .contains("Response verify OK", "revoked.pem: revoked", "Reason: keyCompromise");
  }

  @Test
  @Order(5)
  void anEditOfLiveKeysChangesAnswersWithoutARestart() throws Exception {
    assertThat(client.postForeign(site)).isEqualTo("status 6");
    KarafServer.LogWatch log = karaf.watchLog();

    karaf.write(
        CFG,
        configuration(
            site,
            "ocsp.responder.site.foreign-issuers = unknown",
            "ocsp.responder.site.default-signer = site"));

    await("unknown instead of unauthorized", () -> client.postForeign(site).equals("unknown"));
    assertThat(client.get(site, site.revoked().serial())).isEqualTo("revoked");
    log.await("camel-ocsp: the configuration was applied without a restart");
    assertThat(log.text())
        .contains("foreign-issuers: default unauthorized -> unknown (live)")
        .doesNotContain("restarting", "shutting down");
  }

  @Test
  @Order(6)
  void aBadEditIsExplainedAndChangesNothing() throws Exception {
    KarafServer.LogWatch log = karaf.watchLog();
    String bad = configuration(site, "ocsp.responder.site.validty = 1h", "ocsp.clock-skew = 5");

    karaf.write(CFG, bad);

    log.await("the configuration before goes on until it is put right");
    assertThat(log.text())
        .contains("camel-ocsp: " + karaf.etc(CFG) + " has 2 errors")
        .contains(karaf.etc(CFG) + ":" + Lines.numberOf(bad, "validty") + ": error: ")
        .contains("ocsp.responder.site.validity")
        .contains(karaf.etc(CFG) + ":" + Lines.numberOf(bad, "clock-skew") + ": error: ");
    assertThat(client.postForeign(site)).isEqualTo("unknown");
  }

  @Test
  @Order(7)
  void puttingItRightAppliesIt() throws Exception {
    karaf.write(CFG, configuration(site));

    await("unauthorized again", () -> client.postForeign(site).equals("status 6"));
    assertThat(client.get(site, site.good().serial())).isEqualTo("good");
  }

  @Test
  @Order(8)
  void anEditOfAnotherKeyRestartsThisInstallationOnly() throws Exception {
    KarafServer.LogWatch log = karaf.watchLog();
    URI moved = URI.create(site.uri() + "moved");

    Instant before = Instant.now();
    karaf.write(CFG, configuration(site).replace("url = " + site.uri(), "url = " + moved));
    await(
        "an answer at " + moved,
        () -> client.postTo(moved, site, site.good().serial()).equals("good"));
    figures.add("edit of a key that needs a restart, until the new one answers", before);

    assertThat(log.text())
        .contains("restarting with the new configuration, because of ocsp.responder.site.url");
    karaf.write(CFG, configuration(site));
    awaitAnswer(site, site.good().serial(), "good");
  }

  @Test
  @Order(9)
  void theShellShowsTheLists() throws Exception {
    assertThat(karaf.shell("ocsp:lists").lines())
        .anyMatch(line -> line.equals("camel-ocsp"))
        .anyMatch(line -> line.matches(" *ISSUER +LIST +SCOPE +NUMBER .*STATE"))
        .anyMatch(line -> line.matches(" *site +.*valid, .* left"));
    assertThatThrownBy(() -> karaf.shell("ocsp:lists -n camel-ocsp-other"))
        .hasMessageContaining("No installation 'camel-ocsp-other' is running")
        .hasMessageContaining("[camel-ocsp]");
    assertThat(karaf.shell("ocsp:lists --help")).contains("ocsp:lists -n camel-ocsp-lab");
    assertThat(karaf.shell("ocsp:lists-forget --help")).contains("--even-the-last");
    assertThat(karaf.shell(new ShellCommands().space(karaf.home()))).contains("Filesystem");
  }

  @Test
  @Order(9)
  void theShellHasFilesReadAgain() throws Exception {
    assertThat(karaf.shell("ocsp:reload").lines().map(String::strip))
        .contains("camel-ocsp", "nothing is different");
    Files.writeString(site.path("pin"), Files.readString(site.path("pin")) + "\n");

    assertThat(karaf.shell("ocsp:reload").lines().map(String::strip))
        .contains("ocsp.signer.site.password-file: its file has other content (live)");
    assertThat(Files.readString(karaf.home().resolve("data/camel-ocsp/audit/audit.jsonl")))
        .contains("\"command\":\"reload\",\"target\":\"all\"", "\"outcome\":\"done\"");
    assertThat(client.get(site, site.good().serial())).isEqualTo("good");
  }

  @Test
  @Order(10)
  void theShellChecksCertificates() throws Exception {
    String check = "ocsp:check -u " + site.uri() + " -i " + site.path("ca.pem") + " ";

    assertThat(karaf.shell(check + site.path("good.pem")).lines())
        .anyMatch(line -> line.matches("Certificate .*Serial number.*Status.*Next update.*"))
        .anyMatch(line -> line.matches(".*good\\.pem .* good .*CN=.*"));
    assertThatThrownBy(
            () -> karaf.shell(check + site.path("good.pem") + " " + site.path("revoked.pem")))
        .hasMessageContaining("revoked, keyCompromise")
        .hasMessageContaining("not all are good: revoked");
    assertThat(karaf.shell(check + "--details " + site.path("good.pem"))).contains("signature");
    assertThat(karaf.shell("ocsp:check --help")).contains("ocsp:check -u http://127.0.0.1:8080/");
  }

  @Test
  @Order(11)
  void aPortThatIsTakenBringsTheOldConfigurationBack() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      KarafServer.LogWatch log = karaf.watchLog();
      karaf.write(
          CFG,
          configuration(site)
              .replace(site.uri().toString(), "http://127.0.0.1:" + taken.getLocalPort() + "/"));

      log.await("it cannot listen at http://127.0.0.1:" + taken.getLocalPort() + "/");
      log.await("the new configuration was not applied", "the one before runs again");
    }
    assertThat(client.get(site, site.revoked().serial())).isEqualTo("revoked");
    karaf.write(CFG, configuration(site));
  }

  @Test
  @Order(12)
  void aSecondInstallationRunsBesideTheFirst() throws Exception {
    lab.dropNextCrl();
    karaf.write(
        LAB_CFG,
        configuration(lab).replaceFirst("password-file = .*", "password = {{env:LAB_PIN}}"));

    awaitAnswer(lab, lab.revoked().serial(), "revoked");
    assertThat(client.get(site, site.good().serial())).isEqualTo("good");
    assertThat(client.postAbout(lab, site, site.good().serial())).isEqualTo("status 6");
    assertThat(karaf.home().resolve("data/camel-ocsp-lab/lists")).isDirectory();
  }

  @Test
  @Order(13)
  void deletingACfgStopsThatInstallationOnly() throws Exception {
    Files.delete(karaf.etc(LAB_CFG));

    awaitPortFree(lab.uri());
    assertThat(client.get(site, site.good().serial())).isEqualTo("good");
  }

  @Test
  @Order(14)
  void routesInYamlAreAddedByTheOptionalFeature() throws Exception {
    Path routes = Files.createDirectory(karaf.etc("ocsp-routes"));
    Files.writeString(
        routes.resolve("hello.yaml"),
        """
        - route:
            id: hello
            from:
              uri: timer:hello?repeatCount=1
              steps:
                - log: hello from YAML
        """);
    KarafServer.LogWatch log = karaf.watchLog();

    karaf.shell("feature:install camel-ocsp-yaml");
    karaf.write(
        CFG,
        configuration(
            site, "camel.main.routesIncludePattern = file:${karaf.etc}/ocsp-routes/*.yaml"));

    log.await("hello from YAML");
    awaitAnswer(site, site.good().serial(), "good");
  }

  @Test
  @Order(15)
  void theNativeTransportIsTakenFromTheOptionalFeature() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"));

    karaf.shell("feature:install camel-ocsp-native");

    awaitAnswer(site, site.good().serial(), "good");
    assertThat(karaf.hasMapped("netty_transport_native_epoll")).isTrue();
    assertThat(Lines.with(karaf.shell("bundle:list -t 0 -s"), "io.netty"))
        .allMatch(line -> line.contains("4.1.135"));
  }

  @Test
  @Order(16)
  void answersAgainAfterTheBundleIsRestarted() throws Exception {
    KarafServer.LogWatch log = karaf.watchLog();

    karaf.shell("bundle:restart io.camelocsp.karaf");

    log.await("camel-ocsp: stopped", "camel-ocsp: answering at " + site.uri());
    awaitAnswer(site, site.good().serial(), "good");
  }

  @Test
  @Order(17)
  void answersAgainAfterARestartOfKaraf() throws Exception {
    Instant before = Instant.now();
    karaf.restart();

    awaitAnswer(site, site.revoked().serial(), "revoked");
    figures.add("stop and cold start of Karaf, until the first answer", before);
  }

  @Test
  @Order(18)
  void uninstallingFreesThePortAndEndsAllThreads() throws Exception {
    assertThat(Lines.ofOurThreads(karaf.threads())).isNotEmpty();

    karaf.shell("feature:uninstall camel-ocsp-yaml camel-ocsp-native camel-ocsp");

    Awaitility.await("our threads to end and the port to be free")
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              assertThat(KarafServer.isFree(site.uri())).isTrue();
              assertThat(Lines.ofOurThreads(karaf.threads())).isEmpty();
            });
    assertThat(karaf.home().resolve("data/camel-ocsp/lists")).isDirectory();
  }

  @Test
  @Order(19)
  void theKarInstallsTheSame() throws Exception {
    Path kar = Path.of(System.getProperty("ocsp.kar"));
    try (ZipFile content = new ZipFile(kar.toFile())) {
      assertThat(
              content.stream()
                  .map(ZipEntry::getName)
                  .filter(name -> name.matches(".*/camel-ocsp-[^/]*\\.jar"))
                  .map(name -> name.replaceAll(".*/camel-ocsp-([a-z]+)-[^/]*", "$1")))
          .as("the bundles that no repository needs to have")
          .containsExactlyInAnyOrder("core", "processors", "routes", "client", "karaf");
    }
    karaf.shell("feature:repo-remove " + System.getProperty("ocsp.features"));

    karaf.shell("kar:install " + kar.toUri());

    awaitAnswer(site, site.good().serial(), "good");
    assertThat(karaf.shell("kar:list")).contains("camel-ocsp-karaf");
  }

  /** The site's keys, but for the data directory: Karaf has a default of its own. */
  private static String configuration(TestSite site, String... more) throws IOException {
    Map<String, String> keys = site.keys();
    keys.remove("ocsp.data.directory");
    return KarafServer.cfg(keys) + String.join("\n", more) + "\n";
  }

  private void awaitAnswer(TestSite site, BigInteger serial, String answer) {
    await(answer + " from " + site.uri(), () -> client.post(site, serial).equals(answer));
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsMatching(IOException.class::isInstance) // while it restarts
        .until(condition);
  }

  private static void awaitPortFree(URI uri) {
    await("nobody to listen at " + uri, () -> KarafServer.isFree(uri));
  }
}
