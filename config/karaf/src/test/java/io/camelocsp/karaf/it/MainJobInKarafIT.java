package io.camelocsp.karaf.it;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.contract.MainJobContract;
import io.camelocsp.testkit.contract.ResponderRuntime;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The main job in a real Karaf: one for all, with a cfg file for each site. */
class MainJobInKarafIT extends MainJobContract {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static KarafServer karaf;

  @BeforeAll
  static void startKaraf(@TempDir Path directory) throws Exception {
    karaf = KarafServer.start(directory.resolve("karaf"), Map.of());
    karaf.shell("feature:repo-add " + System.getProperty("karaf.features"));
    karaf.shell("feature:repo-add " + System.getProperty("ocsp.features"));
    karaf.shell("feature:install camel-ocsp");
  }

  @AfterAll
  static void stopKaraf() {
    if (karaf != null) {
      karaf.close();
    }
  }

  @Override
  protected ResponderRuntime runtime() {
    return MainJobInKarafIT::serve;
  }

  private static ResponderRuntime.Serving serve(TestSite site) throws Exception {
    String cfg = "io.camelocsp-site" + NUMBER.incrementAndGet() + ".cfg";
    karaf.write(cfg, KarafServer.cfg(site.keys()));
    Awaitility.await(site.uri() + " to answer; see " + karaf.home())
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> HttpConnection.pings(site.uri()));
    return () -> {
      Files.delete(karaf.etc(cfg));
      Awaitility.await("an end of " + cfg)
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(100))
          .until(
              () ->
                  KarafServer.isFree(site.uri()) && isUnlocked(site.path("data").resolve("lock")));
    };
  }

  private static boolean isUnlocked(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    }
  }
}
