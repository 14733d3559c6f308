package io.camelocsp.routes;

import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.camel.support.DefaultExchange;

/** A site with an administration listener, in the states that the status page shows. */
final class PageSite {
  final TestSite site;
  final URI page;

  PageSite(Path directory) throws IOException {
    site = new TestSite(directory, KeyKind.EC_P256);
    page = URI.create("http://127.0.0.1:" + TestSite.freePort() + "/");
    site.configure("ocsp.administration.url = " + page);
  }

  /** Drops a list that was made so long ago and ends so soon. */
  void dropList(Duration age, Duration left) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    site.drop(
        "list.crl", site.nextCrl().thisUpdate(now.minus(age)).nextUpdate(now.plus(left)).der());
  }

  /** Has a signer that ends so soon. */
  void signerEndsIn(Duration left) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    TestCertificate signer =
        site.ca()
            .ocspSigner(
                "CN=Ending signer",
                KeyKind.EC_P256,
                now.minus(Duration.ofDays(80)),
                now.plus(left));
    char[] pin = Files.readString(site.path("pin")).toCharArray();
    TestKeyStores.pkcs12(site.path("signer.p12"), signer, pin);
  }

  /** Fetches from a server that is not there, again and again. */
  void sourceFails() throws IOException {
    site.configure(
        "ocsp.lists.away.from = http://127.0.0.1:" + TestSite.freePort() + "/ca.crl",
        "ocsp.lists.away.every = 100ms",
        "ocsp.lists.away.retry = 1s");
  }

  /** Takes a sample for the plots, as the timer does. */
  static void sample(RunningService running) throws Exception {
    running
        .context()
        .getRoute("ocsp-history")
        .getProcessor()
        .process(new DefaultExchange(running.context()));
  }

  URI at(String path) {
    return page.resolve(path);
  }
}
