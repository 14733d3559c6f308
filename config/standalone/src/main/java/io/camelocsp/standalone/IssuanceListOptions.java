package io.camelocsp.standalone;

import io.camelocsp.certificate.BoundedFile;
import io.camelocsp.certificate.Issuer;
import io.camelocsp.certificate.Pem;
import io.camelocsp.der.Oid;
import io.camelocsp.issuance.CertificateDirectory;
import io.camelocsp.issuance.IssuedSource;
import io.camelocsp.issuance.ListKey;
import io.camelocsp.issuance.SerialCsvFile;
import io.camelocsp.issuance.SerialListFile;
import io.camelocsp.revocation.ListSegment;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What all commands that make an issuance list ask for. */
final class IssuanceListOptions {
  private static final int MAX_PASSWORD_BYTES = 4096;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it: one of them must be there
  private Source source;

  /** One of them says what was issued. */
  static final class Source {
    @Option(
        names = "--serials",
        paramLabel = "FILE",
        description =
            "What was issued: a text with a serial number in each line, hexadecimal or"
                + " decimal:DIGITS; # begins a comment.")
    private @Nullable Path serials;

    @Option(
        names = "--csv",
        paramLabel = "FILE",
        description =
            "What was issued: a table whose header names a column serial, and a column date if"
                + " there is one.")
    private @Nullable Path csv;

    @Option(
        names = "--certificates",
        paramLabel = "DIR",
        description = "What was issued: a directory of certificates, PEM or DER.")
    private @Nullable Path certificates;
  }

  @Option(
      names = "--issuer",
      paramLabel = "CA",
      required = true,
      description = "The CA's certificate.")
  private Path issuer = Path.of("");

  @Option(
      names = "--keystore",
      paramLabel = "P12",
      required = true,
      description = "A PKCS#12 key store with the key that signs the CA's lists.")
  private Path keystore = Path.of("");

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      required = true,
      description = "A file whose first line is the password of the key store.")
  private Path passwordFile = Path.of("");

  @Option(
      names = "--number",
      paramLabel = "N",
      required = true,
      description = "The list's number (cRLNumber): greater than that of the one before.")
  private BigInteger number = BigInteger.ZERO;

  @Option(
      names = "--next-update",
      paramLabel = "TIME",
      required = true,
      converter = DurationConverter.class,
      description = "After what time the next list comes at the latest, such as 7d or 12h.")
  private Duration nextUpdate = Duration.ZERO;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The list to make, in DER.")
  private Path out = Path.of("");

  @Option(names = "--replace", description = "Replace the file if there is one.")
  private boolean replace;

  @Option(
      names = "--oid",
      paramLabel = "OID",
      defaultValue = ListSegment.EXTENSION,
      description =
          "The extension that marks issuance lists, if ocsp.issuance-list-oid says another.")
  private String oid = ListSegment.EXTENSION;

  /** What the list is for, once its files have been read. */
  Issuer readIssuer() throws CommandFailure {
    try {
      return new Issuer("the issuer", Pem.certificate(issuer));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** The key that signs. */
  ListKey readKey(Issuer of) throws CommandFailure {
    char[] password = new char[0];
    try {
      password =
          new String(BoundedFile.read(passwordFile, MAX_PASSWORD_BYTES), StandardCharsets.UTF_8)
              .lines()
              .findFirst()
              .orElse("")
              .toCharArray();
      return ListKey.load(keystore, password, of);
    } catch (IOException e) {
      throw failure(e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** What was issued; where nothing says when, it is {@code now}. */
  IssuedSource source(Issuer of, Instant now) {
    if (source.serials != null) {
      return new SerialListFile(source.serials, now);
    }
    if (source.csv != null) {
      return new SerialCsvFile(source.csv, now);
    }
    return new CertificateDirectory(source.certificates == null ? out : source.certificates, of);
  }

  Oid oid() {
    return Oid.of(oid);
  }

  String dottedOid() {
    return oid;
  }

  BigInteger number() {
    return number;
  }

  Duration nextUpdate() {
    return nextUpdate;
  }

  /**
   * Where the list goes.
   *
   * @throws CommandFailure if there is something that must not be replaced
   */
  Path out() throws CommandFailure {
    if (Files.exists(out) && !replace) {
      throw new CommandFailure(
          ExitCode.CRITICAL,
          out + " exists already: nothing is overwritten",
          "name another file, or add --replace");
    }
    return out;
  }

  static CommandFailure failure(IOException problem) {
    return new CommandFailure(ExitCode.CRITICAL, String.valueOf(problem.getMessage()));
  }
}
