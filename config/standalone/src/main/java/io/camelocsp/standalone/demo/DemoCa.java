package io.camelocsp.standalone.demo;

import io.camelocsp.certificate.NewFile;
import io.camelocsp.standalone.demo.DemoIssuance.Revocation;
import io.camelocsp.standalone.support.PemText;
import io.camelocsp.standalone.support.SafeFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLReason;

/**
 * A CA for the demonstration and for tests, in a directory:
 *
 * <pre>
 * ocsp.properties          a configuration that serves it, ready to run
 * drop/                    the watched directory, empty
 * lists/first.crl          revoked.pem revoked (keyCompromise), on-hold.pem on hold; DER
 * lists/next.crl           as first.crl, and later.pem revoked (superseded)
 * pki/ca.pem, ca.key       the CA
 * pki/foreign-ca.pem, .key another CA, which the configuration does not serve
 * pki/ocsp-signer.pem,.p12 the delegated OCSP signer
 * secrets/pin              password of the PKCS#12
 * certs/NAME.pem, .key     good, revoked, on-hold, later; foreign (by the other CA)
 * </pre>
 *
 * Certificates in PEM, keys in PKCS#8 PEM and readable by their owner only. Keys are P-256; the CA
 * lives ten years, certificates a year, the signer 90 days, lists 7 days. Immutable.
 */
public final class DemoCa {
  private static final Duration LIST_LIFE = Duration.ofDays(7);
  private static final HexFormat HEX = HexFormat.of();

  private final Path directory;
  private final List<DemoCertificate> certificates;

  private DemoCa(Path directory, List<DemoCertificate> certificates) {
    this.directory = directory;
    this.certificates = List.copyOf(certificates);
  }

  /**
   * Makes it.
   *
   * @param directory an empty directory, or one that does not exist yet
   * @param responder where it will be served; goes into certificates and configuration
   * @param now when it is made
   */
  public static DemoCa create(Path directory, URI responder, Instant now)
      throws IOException, GeneralSecurityException {
    for (String each : List.of("drop", "lists", "pki", "certs")) {
      Files.createDirectories(directory.resolve(each));
    }
    SafeFiles.createSecretDirectory(directory.resolve("secrets"));
    Instant made = now.truncatedTo(ChronoUnit.SECONDS);
    DemoIssuance issuance = new DemoIssuance(made);
    Identity ca = issuance.authority("CN=camel-ocsp demo CA");
    Identity foreignCa = issuance.authority("CN=Somebody else's CA");
    writeIdentity(directory.resolve("pki/ca"), ca);
    writeIdentity(directory.resolve("pki/foreign-ca"), foreignCa);
    writeSigner(directory, ca, issuance.ocspSigner(ca, "CN=camel-ocsp demo OCSP signer"));

    List<DemoCertificate> certificates = new ArrayList<>();
    certificates.add(make(directory, "good", issuance.server(ca, "good", responder), ca, "good"));
    certificates.add(
        make(
            directory,
            "revoked",
            issuance.server(ca, "revoked", responder),
            ca,
            "revoked (keyCompromise)"));
    certificates.add(
        make(
            directory,
            "on-hold",
            issuance.server(ca, "on-hold", responder),
            ca,
            "revoked (certificateHold)"));
    certificates.add(make(directory, "later", issuance.server(ca, "later", responder), ca, "good"));
    certificates.add(
        make(
            directory,
            "foreign",
            issuance.server(foreignCa, "foreign", responder),
            foreignCa,
            "error unauthorized"));
    DemoCa demo = new DemoCa(directory, certificates);
    demo.writeLists(issuance, ca, made);
    NewFile.write(demo.configuration(), configuration(responder).getBytes(StandardCharsets.UTF_8));
    return demo;
  }

  /** The directory all of it is in. */
  public Path directory() {
    return directory;
  }

  /** {@code ocsp.properties}. */
  public Path configuration() {
    return directory.resolve("ocsp.properties");
  }

  /** The watched directory. */
  public Path dropDirectory() {
    return directory.resolve("drop");
  }

  /** The CA's certificate, PEM. */
  public Path issuer() {
    return directory.resolve("pki/ca.pem");
  }

  /** The first CRL, DER. */
  public Path firstList() {
    return directory.resolve("lists/first.crl");
  }

  /** The CRL after it, with one more revoked certificate, DER. */
  public Path nextList() {
    return directory.resolve("lists/next.crl");
  }

  /** What to ask for, in the order of the table. */
  public List<DemoCertificate> certificates() {
    return certificates;
  }

  /**
   * The certificate of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public DemoCertificate certificate(String name) {
    return certificates.stream()
        .filter(each -> each.name().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("there is no certificate " + name));
  }

  private void writeLists(DemoIssuance issuance, Identity ca, Instant made)
      throws IOException, GeneralSecurityException {
    List<Revocation> revocations = new ArrayList<>();
    revocations.add(
        new Revocation(
            serial("revoked"), made.minus(Duration.ofHours(2)), CRLReason.keyCompromise));
    revocations.add(
        new Revocation(
            serial("on-hold"), made.minus(Duration.ofHours(1)), CRLReason.certificateHold));
    // A minute apart, so that lists without numbers could be told apart too.
    Instant first = made.minus(Duration.ofMinutes(1));
    NewFile.write(firstList(), issuance.list(ca, 1, first, first.plus(LIST_LIFE), revocations));
    revocations.add(new Revocation(serial("later"), made, CRLReason.superseded));
    NewFile.write(nextList(), issuance.list(ca, 2, made, made.plus(LIST_LIFE), revocations));
  }

  private BigInteger serial(String name) {
    return certificate(name).certificate().getSerialNumber();
  }

  private static DemoCertificate make(
      Path directory, String name, Identity identity, Identity authority, String expected)
      throws IOException, GeneralSecurityException {
    writeIdentity(directory.resolve("certs").resolve(name), identity);
    boolean foreign = name.equals("foreign");
    return new DemoCertificate(
        name,
        directory.resolve("certs").resolve(name + ".pem"),
        identity.certificate(),
        directory.resolve(foreign ? "pki/foreign-ca.pem" : "pki/ca.pem"),
        authority.certificate(),
        expected);
  }

  private static void writeSigner(Path directory, Identity ca, Identity signer)
      throws IOException, GeneralSecurityException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String pin = HEX.formatHex(random);
    NewFile.writePrivate(
        directory.resolve("secrets/pin"), (pin + "\n").getBytes(StandardCharsets.US_ASCII));
    NewFile.write(directory.resolve("pki/ocsp-signer.pem"), PemText.of(signer.certificate()));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "ocsp-signer",
        signer.key(),
        pin.toCharArray(),
        new Certificate[] {signer.certificate(), ca.certificate()});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, pin.toCharArray());
    NewFile.writePrivate(directory.resolve("pki/ocsp-signer.p12"), bytes.toByteArray());
  }

  private static void writeIdentity(Path base, Identity identity)
      throws IOException, GeneralSecurityException {
    NewFile.write(
        base.resolveSibling(base.getFileName() + ".pem"), PemText.of(identity.certificate()));
    NewFile.writePrivate(
        base.resolveSibling(base.getFileName() + ".key"),
        PemText.of("PRIVATE KEY", identity.key().getEncoded()));
  }

  private static String configuration(URI responder) {
    return """
    # Made by camel-ocsp demo. Paths start at this file.

    # The CA we answer for.
    ocsp.issuer.demo.certificate      = pki/ca.pem

    # Who signs the answers: a certificate of that CA, for OCSP signing.
    ocsp.signer.demo.keystore         = pki/ocsp-signer.p12
    ocsp.signer.demo.password-file    = secrets/pin

    # Where the CA drops its CRLs.
    ocsp.lists.drop.from              = drop/

    # Where clients ask.
    ocsp.responder.demo.url           = %s
    """
        .formatted(responder);
  }
}
