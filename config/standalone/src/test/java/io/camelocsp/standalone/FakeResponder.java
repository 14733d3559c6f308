package io.camelocsp.standalone;

import io.camelocsp.certificate.Pem;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.standalone.ResponderProcess.RunningResponder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Serves the layout of a demo directory as a responder would, made of the JDK and Bouncy Castle:
 * reads the newest CRL of {@code drop/} for each request. {@code broken} makes it call everything
 * good.
 */
final class FakeResponder implements RunningResponder {
  private final CannedServer server;
  private final Path directory;
  private final boolean broken;
  private final URI url;
  private boolean closed;

  FakeResponder(Path configuration, boolean broken) throws IOException {
    this.directory = configuration.resolveSibling("").toAbsolutePath();
    this.broken = broken;
    this.server = new CannedServer();
    this.url =
        server.on(
            "/",
            exchange ->
                CannedServer.send(
                    exchange,
                    200,
                    "application/ocsp-response",
                    answer(new OCSPReq(exchange.getRequestBody().readAllBytes())).getEncoded()));
  }

  @Override
  public List<URI> urls() {
    return List.of(url);
  }

  @Override
  public List<ResponseSigner> signers() {
    return List.of();
  }

  @Override
  public void close() {
    closed = true;
    server.close();
  }

  boolean isClosed() {
    return closed;
  }

  private OCSPResp answer(OCSPReq request) throws Exception {
    X509Certificate ca = Pem.certificate(directory.resolve("pki/ca.pem"));
    X509CRL list = newest();
    OCSPRespBuilder outer = new OCSPRespBuilder();
    if (list == null) {
      return outer.build(OCSPRespBuilder.TRY_LATER, null);
    }
    DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
    KeyStore store = keyStore();
    X509Certificate signer = (X509Certificate) store.getCertificate("ocsp-signer");
    BasicOCSPRespBuilder builder =
        new BasicOCSPRespBuilder(
            SubjectPublicKeyInfo.getInstance(signer.getPublicKey().getEncoded()),
            digests.get(RespID.HASH_SHA1));
    for (Req each : request.getRequestList()) {
      if (!each.getCertID().matchesIssuer(new JcaX509CertificateHolder(ca), digests)) {
        return outer.build(OCSPRespBuilder.UNAUTHORIZED, null);
      }
      X509CRLEntry entry = list.getRevokedCertificate(each.getCertID().getSerialNumber());
      builder.addResponse(
          each.getCertID(), status(entry), list.getThisUpdate(), list.getNextUpdate());
    }
    builder.setResponseExtensions(
        new Extensions(request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)));
    PrivateKey key = (PrivateKey) store.getKey("ocsp-signer", pin());
    return outer.build(
        OCSPRespBuilder.SUCCESSFUL,
        builder.build(
            new JcaContentSignerBuilder("SHA256withECDSA").build(key),
            new X509CertificateHolder[] {new JcaX509CertificateHolder(signer)},
            Date.from(Instant.now())));
  }

  private CertificateStatus status(@Nullable X509CRLEntry entry) {
    return entry == null || broken
        ? CertificateStatus.GOOD
        : new RevokedStatus(entry.getRevocationDate(), code(entry.getRevocationReason()));
  }

  private static int code(CRLReason reason) {
    return switch (reason) {
      case KEY_COMPROMISE -> 1;
      case SUPERSEDED -> 4;
      case CERTIFICATE_HOLD -> 6;
      default -> 0;
    };
  }

  private @Nullable X509CRL newest() throws IOException, GeneralSecurityException {
    for (String name : List.of("next.crl", "first.crl")) {
      Path file = directory.resolve("drop").resolve(name);
      if (Files.exists(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
        }
      }
    }
    return null;
  }

  private KeyStore keyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(directory.resolve("pki/ocsp-signer.p12"))) {
      store.load(in, pin());
    }
    return store;
  }

  private char[] pin() throws IOException {
    return Files.readString(directory.resolve("secrets/pin")).strip().toCharArray();
  }
}
