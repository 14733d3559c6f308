package io.camelocsp.standalone;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.certificate.NewFile;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.standalone.ResponderProcess.RunningResponder;
import io.camelocsp.standalone.support.PemText;
import io.camelocsp.standalone.support.SafeFiles;
import io.camelocsp.standalone.support.Shell;
import io.camelocsp.standalone.support.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Says how clients come to trust a trial's signer. The certificates that the commands name are in a
 * temporary directory, which goes when the trial ends.
 */
final class TrialHelp {
  private final Terminal terminal;
  private final Path directory;

  private TrialHelp(Terminal terminal, Path directory) {
    this.terminal = terminal;
    this.directory = directory;
  }

  static void print(RunningResponder running, CloseAtExit atExit, Terminal terminal)
      throws IOException {
    Path directory = Files.createTempDirectory("camel-ocsp-trial-");
    atExit.add(() -> SafeFiles.deleteTree(directory));
    terminal.line();
    terminal.line("This is a trial: its signer exists for this run only, and no client knows it.");
    terminal.line("These commands trust it explicitly; put your certificate for CERT.pem:");
    TrialHelp help = new TrialHelp(terminal, directory);
    for (ResponseSigner signer : running.signers()) {
      help.print(signer, running.urls().get(0));
    }
  }

  private void print(ResponseSigner signer, URI url) throws IOException {
    Path signerFile = directory.resolve("signer-" + signer.name() + ".pem");
    NewFile.write(signerFile, PemText.of(signer.certificate()));
    for (Issuer issuer : signer.issuers()) {
      Path issuerFile = directory.resolve("issuer-" + issuer.name() + ".pem");
      if (!Files.exists(issuerFile)) {
        NewFile.write(issuerFile, PemText.of(issuer.certificate()));
      }
      String of = " --issuer " + Shell.quoted(issuerFile) + " CERT.pem";
      terminal.line(
          "  openssl ocsp -url "
              + url
              + " -VAfile "
              + Shell.quoted(signerFile)
              + " -issuer "
              + Shell.quoted(issuerFile)
              + " -cert CERT.pem");
      terminal.line(
          "  "
              + Shell.self()
              + " check --url "
              + url
              + " --trust "
              + Shell.quoted(signerFile)
              + of);
    }
  }
}
