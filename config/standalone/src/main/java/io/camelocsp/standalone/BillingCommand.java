package io.camelocsp.standalone;

import io.camelocsp.billing.BillingRecord;
import io.camelocsp.billing.JournalReader;
import io.camelocsp.client.SafeText;
import io.camelocsp.standalone.billing.BillingSums;
import io.camelocsp.standalone.billing.JournalSelection;
import io.camelocsp.standalone.billing.Part;
import io.camelocsp.standalone.billing.Period;
import io.camelocsp.standalone.billing.SumFormat;
import io.camelocsp.standalone.billing.SumTable;
import io.camelocsp.standalone.support.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code camel-ocsp billing}: what is to be charged for. */
@Command(
    name = "billing",
    sortOptions = false,
    description =
        "Sum up billing journals by customer (the requestor, else the client's address), issuer,"
            + " responder and period. It reads files only, also those that are being written.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  camel-ocsp billing data/billing",
      "  camel-ocsp billing --from 2026-11-01 --to 2026-12-01 \\",
      "      --by customer data/billing",
      "  camel-ocsp billing --per day --format csv data/billing/billing-202611*.gz",
      "",
      "An issuer (none) is an answer that names no certificates: an error, or one of a responder",
      "with 'billing = requests'. See docs/billing.md."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was read",
      "1:damaged lines or files were left out; they are named",
      "64:wrong usage"
    })
final class BillingCommand extends BaseCommand {
  private static final int MOST_NAMED = 20;

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description = "Journals (.jsonl, .csv, .gz), and directories with journals.")
  private List<Path> given = List.of();

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      split = ",",
      defaultValue = "customer,issuer",
      description = "Of customer, issuer, responder (default: ${DEFAULT-VALUE}).")
  private Set<Part> by = EnumSet.noneOf(Part.class);

  @Option(
      names = "--per",
      paramLabel = "PERIOD",
      defaultValue = "month",
      description = "hour, day, month or all, in UTC (default: ${DEFAULT-VALUE}).")
  private Period per = Period.MONTH;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "The first moment that counts: a date or a time in UTC.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "The first moment that does not count any more.")
  private @Nullable String to;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json (default: ${DEFAULT-VALUE}).")
  private SumFormat format = SumFormat.TABLE;

  private long damaged;

  @Override
  public Integer call() throws IOException {
    Instant begin = time(from, Instant.MIN);
    Instant end = time(to, Instant.MAX);
    if (!begin.isBefore(end)) {
      throw usage("--from must be before --to");
    }
    BillingSums sums = new BillingSums(by, per, begin, end);
    int files;
    try (JournalSelection journals = JournalSelection.of(given);
        ReadingProgress progress = new ReadingProgress(journals.files(), terminal())) {
      files = journals.files().size();
      JournalReader reader = new JournalReader();
      for (Path file : journals.files()) {
        read(journals, file, reader, sums, progress);
      }
    } catch (JournalSelection.NothingThereException e) {
      throw usage(String.valueOf(e.getMessage()));
    } catch (BillingSums.TooManyException e) {
      throw usage(e.getMessage() + ": sum by fewer things, or per longer periods");
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("files", files);
    facts.put("records", sums.records());
    facts.put("damaged", damaged);
    new SumTable(by, per, sums).print(format, facts, terminal()::line);
    if (damaged > MOST_NAMED) {
      terminal().problem("... and " + (damaged - MOST_NAMED) + " more.");
    }
    if (damaged > 0) {
      terminal().problem(terminal().bad(damaged + " damaged lines or files were left out."));
      return ExitCode.WARNING;
    }
    return ExitCode.OK;
  }

  /** A date means its first moment. */
  private Instant time(@Nullable String text, Instant otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw usage(
          "'%s' is neither a date such as 2026-11-28 nor a time such as 2026-11-28T16:00:00Z"
              .formatted(text));
    }
  }

  private void read(
      JournalSelection journals,
      Path file,
      JournalReader reader,
      BillingSums sums,
      ReadingProgress progress) {
    try {
      journals.read(
          file,
          reader,
          new JournalReader.Sink() {
            @Override
            public void record(BillingRecord billingRecord) {
              sums.add(billingRecord);
              progress.record(reader);
            }

            @Override
            public void damaged(long line, String reason) {
              leaveOut("%s, line %,d: %s".formatted(file, line, reason));
            }

            @Override
            public void unfinished(long octets) {
              terminal()
                  .problem(
                      String.format(
                          Locale.ROOT,
                          "%s: its last line is not finished yet (%,d octets), and does not count.",
                          file,
                          octets));
            }
          });
    } catch (IOException e) {
      leaveOut(file + " cannot be read to its end: " + e.getMessage());
    }
  }

  private void leaveOut(String what) {
    damaged++;
    if (damaged <= MOST_NAMED) {
      terminal().problem(terminal().warning(SafeText.clean(what)));
    }
  }
}
