package io.camelocsp.karaf.shell;

import io.camelocsp.client.CertificateFiles;
import io.camelocsp.client.InquiryException;
import io.camelocsp.karaf.RunningInstallations;
import io.camelocsp.operations.ExplainText;
import io.camelocsp.operations.Line;
import io.camelocsp.operations.Operations;
import io.camelocsp.operations.Question;
import java.nio.file.Path;
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
import org.jspecify.annotations.Nullable;

/** {@code ocsp:explain}: why a certificate is answered as it is. */
@Service
@Command(
    scope = "ocsp",
    name = "explain",
    description = "Shows what is answered about a certificate, and why.")
public final class ExplainCommand implements Action {
  @Reference private @Nullable RunningInstallations installations;
  @Reference private @Nullable Session session;

  @Argument(name = "certificate", description = "The certificate, PEM or DER.")
  @Completion(FileCompleter.class)
  private @Nullable String certificate;

  @Option(
      name = "-i",
      aliases = "--issuer",
      description = "With --serial: the issuer's name in the configuration.")
  private @Nullable String issuer;

  @Option(
      name = "-s",
      aliases = "--serial",
      description = "A serial number in hexadecimal, instead of a certificate.")
  private @Nullable String serial;

  @Option(
      name = "-n",
      aliases = "--installation",
      description = "One installation only, by the name of its configuration: camel-ocsp-NAME.",
      valueToShowInHelp = "all")
  private @Nullable String installation;

  @Override
  public @Nullable Object execute() throws InquiryException {
    Question question = question();
    Asked.print(
        Asked.running(installations, installation),
        Shell.console(session),
        operations -> explained(operations, question));
    return null;
  }

  /** With several installations, one that does not serve the issuer must not hide the others. */
  private static List<Line> explained(Operations operations, Question question) {
    try {
      return ExplainText.of(operations.explain(question));
    } catch (IllegalArgumentException e) {
      return List.of(new Line(Line.Tone.WARNING, String.valueOf(e.getMessage())));
    }
  }

  private Question question() throws InquiryException {
    if (certificate != null) {
      return new Question.Certificate(CertificateFiles.read(Path.of(certificate)).get(0));
    }
    if (issuer == null || serial == null) {
      throw new IllegalArgumentException(
          "Which certificate? Say its file, or --issuer and --serial");
    }
    return new Question.Serial(issuer, Question.serial(serial));
  }
}
