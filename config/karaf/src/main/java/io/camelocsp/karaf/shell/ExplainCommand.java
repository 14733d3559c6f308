package io.camelocsp.karaf.shell;

import io.camelocsp.client.CertificateFiles;
import io.camelocsp.client.InquiryException;
import io.camelocsp.karaf.ShellCommands;
import io.camelocsp.operations.ExplainText;
import io.camelocsp.operations.Line;
import io.camelocsp.operations.Operations;
import io.camelocsp.operations.Question;
import io.camelocsp.operations.TraceText;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** {@code ocsp:explain}: why a certificate is answered as it is. */
@Service
@Command(
    scope = "ocsp",
    name = "explain",
    description = "Shows what is answered about a certificate, and why.")
public final class ExplainCommand extends ForInstallations {
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
      name = "-t",
      aliases = "--trace",
      description = "Instead of a certificate: what an error answer had in its header OCSP-Trace.")
  private @Nullable String trace;

  @Override
  public @Nullable Object execute() throws InquiryException {
    String failure = trace;
    if (failure != null) {
      print(
          operations ->
              TraceText.of(operations.explainTrace(failure.strip()), new ShellCommands()));
      return null;
    }
    Question question = question();
    print(operations -> explained(operations, question));
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
          "Which certificate? Say its file, or --issuer and --serial; or --trace");
    }
    return new Question.Serial(issuer, Question.serial(serial));
  }
}
