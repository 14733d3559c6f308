package io.camelocsp.bench;

import io.camelocsp.message.CertId;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.RequestDecoder;
import io.camelocsp.message.RequestLimits;
import io.camelocsp.message.ResponderId;
import io.camelocsp.message.ResponseData;
import io.camelocsp.message.ResponseEncoder;
import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SingleResponse;
import io.camelocsp.signing.SignatureAlgorithm;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestCrls;
import io.camelocsp.testkit.TestRequests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Encodes an answer that says revoked with a reason, and holds its signer's certificate: what is to
 * be signed, and with a signature made beforehand the whole OCSPResponse. Bouncy Castle makes the
 * same octets. One of {@link Micro}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class EncodeBenchmark {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final RevocationReason REASON = RevocationReason.KEY_COMPROMISE;

  private final Instant revokedAt = TestCrls.revokedAt(1);
  private final Instant nextUpdate = NOW.plus(Duration.ofDays(1));
  private final TestCa ca = TestCa.ec("Benchmark CA");
  private final TestCertificate signer = ca.ocspSigner("CN=Benchmark signer", KeyKind.EC_P256);
  private final byte[] request = TestRequests.der(ca, TestCrls.serial(1));
  private byte[] signature = {};
  private byte[] algorithm = {};
  private byte[] certificate = {};
  private List<CertId> certIds = List.of();
  private ResponderId responderId = ResponderId.byKey(new byte[20]);
  private @Nullable CertificateID bouncyCertId;
  private @Nullable RespID bouncyResponderId;
  private X509CertificateHolder[] bouncyCertificates = {};
  private AlgorithmIdentifier bouncyAlgorithm = new AlgorithmIdentifier(null);

  @Setup
  public void prepare()
      throws GeneralSecurityException, IOException, OCSPException, OperatorCreationException {
    signature = new byte[71];
    Arrays.fill(signature, (byte) 0x55);
    algorithm = SignatureAlgorithm.of(signer.certificate().getPublicKey()).der();
    certificate = signer.certificate().getEncoded();
    certIds = new RequestDecoder(RequestLimits.DEFAULT).decode(request).certIds();
    bouncyCertId = new OCSPReq(request).getRequestList()[0].getCertID();
    bouncyResponderId =
        new RespID(
            SubjectPublicKeyInfo.getInstance(signer.certificate().getPublicKey().getEncoded()),
            new BcDigestCalculatorProvider().get(RespID.HASH_SHA1));
    responderId = new ResponderId(bouncyResponderId.toASN1Primitive().getEncoded("DER"));
    bouncyCertificates = new X509CertificateHolder[] {new X509CertificateHolder(certificate)};
    bouncyAlgorithm = AlgorithmIdentifier.getInstance(algorithm);
    if (!Arrays.equals(product(), bouncyCastle())) {
      throw new IllegalStateException("the two answers differ");
    }
  }

  /** What is to be signed; a part of {@link #product}. */
  @Benchmark
  public byte[] productToBeSigned() {
    return ResponseEncoder.encodeTbs(
        new ResponseData(
            responderId,
            NOW,
            List.of(
                new SingleResponse(
                    certIds.get(0), new CertStatus.Revoked(revokedAt, REASON), NOW, nextUpdate)),
            null));
  }

  @Benchmark
  public byte[] product() {
    return ResponseEncoder.encode(productToBeSigned(), algorithm, signature, List.of(certificate));
  }

  @Benchmark
  public byte[] bouncyCastle() throws OCSPException, IOException {
    BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(bouncyResponderId);
    builder.addResponse(
        bouncyCertId,
        new RevokedStatus(Date.from(revokedAt), REASON.code()),
        Date.from(NOW),
        Date.from(nextUpdate));
    return new OCSPRespBuilder()
        .build(
            OCSPRespBuilder.SUCCESSFUL,
            builder.build(new Made(), bouncyCertificates, Date.from(NOW)))
        .getEncoded();
  }

  /** Has its signature ready, whatever it is to sign. */
  private final class Made implements ContentSigner {
    private final OutputStream ignored = new ByteArrayOutputStream(256);

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return bouncyAlgorithm;
    }

    @Override
    public OutputStream getOutputStream() {
      return ignored;
    }

    @Override
    public byte[] getSignature() {
      return signature;
    }
  }
}
