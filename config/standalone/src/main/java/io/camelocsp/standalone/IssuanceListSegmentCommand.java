package io.camelocsp.standalone;

import io.camelocsp.issuance.SerialSet;
import io.camelocsp.revocation.IssuanceListFile;
import io.camelocsp.revocation.ListSegment;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code camel-ocsp issuance-list segment}: the last segment anew, or the one after it. */
@Command(
    name = "segment",
    sortOptions = false,
    description =
        "Make the last segment of a segmented issuance list: with everything that no full segment"
            + " has. Is the last segment full, it is the next one; without --after the first.",
    footerHeading = "%n",
    footer = {
      "Example: fill segment 1, then begin segment 2:",
      "  camel-ocsp issuance-list segment --full --limit 1000000 \\",
      "      --serials issued.txt --issuer ca.pem --keystore ca.p12 \\",
      "      --password-file pin --number 1 --next-update 3650d --out acme-1.cil",
      "  camel-ocsp issuance-list segment --after acme-1.cil --serials issued.txt \\",
      "      --issuer ca.pem --keystore ca.p12 --password-file pin --number 2 \\",
      "      --next-update 1d --out acme-2.cil"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:made",
      "1:made, but full segments have serial numbers that the source does not name",
      "2:not made: a file cannot be used, or the list exists",
      "64:wrong usage"
    })
final class IssuanceListSegmentCommand extends BaseCommand {
  private final CommandEnvironment environment;

  @Option(
      names = "--after",
      paramLabel = "LIST",
      description = "The segments there are, all of them; to be given once for each.")
  private List<Path> after = new ArrayList<>();

  @Option(
      names = "--full",
      description = "The segment is full: it will never change, and another one follows it.")
  private boolean full;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Most serial numbers in a full segment; the others are for the next one.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--segment-version",
      paramLabel = "V",
      defaultValue = "1",
      description = "Without --after: raised whenever segments are cut anew (default: 1).")
  private long version = 1;

  @Mixin private IssuanceListOptions options = new IssuanceListOptions();

  IssuanceListSegmentCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    if (limit < 1 || (limit != Integer.MAX_VALUE && !full)) {
      throw usage("--limit is for --full, and at least 1: an open segment has all there is");
    }
    IssuanceListJob job = new IssuanceListJob(options, environment.clock().instant(), terminal());
    SerialSet closed = new SerialSet();
    ListSegment next = next(job, closed);
    ListSegment made = new ListSegment(next.version(), next.number(), full);
    try {
      job.write(made, Optional.empty(), job.contents().beside(closed, limit));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    int missing = job.contents().missing(closed);
    if (missing == 0) {
      return ExitCode.OK;
    }
    terminal()
        .problem(
            terminal()
                .warning(
                    String.format(
                        Locale.ROOT,
                        "%,d serial numbers of full segments are not in the source.",
                        missing)));
    terminal()
        .problem(
            "They stay issued: full segments do not change. To take them back, cut all segments"
                + " anew with a higher --segment-version.");
    return ExitCode.WARNING;
  }

  /** Which segment comes; {@code closed} gets what full ones have. */
  private ListSegment next(IssuanceListJob job, SerialSet closed) throws CommandFailure {
    List<IssuanceListFile> lists = new ArrayList<>();
    for (Path each : after) {
      IssuanceListFile list = job.open(each);
      if (list.isDelta()) {
        throw usage(each + " is a delta, not a segment");
      }
      lists.add(list);
    }
    lists.sort(Comparator.comparingInt(list -> list.segment().number()));
    ListSegment next = new ListSegment(version, 1, false);
    for (int i = 0; i < lists.size(); i++) {
      ListSegment segment = lists.get(i).segment();
      boolean last = i == lists.size() - 1;
      if (segment.number() != i + 1
          || segment.version() != lists.get(0).segment().version()
          || (!last && !segment.full())) {
        throw usage(
            "--after must name segments 1 to "
                + lists.get(lists.size() - 1).segment().number()
                + " of one version, each once, and only the last one may be open");
      }
      if (segment.full()) {
        lists.get(i).forEach(closed::add);
        next = segment.next();
      } else {
        next = segment;
        requireNewer(lists.get(i));
      }
    }
    return next;
  }

  private void requireNewer(IssuanceListFile last) {
    if (options.number().compareTo(last.number()) <= 0) {
      throw usage(
          "--number must be above that of the segment it replaces, which is " + last.number());
    }
  }
}
