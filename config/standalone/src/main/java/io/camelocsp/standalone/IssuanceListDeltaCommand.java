package io.camelocsp.standalone;

import io.camelocsp.revocation.IssuanceListFile;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code camel-ocsp issuance-list delta}: what changed since a complete list. */
@Command(
    name = "delta",
    sortOptions = false,
    description =
        "Make a delta issuance list: what was issued since a complete list, and what that list has"
            + " and the CA has taken back.",
    footerHeading = "%n",
    footer = {
      "Example:",
      "  camel-ocsp issuance-list delta --base acme.cil --serials issued.txt \\",
      "      --issuer ca.pem --keystore ca.p12 --password-file pin --number 18 \\",
      "      --next-update 1h --out delta.cil",
      "",
      "The source is the same as for the complete list: everything that was issued."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:made",
      "2:not made: a file cannot be used, or the list exists",
      "64:wrong usage"
    })
final class IssuanceListDeltaCommand extends BaseCommand {
  private final CommandEnvironment environment;

  @Option(
      names = "--base",
      paramLabel = "LIST",
      required = true,
      description = "The complete list that the delta builds on.")
  private Path base = Path.of("");

  @Mixin private IssuanceListOptions options = new IssuanceListOptions();

  IssuanceListDeltaCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CommandFailure {
    IssuanceListJob job = new IssuanceListJob(options, environment.clock().instant(), terminal());
    IssuanceListFile list = job.open(base);
    if (list.isDelta()) {
      throw usage(base + " is a delta itself: name the complete list");
    }
    if (list.segment().number() > 1 || list.segment().full()) {
      throw usage(
          base + " is one of several segments; the last one is made anew with: segment --after");
    }
    try {
      job.write(
          list.segment(),
          Optional.of(list.number()),
          job.contents().since(IssuanceListJob.serials(list), job.now()));
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    return ExitCode.OK;
  }
}
