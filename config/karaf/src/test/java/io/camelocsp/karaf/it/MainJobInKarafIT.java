package io.camelocsp.karaf.it;

import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.contract.MainJobContract;
import io.camelocsp.testkit.contract.ResponderRuntime;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The main job in a real Karaf: one for all, with a cfg file for each site. */
class MainJobInKarafIT extends MainJobContract {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static KarafServer karaf;

  @BeforeAll
  static void startKaraf(@TempDir Path directory) throws Exception {
    karaf = KarafServer.installed(directory.resolve("karaf"));
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
    return new KarafSite(karaf, "site" + NUMBER.incrementAndGet(), site).start()::close;
  }
}
