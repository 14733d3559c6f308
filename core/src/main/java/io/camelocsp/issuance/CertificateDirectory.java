package io.camelocsp.issuance;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.certificate.Pem;
import io.camelocsp.message.SerialNumber;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * A directory with the certificates that one CA has issued, in PEM or DER, in files that end in
 * {@code .pem}, {@code .crt}, {@code .cer} or {@code .der}; each is taken to be issued at its
 * notBefore. Other files, and directories below, are passed over.
 *
 * <p>A certificate of another issuer is refused: by the issuer's name, and by the key where the
 * certificate says it (authorityKeyIdentifier). Signatures are not verified, for the directory is
 * trusted, like any list of serial numbers, because only the CA can write it. Immutable.
 */
public final class CertificateDirectory implements IssuedSource {
  private static final Set<String> ENDINGS = Set.of(".pem", ".crt", ".cer", ".der");

  private final Path directory;
  private final Issuer issuer;

  /**
   * @param issuer who has issued all of them
   */
  public CertificateDirectory(Path directory, Issuer issuer) {
    this.directory = directory;
    this.issuer = issuer;
  }

  @Override
  public void read(Sink sink) throws IOException, BadSourceException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, CertificateDirectory::isCertificate)) {
      for (Path file : files) {
        for (X509Certificate certificate : certificates(file)) {
          sink.accept(issued(file, certificate));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static boolean isCertificate(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.contains(name.substring(Math.max(0, name.length() - 4)))
        && !name.startsWith(".")
        && Files.isRegularFile(file);
  }

  private static Iterable<X509Certificate> certificates(Path file) throws BadSourceException {
    try {
      return Pem.certificates(file);
    } catch (IOException e) {
      throw new BadSourceException(
          String.valueOf(e.getMessage()),
          "remove the file, or put it there whole: write it under another ending and rename it");
    }
  }

  private Issued issued(Path file, X509Certificate certificate) throws BadSourceException {
    byte[] named = certificate.getIssuerX500Principal().getEncoded();
    if (!Arrays.equals(named, issuer.subjectDer())
        && !certificate
            .getIssuerX500Principal()
            .equals(issuer.certificate().getSubjectX500Principal())) {
      throw foreign(file, "was issued by " + certificate.getIssuerX500Principal().getName());
    }
    if (!KeyIdentifiers.fit(issuer.certificate(), certificate)) {
      throw foreign(file, "was signed with another key (authorityKeyIdentifier)");
    }
    SerialNumber serial = SerialNumber.of(certificate.getSerialNumber());
    if (!serial.isAssignable()) {
      throw new BadSourceException(
          file + ": its serial number is zero, negative or longer than 20 octets",
          "remove the file: no CA may assign such a serial number");
    }
    return new Issued(serial, certificate.getNotBefore().toInstant());
  }

  private BadSourceException foreign(Path file, String what) {
    return new BadSourceException(
        "%s: the certificate %s, not by %s".formatted(file, what, issuer.name()),
        "keep only certificates of this issuer in the directory");
  }

  /** The directory. */
  @Override
  public String toString() {
    return directory.toString();
  }
}
