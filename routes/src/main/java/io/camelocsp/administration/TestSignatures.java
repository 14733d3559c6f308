package io.camelocsp.administration;

import io.camelocsp.processors.Seldom;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SignatureAlgorithm;
import io.camelocsp.signing.SigningCallback;
import io.camelocsp.signing.SigningException;
import io.camelocsp.workflow.IssuerOutlook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Has each signer that signs at the moment sign something, and verifies it by the certificate:
 * tokens and their networks fail while all files are in order. It goes the way of real signatures,
 * so a queue that is full shows too.
 *
 * <p>What is signed is a text, which no OCSP client takes for an answer. At most once in ten
 * seconds, whoever asks: in between the last results are shown. Thread-safe.
 */
final class TestSignatures {
  private static final byte[] TEXT =
      "camel-ocsp test signature: this is no OCSP response".getBytes(StandardCharsets.US_ASCII);
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Vitals vitals;
  private final Seldom seldom = new Seldom(INTERVAL, System::nanoTime);
  private Map<String, TestSignature> last = Map.of();

  TestSignatures(Vitals vitals) {
    this.vitals = vitals;
  }

  /** The newest results, by the signer's name; made now if that may be. Blocks while they are. */
  synchronized Map<String, TestSignature> make() {
    if (seldom.due()) {
      Set<String> inUse =
          IssuerOutlook.of(vitals.service().currentInstallation(), vitals.service().now()).stream()
              .map(issuer -> String.valueOf(issuer.signer()))
              .collect(Collectors.toSet());
      last =
          makeAll(
              vitals.service().currentInstallation().signers().all().stream()
                  .filter(signer -> inUse.contains(signer.name()))
                  .toList());
    }
    return last;
  }

  /** Asks all at once and waits for all together: one token that hangs costs no more than many. */
  private Map<String, TestSignature> makeAll(List<ResponseSigner> signers) {
    long start = System.nanoTime();
    Map<ResponseSigner, CompletableFuture<TestSignature>> asked = new LinkedHashMap<>();
    signers.forEach(signer -> asked.put(signer, ask(signer, start)));
    Map<String, TestSignature> results = new LinkedHashMap<>();
    asked.forEach(
        (signer, made) -> {
          long left = PATIENCE.toNanos() - (System.nanoTime() - start);
          TestSignature tooLong =
              result(start, "it took longer than " + PATIENCE.toSeconds() + " s");
          results.put(
              signer.name(),
              made.completeOnTimeout(tooLong, Math.max(1, left), TimeUnit.NANOSECONDS).join());
        });
    return results;
  }

  private CompletableFuture<TestSignature> ask(ResponseSigner signer, long start) {
    CompletableFuture<TestSignature> made = new CompletableFuture<>();
    SigningCallback callback =
        new SigningCallback() {
          @Override
          public void signed(byte[] signature) {
            made.complete(result(start, verify(signer, signature)));
          }

          @Override
          public void failed(SigningException failure) {
            made.complete(result(start, String.valueOf(failure)));
          }
        };
    if (!vitals.signing().sign(signer, TEXT, callback)) {
      made.complete(result(start, "its queue is full"));
    }
    return made;
  }

  private TestSignature result(long start, String failure) {
    return new TestSignature(
        vitals.service().now(), Duration.ofNanos(System.nanoTime() - start), failure);
  }

  private static String verify(ResponseSigner signer, byte[] made) {
    try {
      Signature check =
          Signature.getInstance(
              SignatureAlgorithm.of(signer.certificate().getPublicKey()).signatureName());
      check.initVerify(signer.certificate());
      check.update(TEXT);
      return check.verify(made) ? "" : "its signature does not verify by its certificate";
    } catch (GeneralSecurityException e) {
      return "its signature does not verify by its certificate: " + e.getMessage();
    }
  }
}
