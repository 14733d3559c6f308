package io.camelocsp.testkit.contract;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.contract.ResponderRuntime.Serving;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One site, served once for all tests of a class, with a first list: {@code good} is good, {@code
 * revoked} and {@code held} are in it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServedSite {
  private final ResponderRuntime runtime;
  private final KeyKind signerKey;
  private TestSite site;
  private Client client;
  private Serving serving;

  ServedSite(ResponderRuntime runtime) {
    this(runtime, KeyKind.EC_P256);
  }

  ServedSite(ResponderRuntime runtime, KeyKind signerKey) {
    this.runtime = runtime;
    this.signerKey = signerKey;
  }

  @BeforeAll
  final void serve(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, signerKey);
    prepare(site);
    client = new Client(site.uri(), site.signer());
    serving = runtime.serve(site);
    publish(site);
  }

  @AfterAll
  final void stop() throws Exception {
    if (serving != null) {
      serving.close();
    }
  }

  /** Adds what the tests need to the site before it is served. */
  void prepare(TestSite toPrepare) throws Exception {}

  /** Drops what is there from the beginning, and waits until it is visible. */
  void publish(TestSite served) throws Exception {
    served.dropNextCrl();
    client.await("good", served.ca(), served.good().serial());
  }

  /** Serves one more site by the same runtime. */
  final Serving serveToo(TestSite another) throws Exception {
    return runtime.serve(another);
  }

  final TestSite site() {
    return site;
  }

  /** Asks the site's responder. */
  final Client client() {
    return client;
  }
}
