package io.camelocsp.standalone;

import io.camelocsp.audit.AuditEntry;
import io.camelocsp.audit.AuditKind;
import io.camelocsp.audit.AuditReader;
import io.camelocsp.client.SafeText;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code camel-ocsp audit show}: what the audit log says. */
@Command(
    name = "show",
    sortOptions = false,
    description = "Show entries of the audit log. It does not verify them: that is 'audit verify'.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  camel-ocsp audit show --config ocsp.properties",
      "  camel-ocsp audit show --kind list-refused --since 2d data/audit",
      "  camel-ocsp audit show --since 2026-11-01T00:00:00Z --json data/audit"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was shown",
      "2:it cannot be read; lines that are no entries are left out, and counted",
      "64:wrong usage"
    })
final class AuditShowCommand extends AuditFilesCommand {
  private static final int MOST_LINES = 1_000_000;

  private final CommandEnvironment environment;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only entries of this kind, e.g. list-accepted. Repeatable.")
  private List<String> kinds = List.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only entries from then on: 2026-11-28T12:00:00Z, or how long ago: 2d.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Only entries before that.")
  private @Nullable String until;

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "Only the last N of these. Default: 100")
  private int last = 100;

  @Option(names = "--json", description = "Print the entries' lines as they are.")
  private boolean json;

  AuditShowCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CommandFailure {
    checkKinds();
    if (last < 1 || last > MOST_LINES) {
      throw usage("--last is a number from 1 to 1000000");
    }
    Instant from = time(since, Instant.MIN);
    Instant to = time(until, Instant.MAX);
    Deque<String> lines = new ArrayDeque<>();
    Selected selected = selected();
    long passedOver;
    AtomicLong before = new AtomicLong();
    try {
      passedOver =
          AuditReader.read(
              selected.files(),
              (entry, line) -> {
                if (fits(entry, from, to)) {
                  if (lines.size() == last) {
                    lines.removeFirst();
                    before.incrementAndGet();
                  }
                  lines.add(json ? line : text(entry));
                }
              });
    } catch (IOException e) {
      throw unreadable(selected.directory(), e);
    }
    lines.forEach(terminal()::line);
    if (before.get() > 0) {
      terminal()
          .problem(
              String.format(
                  Locale.ROOT,
                  "%,d older ones are not shown: --last %d shows them too.",
                  before.get(),
                  Math.min(MOST_LINES, before.get() + last)));
    }
    if (passedOver > 0) {
      terminal()
          .problem(
              terminal()
                  .warning(
                      passedOver
                          + " lines are no entries: 'audit verify' says whether that is right"));
    }
    return ExitCode.OK;
  }

  private void checkKinds() {
    List<String> known = Arrays.stream(AuditKind.values()).map(AuditKind::label).toList();
    for (String each : kinds) {
      if (!known.contains(each)) {
        throw usage("There is no kind '" + each + "'; there are " + String.join(", ", known));
      }
    }
  }

  private Instant time(@Nullable String text, Instant otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      try {
        Duration ago = new DurationConverter().convert(text);
        return environment.clock().instant().minus(ago);
      } catch (TypeConversionException no) {
        throw usage("'" + text + "' is no time; write 2026-11-28T12:00:00Z, or how long ago: 2d");
      }
    }
  }

  private boolean fits(AuditEntry entry, Instant from, Instant to) {
    return (kinds.isEmpty() || kinds.contains(entry.kind()))
        && !entry.time().isBefore(from)
        && entry.time().isBefore(to);
  }

  private static String text(AuditEntry entry) {
    String details =
        entry.details().entrySet().stream()
            .filter(each -> !isOfTheChain(each.getKey()))
            .map(each -> each.getKey() + "=" + quoted(each.getValue().toString()))
            .collect(Collectors.joining(" "));
    return String.format(
            Locale.ROOT,
            "%s  %-20s %s",
            entry.time().truncatedTo(ChronoUnit.SECONDS),
            SafeText.clean(entry.kind()),
            details)
        .stripTrailing();
  }

  /** What only a verifier reads. */
  private static boolean isOfTheChain(String name) {
    return name.equals("signature") || name.equals("previous");
  }

  private static String quoted(String value) {
    String clean = SafeText.clean(value);
    return clean.matches("[^\\s\"=]+") ? clean : "\"" + clean.replace("\"", "\\\"") + "\"";
  }
}
