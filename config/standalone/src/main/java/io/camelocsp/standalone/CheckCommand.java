package io.camelocsp.standalone;

import io.camelocsp.client.Check;
import io.camelocsp.client.CheckResult;
import io.camelocsp.client.HttpMethod;
import io.camelocsp.client.InquiryException;
import io.camelocsp.client.NonceUse;
import io.camelocsp.message.CertIdHash;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camel-ocsp check}: an OCSP client. */
@Command(
    name = "check",
    sortOptions = false,
    description =
        "Ask a responder about certificates, and say whether its answers can be relied on.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  camel-ocsp check --url http://127.0.0.1:8080/ --issuer ca.pem a.pem b.pem",
      "  camel-ocsp check with-chain.pem     URL and issuer from the certificate",
      "  camel-ocsp check --url http://x/ --issuer ca.pem --serial 4F3A --json",
      "",
      "An answer is acceptable if its signature verifies, its signer is the CA, a",
      "delegate of the CA or trusted with --trust, its times hold now, and it is",
      "about the certificate asked for.",
    },
    exitCodeListHeading = "%nExit codes (of several certificates, the highest):%n",
    exitCodeList = {
      "0:all good",
      "1:revoked, or on hold",
      "2:unknown to the responder",
      "3:an answer that is not acceptable: an OCSP error, not verifiable, expired, not OCSP",
      "4:no answer: no connection, timeout, another HTTP status than 200",
      "64:wrong usage, unreadable file"
    })
final class CheckCommand extends BaseCommand {
  private final CommandEnvironment environment;

  @Parameters(
      paramLabel = "CERT",
      arity = "0..*",
      description =
          "Certificate file, PEM or DER. Of a bundle the first is asked about, the others may be"
              + " its issuer.")
  private List<Path> certificates = new ArrayList<>();

  @Option(
      names = "--serial",
      paramLabel = "HEX",
      description =
          "Ask about a serial number instead, in hexadecimal as openssl x509 -serial prints it."
              + " Repeatable.")
  private List<String> serials = new ArrayList<>();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The responder. Default: the one the certificate names (AIA).")
  private @Nullable URI url;

  @Option(
      names = "--issuer",
      paramLabel = "FILE",
      description =
          "Certificate of the CA, PEM or DER, or several. Default: from the bundle, else fetched"
              + " from where the certificate says (AIA, http).")
  private @Nullable Path issuer;

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = "Certificates of signers to accept whoever issued them. Repeatable.")
  private List<Path> trust = new ArrayList<>();

  @Option(
      names = "--method",
      paramLabel = "GET|POST",
      defaultValue = "POST",
      description = "How to send the request. Default: ${DEFAULT-VALUE}.")
  private HttpMethod method = HttpMethod.POST;

  @Option(
      names = "--hash",
      paramLabel = "ALGORITHM",
      defaultValue = "sha1",
      description =
          "Hash of the CertID: sha1, sha256, sha384 or sha512. Default: ${DEFAULT-VALUE}, which"
              + " every responder knows.")
  private CertIdHash hash = CertIdHash.SHA1;

  @Option(
      names = "--nonce",
      negatable = true,
      description =
          "Demand that the answer is made for this request. Default: a POST sends a nonce and"
              + " only notes when it is left out; a GET sends none, so that caches can answer.")
  private @Nullable Boolean nonce;

  @Option(
      names = "--one-request",
      description = "Ask about all certificates in one request instead of one each.")
  private boolean oneRequest;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "For a whole exchange. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofSeconds(10);

  @Option(
      names = "--skew",
      paramLabel = "DURATION",
      defaultValue = "5m",
      converter = DurationConverter.class,
      description = "By how much clocks may differ. Default: ${DEFAULT-VALUE}.")
  private Duration skew = Duration.ofMinutes(5);

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  CheckCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InquiryException, InterruptedException {
    Check check =
        new Check(environment.clock())
            .url(url)
            .issuer(issuer)
            .trust(trust)
            .method(method)
            .hash(hash)
            .nonce(nonceUse())
            .timeout(timeout)
            .skew(skew);
    CheckResult result =
        oneRequest
            ? check.runInOneRequest(certificates, serials)
            : check.run(certificates, serials);
    if (json) {
      terminal().line(VerdictJson.of(result));
    } else {
      result.print(terminal()::line, terminal());
    }
    return result.outcome().exitCode();
  }

  private NonceUse nonceUse() {
    return nonce == null ? NonceUse.USUAL : nonce ? NonceUse.REQUIRED : NonceUse.NONE;
  }
}
