package io.camelocsp.karaf.shell;

import io.camelocsp.client.Check;
import io.camelocsp.client.CheckResult;
import io.camelocsp.client.Highlight;
import io.camelocsp.client.InquiryException;
import io.camelocsp.client.Outcome;
import io.camelocsp.client.ReportedStatus;
import io.camelocsp.client.SafeText;
import io.camelocsp.client.Verdict;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code ocsp:check}: an OCSP client. */
@Service
@Command(
    scope = "ocsp",
    name = "check",
    description =
        "Asks a responder about certificates, and says whether its answers can be relied on.",
    detailedDescription = "classpath:io/camelocsp/karaf/shell/check.txt")
public final class CheckCommand implements Action {
  @Reference private @Nullable Session session;

  @Argument(
      name = "certificate",
      description =
          "Certificate files, PEM or DER. Of a bundle the first is asked about, the others may be"
              + " its issuer.",
      multiValued = true)
  @Completion(FileCompleter.class)
  private @Nullable List<String> certificates;

  @Option(
      name = "-s",
      aliases = "--serial",
      description = "Ask about a serial number instead, in hexadecimal. Repeatable.",
      multiValued = true)
  private @Nullable List<String> serials;

  @Option(
      name = "-u",
      aliases = "--url",
      description = "The responder. Default: the one the certificate names (AIA).")
  private @Nullable String url;

  @Option(
      name = "-i",
      aliases = "--issuer",
      description =
          "Certificate of the CA. Default: from the bundle, else fetched from where the certificate"
              + " says (AIA).")
  @Completion(FileCompleter.class)
  private @Nullable String issuer;

  @Option(
      name = "-t",
      aliases = "--trust",
      description = "Certificates of signers to accept whoever issued them. Repeatable.",
      multiValued = true)
  private @Nullable List<String> trust;

  @Option(
      name = "-d",
      aliases = "--details",
      description = "Print everything that was checked instead of a table.")
  private boolean details;

  @Override
  public @Nullable Object execute() throws InquiryException, InterruptedException {
    CheckResult result =
        new Check(InstantSource.system())
            .url(url == null ? null : URI.create(url))
            .issuer(issuer == null ? null : Path.of(issuer))
            .trust(paths(trust))
            .run(paths(certificates), serials == null ? List.of() : serials);
    PrintStream out = Shell.console(session);
    if (details) {
      result.print(out::println, Highlight.NONE);
    } else {
      table(result).print(out);
    }
    // A script that runs the command must not go on as if all were well.
    if (result.outcome() != Outcome.GOOD) {
      throw new IllegalStateException(
          "not all are good: " + result.outcome().label() + "; --details says what was checked");
    }
    return null;
  }

  private static ShellTable table(CheckResult result) {
    ShellTable table = new ShellTable();
    table.column("Certificate");
    table.column("Serial number");
    table.column("Status");
    table.column("This update");
    table.column("Next update");
    table.column("Signer");
    for (Verdict verdict : result.verdicts()) {
      ReportedStatus answer = verdict.answer();
      table
          .addRow()
          .addContent(
              verdict.question().label(),
              verdict.question().serialHex(),
              status(verdict),
              answer == null ? "-" : answer.thisUpdate(),
              answer == null || answer.nextUpdate() == null ? "-" : answer.nextUpdate(),
              signer(answer));
    }
    return table;
  }

  private static String status(Verdict verdict) {
    ReportedStatus answer = verdict.answer();
    String status = verdict.outcome().label();
    if (verdict.outcome() == Outcome.REVOKED && answer != null && answer.reason() != null) {
      return status + ", " + SafeText.clean(answer.reason());
    }
    return verdict.problem().isEmpty() ? status : status + ": " + SafeText.clean(verdict.problem());
  }

  private static String signer(@Nullable ReportedStatus answer) {
    return answer == null || answer.signer() == null
        ? "-"
        : SafeText.clean(answer.signer().certificate().getSubjectX500Principal().getName());
  }

  private static List<Path> paths(@Nullable List<String> files) {
    return files == null ? List.of() : files.stream().map(Path::of).toList();
  }
}
