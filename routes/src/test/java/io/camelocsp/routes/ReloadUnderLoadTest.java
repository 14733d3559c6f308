package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SignerSet;
import io.camelocsp.signing.SigningCost;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.Judged;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.workflow.Installation;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are under way while the signer is replaced, on the pool and on the event loop. */
class ReloadUnderLoadTest {
  private static final BigInteger SERIAL = BigInteger.valueOf(77);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int RELOADS = 40;
  private static final int CLIENTS = 4;

  @TempDir Path directory;

  private static void install(TestSite site, TestCertificate signer) throws IOException {
    Path file = TestKeyStores.pkcs12(site.path("next"), signer, "a test pin".toCharArray());
    Files.move(file, site.path("signer.p12"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** RSA signs on the pool, P-256 on the event loop: each reload also changes where. */
  @Test
  void noRequestIsLostAndEachIsSignedByTheOldOrTheNewSigner() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.RSA_2048);
    TestCertificate next = site.ca().ocspSigner("CN=next", KeyKind.EC_P256);
    List<TestCertificate> signers = List.of(site.signer(), next);
    byte[] request =
        HttpConnection.post(site.uri(), TestRequests.der(site.ca(), site.revoked().serial()));
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (RunningService running = RunningService.of(site)) {
      site.dropNextCrl();
      new Client(running.uri(), site.signer()).await("good", site.ca(), SERIAL);
      AtomicBoolean reloading = new AtomicBoolean(true);
      List<AtomicInteger> signedBy = List.of(new AtomicInteger(), new AtomicInteger());
      List<Future<?>> asking = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        asking.add(
            clients.submit(
                () -> {
                  try (HttpConnection connection = new HttpConnection(running.uri(), PATIENCE)) {
                    while (reloading.get()) {
                      Judged judged = Judged.of(connection.exchange(request));
                      assertThat(judged.summary()).isEqualTo("revoked 1");
                      int by = signer(judged, signers);
                      judged.soundBy(signers.get(by));
                      signedBy.get(by).incrementAndGet();
                    }
                  }
                  return null;
                }));
      }
      for (int i = 1; i <= RELOADS; i++) {
        install(site, signers.get(i % 2));
        assertThat(running.reload(site).isLive()).isTrue();
        new Client(running.uri(), signers.get(i % 2)).await("good", site.ca(), SERIAL);
      }
      reloading.set(false);
      for (Future<?> each : asking) {
        each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }

      assertThat(signedBy).allSatisfy(count -> assertThat(count.get()).isPositive());
      awaitFewSigningThreads();
    } finally {
      clients.shutdownNow();
    }
  }

  private static int signer(Judged judged, List<TestCertificate> signers) throws Exception {
    byte[] certificate = judged.basic().getCerts()[0].getEncoded();
    for (int i = 0; i < signers.size(); i++) {
      if (Arrays.equals(certificate, signers.get(i).certificate().getEncoded())) {
        return i;
      }
    }
    throw new AssertionError("signed by neither");
  }

  /** Those of the signer in use may idle; no more than one lane's may be there. */
  private static void awaitFewSigningThreads() {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .filteredOn(name -> name.startsWith("ocsp-signing-site-"))
                    .hasSizeLessThanOrEqualTo(Runtime.getRuntime().availableProcessors()));
  }

  @Test
  void aRequestThatWaitsForASignerThatIsGoneIsSignedByIt() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    AtomicBoolean slow = new AtomicBoolean();
    try (RunningService running =
        RunningService.of(
            site,
            installation ->
                withSigners(
                    installation,
                    () -> {
                      if (slow.get()) {
                        begun.countDown();
                        await(released);
                      }
                    }))) {
      Client old = new Client(running.uri(), site.signer());
      site.dropNextCrl();
      old.await("good", site.ca(), SERIAL);
      slow.set(true);
      CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> statusOf(old, site));
      assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();

      TestCertificate next = site.ca().ocspSigner("CN=next", KeyKind.EC_P256);
      install(site, next);
      running.reload(site);
      assertThat(new Client(running.uri(), next).status(site.ca(), SERIAL)).isEqualTo("good");
      assertThat(waiting).isNotDone();
      released.countDown();

      assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("good");
    } finally {
      released.countDown();
    }
  }

  private static String statusOf(Client client, TestSite site) {
    try {
      return client.status(site.ca(), SERIAL);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The same signers on the pool, each doing this before it signs. */
  private static Installation withSigners(Installation installation, Runnable before) {
    List<ResponseSigner> signers = new ArrayList<>();
    for (ResponseSigner each : installation.signers().all()) {
      signers.add(
          new ResponseSigner(
              each.name(),
              each.certificate(),
              each.issuers(),
              each.trust(),
              each.algorithmDer(),
              each.byKey(),
              each.byName(),
              each.certificates(),
              SigningCost.EXPENSIVE,
              tbs -> {
                before.run();
                return each.signer().sign(tbs);
              }));
    }
    return new Installation(
        installation.issuers(), new SignerSet(signers), installation.responders());
  }
}
