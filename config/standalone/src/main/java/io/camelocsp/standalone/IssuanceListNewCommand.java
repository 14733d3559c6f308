package io.camelocsp.standalone;

import io.camelocsp.revocation.ListSegment;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code camel-ocsp issuance-list new}: a complete list. */
@Command(
    name = "new",
    sortOptions = false,
    description = "Make a complete issuance list: everything that the CA has issued.",
    footerHeading = "%n",
    footer = {
      "Example:",
      "  camel-ocsp issuance-list new --serials issued.txt --issuer ca.pem \\",
      "      --keystore ca.p12 --password-file pin --number 17 --next-update 7d \\",
      "      --out acme.cil",
      "",
      "Responders take it like a CRL: drop it, push it, or publish it where they fetch."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:made",
      "2:not made: a file cannot be used, or the list exists",
      "64:wrong usage"
    })
final class IssuanceListNewCommand extends BaseCommand {
  private final CommandEnvironment environment;

  @Mixin private IssuanceListOptions options = new IssuanceListOptions();

  IssuanceListNewCommand(CommandEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws CommandFailure {
    IssuanceListJob job = new IssuanceListJob(options, environment.clock().instant(), terminal());
    try {
      job.write(ListSegment.ONLY, Optional.empty(), job.contents().all());
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    return ExitCode.OK;
  }
}
