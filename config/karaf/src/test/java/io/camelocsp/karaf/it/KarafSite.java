package io.camelocsp.karaf.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.ThrowingRunnable;

/**
 * A CA's site that one installation of a Karaf serves, by a cfg of its own. Lists come from its
 * watched directory, and from where a test says. For one thread.
 */
final class KarafSite implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final TestSite site;

  private final KarafServer karaf;
  private final String name;
  private final Map<String, String> keys;
  private final URI administration;
  private final OcspClient client = new OcspClient();

  /** Lays a site out that has an administration listener; nothing runs yet. */
  KarafSite(KarafServer karaf, String name, Path directory) throws IOException {
    this(
        karaf, name, new TestSite(Files.createDirectory(directory.resolve(name)), KeyKind.EC_P256));
    keys.put("ocsp.administration.url", administration.toString());
  }

  /** For a site that is laid out already; nothing runs yet. */
  KarafSite(KarafServer karaf, String name, TestSite site) throws IOException {
    this.karaf = karaf;
    this.name = name;
    this.site = site;
    keys = site.keys();
    administration = URI.create("http://127.0.0.1:" + TestSite.freePort() + "/");
  }

  /** Adds keys under a prefix, each as {@code key = value}; to be called before the start. */
  KarafSite keys(String prefix, String... lines) {
    for (String line : lines) {
      String[] parts = line.split(" = ", 2);
      keys.put(prefix + parts[0], parts[1]);
    }
    return this;
  }

  /** Starts the installation, and returns when it answers. */
  KarafSite start() throws IOException {
    karaf.write(cfg(), KarafServer.cfg(keys));
    await(site.uri() + " to answer").until(() -> HttpConnection.pings(site.uri()));
    return this;
  }

  private String cfg() {
    return "io.camelocsp-" + name + ".cfg";
  }

  /** What the shell prints to one of the {@code ocsp:} commands about this installation alone. */
  String shell(String command, String... arguments) throws IOException {
    return karaf.shell(command + " -n camel-ocsp-" + name + " " + String.join(" ", arguments));
  }

  /** What the administration listener shows. */
  String shown(String path) throws IOException {
    try (InputStream in = administration.resolve(path).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  void awaitShown(String path, String part) throws IOException {
    await(path + " to show: " + part, () -> assertThat(shown(path)).contains(part));
  }

  /** What the status page says is wrong with a source; {@code works} if nothing is. */
  String problem(String source) throws IOException {
    JsonNode sources = JSON.readTree(shown("status.json")).path("sources");
    JsonNode wanted =
        StreamSupport.stream(sources.spliterator(), false)
            .filter(each -> each.path("source").asText().equals(source))
            .findFirst()
            .orElseThrow();
    return wanted.at("/failure/text").asText("works");
  }

  void awaitProblem(String source, String part) throws IOException {
    await(source + " to be told: " + part, () -> assertThat(problem(source)).contains(part));
  }

  /** Until a list of the site is answered from by which the good certificate is good. */
  void awaitFirstList() throws IOException {
    await("the first list to be answered from", this::assertFirstList);
  }

  /** At this moment. */
  void assertFirstList() throws Exception {
    assertThat(client.post(site, site.good().serial())).isEqualTo("good");
    assertThat(client.post(site, site.revoked().serial())).isEqualTo("revoked");
  }

  /** A list after the first one, by which the good certificate is revoked. */
  byte[] nextList() {
    return site.nextCrlRevoking(site.good().serial()).der();
  }

  /** Until {@link #nextList} is answered from. */
  void awaitNextList() throws IOException {
    await("the next list to be answered from", this::assertNextList);
  }

  /** At this moment. */
  void assertNextList() throws Exception {
    assertThat(client.post(site, site.good().serial())).isEqualTo("revoked");
  }

  /** If it does not come about, what Karaf said of it is told: its log goes with the test. */
  private void await(String what, ThrowingRunnable assertion) throws IOException {
    try {
      await(what).untilAsserted(assertion);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + "\nKaraf's log:\n" + karaf.lastOfLog(), e);
    }
  }

  private ConditionFactory await(String what) {
    return Awaitility.await(what + "; see " + karaf.home())
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(IOException.class);
  }

  /** Stops the installation; returns when its port is free and nothing is written any more. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(karaf.etc(cfg()));
    await("an end of " + cfg()).until(() -> KarafServer.isFree(site.uri()) && dataIsUnlocked());
  }

  private boolean dataIsUnlocked() throws IOException {
    Path file = site.path("data").resolve("lock");
    if (Files.notExists(file)) {
      return true; // it never started
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    }
  }
}
