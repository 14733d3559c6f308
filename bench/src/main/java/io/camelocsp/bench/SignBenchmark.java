package io.camelocsp.bench;

import static java.util.Objects.requireNonNull;

import io.camelocsp.signing.Signer;
import io.camelocsp.signing.SigningException;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Signs what is to be signed of an answer, with the provider the product picks; the reference is
 * that provider's {@link Signature} alone, initialised once. One of {@link Micro}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class SignBenchmark {
  @Param({"EC_P256", "RSA_2048"})
  KeyKind key = KeyKind.EC_P256;

  private final byte[] tbs = new byte[BareSignature.TBS_OCTETS];
  private @Nullable Signer signer;
  private @Nullable Signature signature;

  @Setup
  public void prepare() throws Exception {
    Path work = Directories.work("sign");
    TestSite site = new TestSite(work, key);
    signer = BareSignature.product(site, key).signer();
    signature = BareSignature.of(site, key).signature();
    Directories.delete(work);
  }

  @Benchmark
  public byte[] product() throws SigningException {
    return requireNonNull(signer).sign(tbs);
  }

  @Benchmark
  public byte[] bareSignature() throws GeneralSecurityException {
    Signature ready = requireNonNull(signature);
    ready.update(tbs);
    return ready.sign();
  }
}
