package io.camelocsp.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.Judged;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.PacedLoad;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code camel-ocsp reload} as operators type it, while requests go on. */
class ReloadUnderLoadIT {
  private static final int RELOADS = 3;

  /** Each reload starts a JVM, on a machine that is under load. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration ROUND = Duration.ofSeconds(2);

  @TempDir private Path directory;
  private final AtomicBoolean reloading = new AtomicBoolean(true);

  private record Told(int exit, String output) {}

  private Told camelOcsp(String... arguments) throws IOException, InterruptedException {
    try (RunningProcess command = RunningProcess.camelOcsp(directory, arguments)) {
      int exit = command.exitCode(PATIENCE);
      return new Told(exit, command.output());
    }
  }

  private Told reload() throws IOException, InterruptedException {
    return camelOcsp("reload", "--config", "ocsp.properties");
  }

  private void install(TestSite site, TestCertificate signer) throws IOException {
    Path file = TestKeyStores.pkcs12(site.path("next"), signer, "a test pin".toCharArray());
    Files.move(file, site.path("signer.p12"), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void noRequestIsLostNoAnswerIsWrongAndTheSignerRollsOver() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    TestCertificate next = site.ca().ocspSigner("CN=next", KeyKind.RSA_2048);
    List<TestCertificate> signers = List.of(site.signer(), next);
    byte[] good =
        HttpConnection.post(site.uri(), TestRequests.der(site.ca(), site.good().serial()));
    byte[] revoked =
        HttpConnection.post(site.uri(), TestRequests.der(site.ca(), site.revoked().serial()));
    Map<String, AtomicInteger> signedBy = new ConcurrentHashMap<>();
    AtomicInteger goods = new AtomicInteger();
    try (RunningProcess responder = RunningProcess.run(site)) {
      site.dropNextCrl();
      responder.awaitList(site);
      CompletableFuture<List<PacedLoad.Result>> load =
          CompletableFuture.supplyAsync(
              () ->
                  rounds(
                      new PacedLoad(site.uri(), 4, 100),
                      n -> n % 2 == 0 ? good : revoked,
                      response -> judge(response, goods, signedBy)));
      for (int i = 1; i <= RELOADS; i++) {
        install(site, signers.get(i % 2));
        Told told = reload();
        assertThat(told.output())
            .contains("1 change counts from now on", "ocsp.signer.site.keystore: has another")
            .contains(signers.get(i % 2).certificate().getSerialNumber().toString(16));
        assertThat(told.exit()).isZero();
      }
      reloading.set(false);
      List<PacedLoad.Result> results = load.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

      assertThat(results)
          .allSatisfy(
              result -> {
                assertThat(result.faults()).isEmpty();
                assertThat(result.nanos()).as("answered").hasSize(result.sent());
              });
      int sent = results.stream().mapToInt(PacedLoad.Result::sent).sum();
      assertThat(goods.get()).isEqualTo(sent / 2);
      assertThat(signedBy)
          .containsOnlyKeys(signers.stream().map(ReloadUnderLoadIT::serial).toArray(String[]::new));
      badEditsChangeNothing(site);
      assertThat(responder.output()).doesNotContain("ERROR", "a test pin");
    } finally {
      reloading.set(false);
    }
  }

  /** Rounds of an even number of requests, until all reloads are over. */
  private List<PacedLoad.Result> rounds(
      PacedLoad load,
      IntFunction<byte[]> request,
      Function<HttpConnection.Response, String> judge) {
    List<PacedLoad.Result> results = new ArrayList<>();
    try {
      while (reloading.get()) {
        results.add(load.run(ROUND, request, judge));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return results;
  }

  private void badEditsChangeNothing(TestSite site) throws Exception {
    String before = Files.readString(site.configuration());
    site.configure("ocsp.issuer.site.when-evidence-expires = never", "ocsp.clock-skew = 1m");
    Told bad = reload();
    assertThat(bad.exit()).as(bad.output()).isEqualTo(2);
    assertThat(bad.output())
        .contains(
            "1 error; nothing of it is used",
            "ocsp.properties:" + (before.lines().count() + 1) + ": error: ocsp.issuer.site");
    assertThat(Answers.ask(site.uri(), site.ca(), site.good().serial())).isEqualTo("good");

    Files.writeString(site.configuration(), before);
    site.configure("ocsp.signing.threads = 2");
    Told restart = reload();
    assertThat(restart.exit()).as(restart.output()).isEqualTo(1);
    assertThat(restart.output()).contains("ocsp.signing.threads", "needs a restart");
    assertThat(Answers.ask(site.uri(), site.ca(), site.revoked().serial())).isEqualTo("revoked");
  }

  private static String serial(TestCertificate signer) {
    return signer.certificate().getSerialNumber().toString(16);
  }

  private static String judge(
      HttpConnection.Response response, AtomicInteger goods, Map<String, AtomicInteger> signedBy) {
    String answer = Answers.judge(response.body());
    goods.addAndGet(answer.equals("good") ? 1 : 0);
    if (!answer.equals("good") && !answer.equals("revoked")) {
      return answer;
    }
    try {
      X509CertificateHolder signer = Judged.of(response).basic().getCerts()[0];
      signedBy
          .computeIfAbsent(signer.getSerialNumber().toString(16), any -> new AtomicInteger())
          .incrementAndGet();
      return "";
    } catch (Exception e) {
      return "unreadable: " + e;
    }
  }
}
