package io.camelocsp.standalone;

import io.camelocsp.client.CertificateFiles;
import io.camelocsp.client.InquiryException;
import io.camelocsp.operations.Question;
import io.camelocsp.standalone.control.OperatorActions;
import io.camelocsp.standalone.support.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camel-ocsp explain}: why a certificate is answered as it is. */
@Command(
    name = "explain",
    sortOptions = false,
    description =
        "Show what the running process answers about a certificate, and why: which list decides,"
            + " its number and hash, where it came from, who signs; and what every other list"
            + " says.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  camel-ocsp explain server.pem",
      "  camel-ocsp explain --issuer acme --serial 1a2b",
      "  camel-ocsp explain --issuer acme-ca.pem --serial 1a2b --json",
      "  camel-ocsp explain --trace 5f0c4b1e9a7d23886e41aa02"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:good; with --trace, the request is known",
      "1:revoked",
      "2:no definite answer",
      "3:the process does not run or cannot be asked; or the issuer is not served, or the request"
          + " not known",
      "64:wrong usage"
    })
final class ExplainCommand extends ProcessCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "CERT",
      description = "The certificate, PEM or DER. Its issuer is found by the process.")
  private @Nullable Path certificate;

  @Option(
      names = "--issuer",
      paramLabel = "NAME|CA",
      description = "With --serial: the issuer's name in the configuration, or its certificate.")
  private @Nullable String issuer;

  @Option(
      names = "--serial",
      paramLabel = "HEX",
      description = "A serial number in hexadecimal, instead of a certificate.")
  private @Nullable String serial;

  @Option(
      names = "--trace",
      paramLabel = "ID",
      description =
          "Instead of a certificate: what an error answer had in its header OCSP-Trace. Shows why"
              + " that request failed.")
  private @Nullable String trace;

  @Override
  public Integer call() throws CommandFailure, InquiryException {
    return ask(OperatorActions.EXPLAIN, trace == null ? arguments() : failure(trace));
  }

  private Map<String, String> failure(String id) {
    if (certificate != null || serial != null || issuer != null) {
      throw usage("Either --trace, or a certificate, or --issuer with --serial");
    }
    String digits = id.strip().toLowerCase(Locale.ROOT);
    if (!digits.matches("[0-9a-f]{24}")) {
      throw usage("'" + id + "' is no trace: it has 24 digits, as the header OCSP-Trace has them");
    }
    return Map.of(OperatorActions.TRACE, digits);
  }

  private Map<String, String> arguments() throws InquiryException {
    if (certificate != null) {
      if (serial != null || issuer != null) {
        throw usage("Either a certificate, or --issuer with --serial");
      }
      return Map.of(OperatorActions.CERTIFICATE, base64(certificate));
    }
    if (serial == null || issuer == null) {
      throw usage("Which certificate? Say its file, or --issuer and --serial; or --trace");
    }
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put(OperatorActions.SERIAL, hex(serial));
    if (Files.isRegularFile(Path.of(issuer))) {
      arguments.put(OperatorActions.ISSUER_CERTIFICATE, base64(Path.of(issuer)));
    } else {
      arguments.put(OperatorActions.ISSUER, issuer);
    }
    return arguments;
  }

  private String hex(String text) {
    try {
      return Question.serial(text).toHex();
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private static String base64(Path file) throws InquiryException {
    X509Certificate first = CertificateFiles.read(file).get(0);
    try {
      return Base64.getEncoder().encodeToString(first.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate has no encoding", e);
    }
  }
}
