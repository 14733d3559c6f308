package io.camelocsp.signing;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.ResponderId;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A signer with all that a response says of it. Immutable; thread-safe as its {@link Signer} is.
 *
 * @param name the configured name
 * @param certificate the signer's certificate
 * @param issuers for whom it may speak: its issuer if delegated (RFC 6960 4.2.2.2), itself if it is
 *     the CA key, the declared ones with {@code trust = local}
 * @param trust why clients should accept it
 * @param algorithmDer the AlgorithmIdentifier of its signatures, ready encoded
 * @param byKey ResponderID by key hash
 * @param byName ResponderID by subject
 * @param certificates DER of the certificates that go into the response, the signer's first
 * @param cost where its signatures are made
 * @param signer makes them
 * @param validity of the certificate, read once: the JDK's certificates look it up by name and copy
 *     a Date each time
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough
public record ResponseSigner(
    String name,
    X509Certificate certificate,
    List<Issuer> issuers,
    SignerTrust trust,
    byte[] algorithmDer,
    ResponderId byKey,
    ResponderId byName,
    List<byte[]> certificates,
    SigningCost cost,
    Signer signer,
    Validity validity) {

  /** A signer with the validity of its certificate. */
  public ResponseSigner(
      String name,
      X509Certificate certificate,
      List<Issuer> issuers,
      SignerTrust trust,
      byte[] algorithmDer,
      ResponderId byKey,
      ResponderId byName,
      List<byte[]> certificates,
      SigningCost cost,
      Signer signer) {
    this(
        name,
        certificate,
        issuers,
        trust,
        algorithmDer,
        byKey,
        byName,
        certificates,
        cost,
        signer,
        Validity.of(certificate));
  }

  public ResponseSigner {
    issuers = List.copyOf(issuers);
    certificates = List.copyOf(certificates);
  }

  /** Whether the certificate's validity period holds {@code now}. */
  public boolean validAt(Instant now) {
    return validity.holds(now);
  }

  /** End of the certificate's validity. */
  public Instant notAfter() {
    return validity.notAfter();
  }

  /** Whether it may speak about certificates of {@code issuer}. */
  public boolean speaksFor(Issuer issuer) {
    return issuers.contains(issuer);
  }
}
