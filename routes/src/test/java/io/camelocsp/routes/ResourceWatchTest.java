package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is left behind is noticed. */
class ResourceWatchTest {
  private static final Duration SHORT = Duration.ofMillis(500);

  private final List<AutoCloseable> left = new ArrayList<>();
  private static TestSite site;
  private static RunningService running;
  private static ResourceWatch watch;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    running = RunningService.of(site);
    site.dropNextCrl();
    new Client(site.uri(), site.signer()).await("good", site.ca(), site.good().serial());
    watch = new ResourceWatch(running, site, SHORT);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @AfterEach
  void clearAway() throws Exception {
    for (AutoCloseable each : left) {
      each.close();
    }
  }

  @Test
  void aConnection() {
    assertNoticed("connections", () -> left.add(new HttpConnection(site.uri(), SHORT)));
  }

  @Test
  void aThread() {
    assertNoticed(
        "threads",
        () -> {
          CountDownLatch end = new CountDownLatch(1);
          Thread thread = new Thread(() -> awaitQuietly(end));
          thread.start();
          left.add(end::countDown);
        });
  }

  private static void awaitQuietly(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aFile() {
    assertNoticed(
        "descriptors", () -> left.add(Files.newInputStream(site.path("ocsp.properties"))));
  }

  @Test
  void aBody() {
    assertNoticed(
        "heap",
        () -> {
          byte[] body = new byte[1 << 20];
          left.add(() -> body[0]++);
        });
  }

  private void assertNoticed(String what, ResourceWatch.Attack attack) {
    assertThatThrownBy(() -> watch.attacked(attack)).hasStackTraceContaining(what);
  }
}
