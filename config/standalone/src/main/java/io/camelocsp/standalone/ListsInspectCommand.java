package io.camelocsp.standalone;

import io.camelocsp.client.CertificateFiles;
import io.camelocsp.client.InquiryException;
import io.camelocsp.client.SafeText;
import io.camelocsp.client.Times;
import io.camelocsp.der.Oid;
import io.camelocsp.revocation.ListExtension;
import io.camelocsp.revocation.ListInspection;
import io.camelocsp.revocation.ListInspection.Signature;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.revocation.ListSegment;
import io.camelocsp.standalone.server.ConfiguredValue;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camel-ocsp lists inspect}: what a file with a list says. */
@Command(
    name = "inspect",
    sortOptions = false,
    description =
        "Show what a CRL or an issuance list says, in PEM or DER and of any size: issuer, number, times, entries,"
            + " extensions, signature, and for what a responder would refuse it.",
    footerHeading = "%n",
    footer = {
      "Example:",
      "  camel-ocsp lists inspect --issuer ca.pem acme.crl",
      "",
      "Whether it is newer than the list in use only the responder knows."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:a responder would take it",
      "1:a responder would take it, but it ends within a day, or its signature was not checked",
      "2:a responder would refuse it, or it is no list",
      "64:wrong usage"
    })
final class ListsInspectCommand extends BaseCommand {
  private static final Duration SOON = Duration.ofDays(1);

  private final CommandEnvironment environment;

  @Parameters(paramLabel = "FILE", description = "The list.")
  private Path file = Path.of("");

  @Option(
      names = "--issuer",
      paramLabel = "CA",
      description = "The CA's certificate, to check the signature with.")
  private @Nullable Path issuer;

  @Option(
      names = "--issuance-oid",
      paramLabel = "OID",
      description =
          "The extension that marks issuance lists. Default: what --config says, else "
              + ListSegment.EXTENSION
              + ".")
  private @Nullable String issuanceOid;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A responder's configuration, whose ocsp.issuance-list-oid counts.")
  private @Nullable Path config;

  ListsInspectCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CommandFailure, InquiryException {
    if (!Files.isRegularFile(file)) {
      throw usage("There is no file " + file);
    }
    X509Certificate certificate = issuer == null ? null : CertificateFiles.one(issuer);
    Instant now = environment.clock().instant();
    ListInspection list = inspect(certificate, now);
    print(list, now);
    if (!list.refusals().isEmpty()) {
      list.refusals().forEach(each -> terminal().line(terminal().bad("refused: ") + clean(each)));
      return ExitCode.CRITICAL;
    }
    boolean soon = list.nextUpdate() != null && list.nextUpdate().isBefore(now.plus(SOON));
    return soon || list.signature() == Signature.NOT_CHECKED ? ExitCode.WARNING : ExitCode.OK;
  }

  private ListInspection inspect(@Nullable X509Certificate certificate, Instant now)
      throws CommandFailure {
    try {
      return ListInspection.of(file, certificate, now, oid());
    } catch (ListRefusedException e) {
      throw new CommandFailure(
          ExitCode.CRITICAL, file + ": " + clean(e.whatIsWrong()), clean(e.whatToDo()));
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.CRITICAL, file + " cannot be read: " + e.getMessage());
    }
  }

  private String oid() throws CommandFailure {
    String wanted = issuanceOid;
    try {
      if (wanted == null && config != null) {
        wanted = ConfiguredValue.of(config, "ocsp.issuance-list-oid");
      }
      return wanted == null ? ListSegment.EXTENSION : Oid.of(wanted).toString();
    } catch (IllegalArgumentException e) {
      throw usage("'" + wanted + "' is no object identifier: " + e.getMessage());
    } catch (IOException e) {
      throw usage(config + " cannot be read: " + e.getMessage());
    }
  }

  private void print(ListInspection list, Instant now) {
    BigInteger number = list.number();
    field(
        "list",
        String.format(
            Locale.ROOT,
            "%s, version %d, %s, %,d bytes of DER",
            list.kind().label(),
            list.version(),
            list.encoding(),
            list.octets()));
    field("issuer", clean(list.issuer()));
    field("number", number == null ? "none" : number.toString());
    ListSegment segment = list.notes().segment();
    if (segment != null) {
      field(
          "segment",
          "%d of version %d, %s"
              .formatted(
                  segment.number(),
                  segment.version(),
                  segment.full() ? "full: it does not change any more" : "open: the last one"));
    }
    if (list.delta() != null) {
      field("builds on", "number " + list.delta() + " or later");
    }
    list.scope().forEach(each -> field("only", clean(each)));
    list.indirectIssuers().forEach(each -> field("lists of", clean(each)));
    list.notes().freshest().forEach(each -> field("deltas at", clean(each)));
    if (list.notes().expiredCertsSince() != null) {
      field("expired", "kept since " + list.notes().expiredCertsSince());
    }
    field("thisUpdate", Times.relative(list.thisUpdate(), now));
    field(
        "nextUpdate",
        list.nextUpdate() == null
            ? terminal().warning("none: a responder needs a configured max-list-age")
            : Times.relative(list.nextUpdate(), now));
    field("entries", String.format(Locale.ROOT, "%,d", list.entries()));
    for (ListExtension each : list.extensions()) {
      field("extension", clean(each.name()) + (each.critical() ? " (critical)" : ""));
    }
    field("signature", clean(list.signatureAlgorithm()) + ", " + signature(list.signature()));
    field("sha256", list.sha256());
  }

  private String signature(Signature signature) {
    return switch (signature) {
      case VALID -> terminal().good("valid");
      case INVALID -> terminal().bad("not valid");
      case NOT_CHECKED -> terminal().warning("not checked: give --issuer");
    };
  }

  private void field(String name, String value) {
    terminal().line(String.format("%-11s %s", name, value));
  }

  private static String clean(String text) {
    return SafeText.clean(text);
  }
}
