package io.camelocsp.bench;

import io.camelocsp.message.OcspRequest;
import io.camelocsp.message.RequestDecoder;
import io.camelocsp.message.RequestLimits;
import io.camelocsp.testkit.RequestBuilder;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCrls;
import io.camelocsp.testkit.TestRequests;
import java.io.IOException;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.Req;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Decodes a request with one single request, SHA-1, a serial number of 20 octets, without and with
 * a nonce of 32 octets; Bouncy Castle reads the same facts out of the same octets. One of {@link
 * Micro}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class DecodeBenchmark {
  @Param({"no", "yes"})
  String nonce = "";

  private byte[] der = {};

  @Setup
  public void prepare() {
    TestCa ca = TestCa.ec("Benchmark CA");
    RequestBuilder request = TestRequests.builder().single(ca, TestCrls.serial(1));
    if (nonce.equals("yes")) {
      byte[] octets = new byte[32];
      octets[0] = 1;
      request.nonce(octets);
    }
    der = request.der();
  }

  @Benchmark
  public OcspRequest product() {
    return new RequestDecoder(RequestLimits.DEFAULT).decode(der);
  }

  @Benchmark
  public void bouncyCastle(Blackhole facts) throws IOException {
    OCSPReq request = new OCSPReq(der);
    for (Req each : request.getRequestList()) {
      facts.consume(each.getCertID().getHashAlgOID());
      facts.consume(each.getCertID().getIssuerNameHash());
      facts.consume(each.getCertID().getIssuerKeyHash());
      facts.consume(each.getCertID().getSerialNumber());
    }
    facts.consume(request.isSigned());
    facts.consume(request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce));
  }
}
