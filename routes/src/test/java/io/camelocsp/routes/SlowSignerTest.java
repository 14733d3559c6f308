package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.ResponseEncoder;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SignerSet;
import io.camelocsp.signing.SigningCost;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.workflow.Installation;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A signer that behaves like a token: it waits for something else. While it does, the event loop,
 * other issuers and the order of answers must not notice.
 */
class SlowSignerTest {
  private static final BigInteger SERIAL = BigInteger.valueOf(77);
  private static final int QUEUE = 4;

  private final Semaphore mayBeMade = new Semaphore(0);
  private final CountDownLatch begun = new CountDownLatch(1);
  private TestCa slowCa;
  private TestSite site;
  private RunningService running;
  private byte[] slow;
  private byte[] fast;

  @BeforeEach
  void startWithASlowAndAFastIssuer(@TempDir Path directory) throws Exception {
    slowCa = TestCa.ec("Slow CA");
    site =
        new TestSite(
            directory,
            KeyKind.EC_P256,
            "ocsp.issuer.slow.certificate = slow-ca.pem",
            "ocsp.signer.slow.keystore = slow.p12",
            "ocsp.signer.slow.password = pin",
            "ocsp.signing.threads = 1",
            "ocsp.signing.queue = " + QUEUE);
    TestPem.write(site.path("slow-ca.pem"), slowCa.certificate());
    TestKeyStores.pkcs12(
        site.path("slow.p12"),
        slowCa.ocspSigner("CN=slow signer", KeyKind.EC_P256),
        "pin".toCharArray());
    running = RunningService.of(site, this::slowedDown);
    site.dropNextCrl();
    site.drop("slow.crl", slowCa.crl().der());
    slow = HttpConnection.post(running.uri(), TestRequests.der(slowCa, SERIAL));
    fast = HttpConnection.post(running.uri(), TestRequests.der(site.ca(), SERIAL));
    awaitLists();
  }

  @AfterEach
  void stop() {
    mayBeMade.release(1000);
    running.close();
  }

  /** The slow issuer's signer makes a signature for each permit of the semaphore. */
  private Installation slowedDown(Installation installation) {
    List<ResponseSigner> signers = new ArrayList<>();
    for (ResponseSigner each : installation.signers().all()) {
      signers.add(each.name().equals("slow") ? slowedDown(each) : each);
    }
    return new Installation(
        installation.issuers(), new SignerSet(signers), installation.responders());
  }

  private ResponseSigner slowedDown(ResponseSigner signer) {
    return new ResponseSigner(
        signer.name(),
        signer.certificate(),
        signer.issuers(),
        signer.trust(),
        signer.algorithmDer(),
        signer.byKey(),
        signer.byName(),
        signer.certificates(),
        SigningCost.EXPENSIVE,
        tbs -> {
          begun.countDown();
          mayBeMade.acquireUninterruptibly();
          return signer.signer().sign(tbs);
        });
  }

  private void awaitLists() {
    mayBeMade.release();
    Awaitility.await()
        .until(
            () -> {
              try (HttpConnection connection = connect()) {
                boolean fastIsThere = connection.exchange(fast).body().length > 5;
                if (mayBeMade.availablePermits() == 0) {
                  mayBeMade.release();
                }
                return fastIsThere && connection.exchange(slow).body().length > 5;
              }
            });
    mayBeMade.drainPermits();
  }

  private HttpConnection connect() throws IOException {
    URI uri = running.uri();
    return new HttpConnection(uri, Duration.ofSeconds(10));
  }

  @Test
  void otherIssuersAreAnsweredOnEveryConnectionWhileItWaits() throws Exception {
    List<HttpConnection> stalled = new ArrayList<>();
    try {
      // More connections than event loops: were a loop blocked, some answer below would be missing.
      int connections = 2 * 2 * Runtime.getRuntime().availableProcessors() + 1;
      for (int i = 0; i < QUEUE; i++) {
        HttpConnection connection = connect();
        connection.send(slow);
        stalled.add(connection);
      }
      assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < connections; i++) {
        try (HttpConnection connection = connect()) {
          assertThat(connection.exchange(fast).body()).hasSizeGreaterThan(5);
        }
      }
      mayBeMade.release(QUEUE);
      for (HttpConnection connection : stalled) {
        assertThat(connection.read(false).body()).hasSizeGreaterThan(5);
      }
    } finally {
      for (HttpConnection connection : stalled) {
        connection.close();
      }
    }
  }

  @Test
  void answersOfOneConnectionStayInOrder() throws Exception {
    try (HttpConnection connection = connect()) {
      connection.send(slow);
      connection.send(fast);
      connection.send(slow);
      assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
      mayBeMade.release(2);

      assertThat(signerOf(connection.read(false))).isEqualTo("slow");
      assertThat(signerOf(connection.read(false))).isEqualTo("fast");
      assertThat(signerOf(connection.read(false))).isEqualTo("slow");
    }
  }

  @Test
  void aFullQueueAnswersTryLaterAtOnce() throws Exception {
    List<HttpConnection> waiting = new ArrayList<>();
    try {
      for (int i = 0; i < QUEUE + 1; i++) { // one being made, the rest in the queue
        HttpConnection connection = connect();
        connection.send(slow);
        waiting.add(connection);
      }
      byte[] tryLater = ResponseEncoder.error(ResponseStatus.TRY_LATER);
      Awaitility.await()
          .until(
              () -> {
                HttpConnection connection =
                    new HttpConnection(running.uri(), Duration.ofMillis(300));
                waiting.add(connection);
                try {
                  return java.util.Arrays.equals(connection.exchange(slow).body(), tryLater);
                } catch (java.net.SocketTimeoutException e) {
                  return false; // it found a place in the queue
                }
              });
      mayBeMade.release(waiting.size());
      assertThat(waiting.get(0).read(false).body()).hasSizeGreaterThan(5);
    } finally {
      for (HttpConnection connection : waiting) {
        connection.close();
      }
    }
  }

  private String signerOf(HttpConnection.Response response) {
    String body = new String(response.body(), java.nio.charset.StandardCharsets.ISO_8859_1);
    return body.contains("slow signer") ? "slow" : "fast";
  }
}
