package io.camelocsp.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.camelocsp.certificate.Issuer;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SignerLoader;
import io.camelocsp.signing.SignerRefusedException;
import io.camelocsp.signing.SignerSource;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * What a signature costs with the provider that the product picks, and nothing around it: one
 * {@link Signature} for each thread, used again and again, over as many octets as an OCSP answer
 * has to be signed.
 *
 * @param kind of the key
 * @param provider makes the signatures
 * @param key translated to the provider
 */
record BareSignature(KeyKind kind, Provider provider, PrivateKey key) {
  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final Duration MEASURED = Duration.ofSeconds(2);

  /** A ResponseData with one single response. */
  static final int TBS_OCTETS = 180;

  /** CPU time of one thread, and the signatures it made in it. */
  private record Made(long nanos, long signatures) {}

  /** With the key of this site's signer. */
  static BareSignature of(TestSite site, KeyKind kind) throws GeneralSecurityException {
    Provider provider = provider(kind);
    byte[] encoded = Objects.requireNonNull(site.signer().key().getEncoded());
    PrivateKey key =
        KeyFactory.getInstance(kind == KeyKind.RSA_2048 ? "RSA" : "EC", provider)
            .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    return new BareSignature(kind, provider, key);
  }

  /**
   * The product's own signer of this site.
   *
   * @throws IllegalStateException if it signs with another provider than the reference
   */
  static ResponseSigner product(TestSite site, KeyKind kind)
      throws IOException, SignerRefusedException {
    char[] pin = Files.readString(site.path("pin")).toCharArray();
    ResponseSigner signer =
        SignerLoader.load(
            new SignerSource("site", site.path("signer.p12"), pin, null, false, List.of()),
            List.of(new Issuer("site", site.ca().certificate())));
    if (!signer.signer().toString().contains("(" + provider(kind).getName() + ")")) {
      throw new IllegalStateException(
          "the product signs with " + signer.signer() + ", not with " + provider(kind));
    }
    return signer;
  }

  private static Provider provider(KeyKind kind) {
    AmazonCorrettoCryptoProvider accelerator = AmazonCorrettoCryptoProvider.INSTANCE;
    if (accelerator.getLoadingError() == null) {
      return accelerator;
    }
    return kind == KeyKind.RSA_2048
        ? Objects.requireNonNull(Security.getProvider("SunRsaSign"))
        : new BouncyCastleProvider();
  }

  /** Initialised; for one thread. */
  Signature signature() throws GeneralSecurityException {
    Signature signature = Signature.getInstance(kind.signatureAlgorithm(), provider);
    signature.initSign(key);
    return signature;
  }

  /** CPU time of one signature in microseconds, while all processors sign. */
  double micros() throws InterruptedException, ExecutionException {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Made>> loops = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        loops.add(this::loop);
      }
      long nanos = 0;
      long signatures = 0;
      for (Future<Made> made : executor.invokeAll(loops)) {
        nanos += made.get().nanos();
        signatures += made.get().signatures();
      }
      return nanos / 1e3 / signatures;
    } finally {
      executor.shutdownNow();
    }
  }

  private Made loop() throws GeneralSecurityException {
    Signature signature = signature();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    signFor(signature, WARM_UP);
    long before = threads.getCurrentThreadCpuTime();
    long signatures = signFor(signature, MEASURED);
    return new Made(threads.getCurrentThreadCpuTime() - before, signatures);
  }

  private static long signFor(Signature signature, Duration duration)
      throws GeneralSecurityException {
    byte[] tbs = new byte[TBS_OCTETS];
    long end = System.nanoTime() + duration.toNanos();
    long count = 0;
    while (System.nanoTime() - end < 0) {
      tbs[0] = (byte) count++;
      signature.update(tbs);
      signature.sign();
    }
    return count;
  }
}
