package io.camelocsp.standalone;

import io.camelocsp.client.SafeText;
import io.camelocsp.signing.SignerKeyKind;
import io.camelocsp.standalone.init.Setup;
import io.camelocsp.standalone.support.ExitCode;
import io.camelocsp.standalone.support.Shell;
import io.camelocsp.standalone.support.Terminal;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code camel-ocsp init}: from a CA's certificate and CRL to a configuration. */
@Command(
    name = "init",
    sortOptions = false,
    description =
        "Set up a responder for a CA: check its certificate and CRL, write the configuration, make a"
            + " key and a certificate request for the OCSP signer, and say what to do next."
            + " Nothing that exists is overwritten.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  camel-ocsp init --issuer ca.pem --crl ca.crl",
      "  camel-ocsp init --issuer ca.pem --crl ca.crl --dir /etc/camel-ocsp --key rsa",
      "",
      "To see answers before the CA has issued anything: camel-ocsp run --trial",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:set up",
      "1:set up, but see the warnings",
      "2:not set up: the certificate or the CRL cannot be used, or files exist already",
      "64:wrong usage"
    })
final class InitCommand extends BaseCommand {
  /** Keys that can be made. */
  enum SignerKey {
    EC(SignerKeyKind.EC_P256),
    RSA(SignerKeyKind.RSA_2048);

    private final SignerKeyKind kind;

    SignerKey(SignerKeyKind kind) {
      this.kind = kind;
    }
  }

  private final CommandEnvironment environment;

  @Option(
      names = "--issuer",
      paramLabel = "CA",
      required = true,
      description = "The CA's certificate, PEM or DER.")
  private Path issuer = Path.of("");

  @Option(
      names = "--crl",
      paramLabel = "FILE",
      required = true,
      description = "A complete CRL of that CA, PEM or DER.")
  private Path crl = Path.of("");

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where to set up. Default: the current directory.")
  private Path directory = Path.of(".");

  @Option(
      names = "--key",
      paramLabel = "ec|rsa",
      defaultValue = "ec",
      description =
          "The signer's key: P-256, or RSA with 2048 bits for clients that know nothing else."
              + " Default: ${DEFAULT-VALUE}.")
  private SignerKey key = SignerKey.EC;

  InitCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    Setup setup = Setup.check(directory.normalize(), issuer, crl, environment.clock().instant());
    setup.make(key.kind);
    Terminal terminal = terminal();
    terminal.line(
        String.format(
            Locale.ROOT,
            "%s is '%s' in the configuration. Entries in its CRL: %,d.",
            SafeText.clean(setup.issuer().getSubjectX500Principal().toString()),
            setup.name(),
            setup.entries()));
    setup.warnings().forEach(each -> terminal.problem(terminal.warning("warning: ") + each));
    made(setup);
    next(setup);
    return setup.warnings().isEmpty() ? ExitCode.OK : ExitCode.WARNING;
  }

  private void made(Setup setup) {
    Terminal terminal = terminal();
    terminal.line();
    terminal.line("Made:");
    file(setup.configuration(), "the configuration");
    file(setup.issuerCopy(), "the CA's certificate");
    file(setup.listCopy(), "the CRL, in the watched directory");
    file(setup.signerKey(), "the OCSP signer's private key: keep it secret");
    file(setup.signerRequest(), "the request for the OCSP signer's certificate");
    file(setup.signerExtensions(), "what that certificate must say");
    file(setup.pin(), "password of the key store to come: keep it secret");
  }

  private void file(Path file, String what) {
    terminal().line(String.format("  %-28s %s", file, what));
  }

  private void next(Setup setup) {
    Terminal terminal = terminal();
    String config = Shell.quoted(setup.configuration());
    terminal.line();
    terminal.line(terminal.strong("Next:"));
    terminal.line(
        "  1. Have the CA issue the certificate, for OCSP signing and 90 days, say. If it");
    terminal.line("     is run with OpenSSL, where its key is:");
    terminal.line("       openssl x509 -req -in " + Shell.quoted(setup.signerRequest()) + " \\");
    terminal.line("         -CA " + Shell.quoted(issuer) + " -CAkey CA.key -days 90 \\");
    terminal.line("         -set_serial 0x$(openssl rand -hex 16) \\");
    terminal.line("         -extfile " + Shell.quoted(setup.signerExtensions()) + " \\");
    terminal.line("         -out " + Shell.quoted(setup.signerCertificate()));
    terminal.line("  2. Put key and certificate into a key store:");
    terminal.line(
        "       "
            + Shell.self()
            + " signer assemble --key "
            + Shell.quoted(setup.signerKey())
            + " \\");
    terminal.line("         --cert " + Shell.quoted(setup.signerCertificate()) + " \\");
    terminal.line("         --password-file " + Shell.quoted(setup.pin()) + " \\");
    terminal.line("         --out " + Shell.quoted(setup.signerKeyStore()));
    terminal.line("  3. See whether all fits together:");
    terminal.line("       " + Shell.self() + " check-config " + config);
    terminal.line("  4. Answer:");
    terminal.line("       " + Shell.self() + " run --config " + config);
    terminal.line();
    terminal.line("Or see answers at once, with a signer that exists only for the trial:");
    terminal.line("       " + Shell.self() + " run --config " + config + " --trial");
  }
}
