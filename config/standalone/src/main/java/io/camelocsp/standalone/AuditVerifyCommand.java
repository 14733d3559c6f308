package io.camelocsp.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.camelocsp.audit.AuditDefect;
import io.camelocsp.audit.AuditFiles;
import io.camelocsp.audit.AuditKeys;
import io.camelocsp.audit.AuditVerifier;
import io.camelocsp.audit.AuditVerifier.Extent;
import io.camelocsp.audit.Verification;
import io.camelocsp.audit.Verification.Mark;
import io.camelocsp.client.SafeText;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code camel-ocsp audit verify}: whether anybody has touched the audit log. */
@Command(
    name = "verify",
    sortOptions = false,
    description =
        "Find out whether entries of the audit log were removed, changed, put in or put elsewhere,"
            + " and up to when it is proved that none were.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  camel-ocsp audit verify --config ocsp.properties",
      "  camel-ocsp audit verify --public-key kept/audit.pem data/audit",
      "  camel-ocsp audit verify --public-key kept/audit.pem archive/ data/audit",
      "",
      "Keep the public key (audit-public-key.pem) elsewhere: whoever can change the",
      "log can exchange the key beside it. The hash of a checkpoint that was printed",
      "once, with --expect, shows later that the log was not cut off before it."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing is wrong with it",
      "2:something is, and the first such line is named; or it cannot be read",
      "64:wrong usage"
    })
final class AuditVerifyCommand extends AuditFilesCommand {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Option(
      names = "--public-key",
      paramLabel = "PEM",
      description =
          "The public key whose signatures count, as it was kept elsewhere. Repeatable. Default:"
              + " audit-public-key.pem beside the log.")
  private List<Path> publicKeys = List.of();

  @Option(
      names = "--expect",
      paramLabel = "HASH",
      description = "The hash of an entry that must be there. Repeatable.")
  private List<String> expected = List.of();

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure {
    for (String each : expected) {
      if (!each.matches("[0-9a-f]{64}")) {
        throw usage(
            "'" + each + "' is no hash of an entry: 64 digits, as this command prints them");
      }
    }
    Selected selected = selected();
    AuditKeys keys = keys(selected);
    Verification result;
    try {
      result =
          new AuditVerifier(keys, expected)
              .verify(selected.files(), selected.whole() ? Extent.WHOLE : Extent.PART);
    } catch (IOException e) {
      throw unreadable(selected.directory(), e);
    }
    if (json) {
      printJson(result);
    } else {
      print(result);
    }
    return result.isIntact() ? ExitCode.OK : ExitCode.CRITICAL;
  }

  private AuditKeys keys(Selected selected) throws CommandFailure {
    Path beside = selected.directory().resolve(AuditFiles.PUBLIC_KEY);
    try {
      return AuditKeys.read(publicKeys.isEmpty() ? List.of(beside) : publicKeys);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.CRITICAL,
          String.valueOf(e.getMessage()),
          "Say --public-key PEM, with the key as it was kept elsewhere.");
    }
  }

  private void print(Verification result) {
    AuditDefect defect = result.defect();
    terminal()
        .line(
            defect == null
                ? terminal().good("The audit log is intact")
                : terminal().bad("The audit log is NOT intact"));
    if (defect != null) {
      field("at", "line %d of %s".formatted(defect.line(), defect.file()));
      field("because", SafeText.clean(defect.text()));
    }
    Mark last = result.last();
    if (last != null) {
      field(
          defect == null ? "entries" : "before it",
          String.format(
              Locale.ROOT,
              "%,d to %,d; files: %,d",
              result.first(),
              last.number(),
              result.files()));
    }
    Mark proved = result.proved();
    if (proved != null) {
      field(
          "proved",
          String.format(Locale.ROOT, "up to entry %,d, of %s", proved.number(), proved.time()));
      field("its hash", proved.hash());
    } else {
      field("proved", "nothing");
    }
    if (defect == null && result.unproved() > 0) {
      field(
          "unproved",
          String.format(
              Locale.ROOT,
              "%,d entries after it, which no checkpoint covers yet",
              result.unproved()));
    }
    result.notes().forEach(note -> field("note", SafeText.clean(note)));
    if (publicKeys.isEmpty()) {
      field("key", "the one beside the log; only --public-key with one kept elsewhere proves it");
    }
  }

  private void field(String name, String value) {
    terminal().line(String.format(Locale.ROOT, "  %-10s %s", name, value));
  }

  private void printJson(Verification result) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("exitCode", result.isIntact() ? ExitCode.OK : ExitCode.CRITICAL);
    map.put("intact", result.isIntact());
    AuditDefect defect = result.defect();
    if (defect != null) {
      map.put("file", defect.file().toString());
      map.put("line", defect.line());
      map.put("problem", defect.text());
    }
    map.put("files", result.files());
    map.put("entries", result.entries());
    map.put("first", result.first());
    put(map, "last", result.last());
    put(map, "proved", result.proved());
    map.put("unproved", result.unproved());
    map.put("notes", result.notes());
    try {
      terminal().line(JSON.writeValueAsString(map));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers cannot fail to be written", e);
    }
  }

  private static void put(
      Map<String, Object> map, String name, @org.jspecify.annotations.Nullable Mark mark) {
    if (mark != null) {
      map.put(
          name, Map.of("n", mark.number(), "time", mark.time().toString(), "hash", mark.hash()));
    }
  }
}
