package io.camelocsp.signing;

import io.camelocsp.certificate.Issuer;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A signer for trying things out: a P-256 key and a self-signed certificate that exist in memory
 * only. No client accepts its answers unless it is told to trust that very certificate ({@code
 * openssl ocsp -VAfile}). Stateless.
 */
public final class ThrowawaySigner {
  private static final String NAME = "trial";
  private static final int SERIAL_BITS = 127;

  /** For clients on the same host or network whose clocks are a little behind. */
  private static final Duration BACK_DATED = Duration.ofMinutes(5);

  private ThrowawaySigner() {}

  /**
   * Makes one that speaks for all {@code issuers}.
   *
   * @param now where its validity begins, a few minutes earlier to be exact
   * @param validity how long from {@code now} it is valid
   */
  public static ResponseSigner make(Collection<Issuer> issuers, Instant now, Duration validity) {
    try {
      KeyPair keys = SignerKeyKind.EC_P256.generate();
      X509Certificate certificate =
          certificate(keys, Date.from(now.minus(BACK_DATED)), Date.from(now.plus(validity)));
      SignatureAlgorithm algorithm = SignatureAlgorithm.of(certificate.getPublicKey());
      return SignerLoader.assemble(
          NAME,
          certificate,
          new SignerAuthority(SignerTrust.LOCAL, List.copyOf(issuers)),
          algorithm,
          SignatureProviders.standard().signer(NAME, keys.getPrivate(), algorithm));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException("cannot make a throw-away signer", e);
    }
  }

  private static X509Certificate certificate(KeyPair keys, Date notBefore, Date notAfter)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    X500Name subject = new X500Name("CN=camel-ocsp trial signer");
    BigInteger serial = new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE);
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            subject, serial, notBefore, notAfter, subject, keys.getPublic());
    for (Extension extension : SignerRequest.extensions()) {
      builder.addExtension(extension);
    }
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }
}
