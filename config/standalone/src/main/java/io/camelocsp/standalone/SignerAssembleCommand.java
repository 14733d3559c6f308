package io.camelocsp.standalone;

import io.camelocsp.certificate.BoundedFile;
import io.camelocsp.signing.SignerKeyStore;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code camel-ocsp signer assemble}: the last step from a CSR to a signer. */
@Command(
    name = "assemble",
    sortOptions = false,
    description =
        "Put a signer's key and the certificate that its CA issued into a PKCS#12 key store, after"
            + " checking that they belong together.",
    footerHeading = "%n",
    footer = {
      "Example:",
      "  camel-ocsp signer assemble --key signer.key --cert signer.pem \\",
      "      --password-file pin --out signer.p12",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:made",
      "2:not made: key and certificate do not fit, or the key store exists",
      "64:wrong usage"
    })
final class SignerAssembleCommand extends BaseCommand {
  private static final int MAX_PASSWORD_BYTES = 4096;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "The private key, PEM, not encrypted.")
  private Path key = Path.of("");

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      required = true,
      description = "The certificate the CA issued, PEM or DER.")
  private Path certificate = Path.of("");

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      required = true,
      description = "A file whose first line is the password of the key store.")
  private Path passwordFile = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The key store to make; nothing is overwritten.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws CommandFailure {
    char[] password = password();
    try {
      SignerKeyStore.assemble(key, certificate, password, out);
      terminal().line("Made " + out + ".");
      return ExitCode.OK;
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(ExitCode.CRITICAL, out + " exists already: nothing is overwritten");
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.CRITICAL, String.valueOf(e.getMessage()));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private char[] password() throws CommandFailure {
    try {
      String text =
          new String(BoundedFile.read(passwordFile, MAX_PASSWORD_BYTES), StandardCharsets.UTF_8);
      char[] password = text.lines().findFirst().orElse("").toCharArray();
      if (password.length == 0) {
        throw usage(passwordFile + ": the first line is empty, a password is expected");
      }
      return password;
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
