package io.camelocsp.standalone.init;

import io.camelocsp.certificate.NewFile;
import io.camelocsp.certificate.Pem;
import io.camelocsp.signing.SignerKeyKind;
import io.camelocsp.signing.SignerRequest;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import io.camelocsp.standalone.support.SafeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * What {@code init} makes for one CA: a configuration, the directories it names, and a key and a
 * certificate request for the signer. Everything is checked before the first file is written, and
 * nothing that exists is overwritten. Immutable.
 */
public final class Setup {
  private static final int PIN_OCTETS = 16;

  private static final String EXTENSIONS =
      """
      # What the certificate of an OCSP signer must say (RFC 6960 4.2.2.2).
      basicConstraints     = critical, CA:FALSE
      keyUsage             = critical, digitalSignature
      extendedKeyUsage     = OCSPSigning
      # Its own revocation need not be checked (RFC 6960 4.2.2.2.1): so give it a short life.
      noCheck              = ignored
      subjectKeyIdentifier = hash
      authorityKeyIdentifier = keyid
      """;

  private final Path directory;
  private final Path issuerFile;
  private final Path listFile;
  private final X509Certificate issuer;
  private final ListCheck list;
  private final List<String> warnings;
  private final String name;

  private Setup(Path directory, Path issuerFile, Path listFile, Checked checked) {
    this.directory = directory;
    this.issuerFile = issuerFile;
    this.listFile = listFile;
    this.issuer = checked.issuer();
    this.list = checked.list();
    this.warnings = Stream.concat(checked.warnings().stream(), list.warnings().stream()).toList();
    this.name = IssuerName.of(issuer.getSubjectX500Principal());
  }

  private record Checked(X509Certificate issuer, ListCheck list, List<String> warnings) {}

  /**
   * Checks the CA's certificate and its CRL.
   *
   * @param directory where to set up; may exist
   * @param issuerFile the CA's certificate, PEM or DER
   * @param listFile a complete CRL by that CA, PEM or DER
   * @param now judges their times
   * @throws CommandFailure if one of them is not what it should be, or a file would be overwritten
   */
  public static Setup check(Path directory, Path issuerFile, Path listFile, Instant now)
      throws CommandFailure {
    X509Certificate issuer;
    try {
      issuer = Pem.certificate(issuerFile);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.CRITICAL, String.valueOf(e.getMessage()));
    }
    List<String> warnings = IssuerCheck.check(issuerFile, issuer, now);
    ListCheck list = ListCheck.of(listFile, issuer, now);
    Setup setup = new Setup(directory, issuerFile, listFile, new Checked(issuer, list, warnings));
    setup.requireNothingOverwritten();
    return setup;
  }

  /** What is odd, but no obstacle. */
  public List<String> warnings() {
    return warnings;
  }

  /** The CA's name in the configuration. */
  public String name() {
    return name;
  }

  /** How many certificates the CRL lists. */
  public int entries() {
    return list.inspection().entries();
  }

  public X509Certificate issuer() {
    return issuer;
  }

  public Path configuration() {
    return directory.resolve("ocsp.properties");
  }

  /** The copy of the CA's certificate, PEM or DER as it was given. */
  public Path issuerCopy() {
    return directory.resolve("pki/" + name + ".pem");
  }

  /** The copy of the CRL, PEM or DER as it was given. */
  public Path listCopy() {
    return directory.resolve("drop/" + name + ".crl");
  }

  public Path signerKey() {
    return directory.resolve("pki/ocsp-signer.key");
  }

  public Path signerRequest() {
    return directory.resolve("pki/ocsp-signer.csr");
  }

  /** What OpenSSL puts into the certificate that it makes of the request. */
  public Path signerExtensions() {
    return directory.resolve("pki/ocsp-signer.ext");
  }

  /** Where the signer's certificate is expected; it is not made here. */
  public Path signerCertificate() {
    return directory.resolve("pki/ocsp-signer.pem");
  }

  /** Where the signer's key store is expected; it is not made here. */
  public Path signerKeyStore() {
    return directory.resolve("pki/ocsp-signer.p12");
  }

  /** The password of the key store to come. */
  public Path pin() {
    return directory.resolve("secrets/pin");
  }

  /**
   * Makes everything.
   *
   * @throws java.nio.file.FileAlreadyExistsException if a file appeared meanwhile
   */
  public void make(SignerKeyKind kind) throws IOException {
    Files.createDirectories(directory.resolve("pki"));
    Files.createDirectories(directory.resolve("drop"));
    SafeFiles.createSecretDirectory(directory.resolve("secrets"));
    SignerRequest request =
        SignerRequest.make(kind, new X500Principal("CN=OCSP signer of " + name));
    request.writeKey(signerKey());
    request.writeRequest(signerRequest());
    NewFile.write(signerExtensions(), ascii(EXTENSIONS));
    NewFile.writePrivate(pin(), ascii(newPin() + "\n"));
    Files.copy(issuerFile, issuerCopy());
    SafeFiles.drop(listFile, directory.resolve("drop"), name + ".crl");
    NewFile.write(
        configuration(),
        new ConfigurationText(name, issuer, list.needsSha1(), list.needsMaxAge())
            .text()
            .getBytes(StandardCharsets.UTF_8));
  }

  private void requireNothingOverwritten() throws CommandFailure {
    List<String> existing =
        Stream.of(
                configuration(),
                issuerCopy(),
                listCopy(),
                signerKey(),
                signerRequest(),
                signerExtensions(),
                signerCertificate(),
                signerKeyStore(),
                pin())
            .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
            .map(file -> "  " + file)
            .toList();
    if (!existing.isEmpty()) {
      throw new CommandFailure(
          ExitCode.CRITICAL,
          "Nothing is overwritten, but these exist already:",
          Stream.concat(existing.stream(), Stream.of("Choose another directory with --dir."))
              .toArray(String[]::new));
    }
  }

  private static String newPin() {
    byte[] octets = new byte[PIN_OCTETS];
    new SecureRandom().nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
