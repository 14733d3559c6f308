package io.camelocsp.standalone;

import io.camelocsp.client.InquiryException;
import io.camelocsp.client.Outcome;
import io.camelocsp.client.SafeText;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import io.camelocsp.standalone.support.Terminal;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code camel-ocsp} command, of which everything else is a subcommand. */
@Command(
    name = "camel-ocsp",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "An OCSP responder: a CA drops a CRL into a directory, clients ask over HTTP and get"
            + " signed answers.",
    footer = {
      "",
      "Begin with:",
      "  camel-ocsp demo                               see it work, with a demo CA",
      "  camel-ocsp init --issuer CA.pem --crl CA.crl  set it up for your own CA",
      "  camel-ocsp run --config ocsp.properties       answer",
      "  camel-ocsp status --config ocsp.properties    see whether it answers",
      "",
      "Exit codes: 0 ok, 1 warning, 2 critical, 3 unknown, 64 wrong usage, 69 Java or",
      "Maven is missing, 70 a defect of camel-ocsp; check has its own.",
      "Colour is left out with NO_COLOR=1, or when not on a terminal."
    })
public final class CamelOcsp implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean version;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show stack traces of failures: for reports about camel-ocsp itself.")
  private boolean stacktrace;

  private CamelOcsp() {}

  /**
   * The whole command line, ready to execute.
   *
   * @param environment what it takes from the process around it
   */
  public static CommandLine commandLine(CommandEnvironment environment) {
    CamelOcsp root = new CamelOcsp();
    CommandLine commandLine = new CommandLine(root);
    commandLine.addSubcommand(new DemoCommand(environment));
    commandLine.addSubcommand(new InitCommand(environment));
    commandLine.addSubcommand(new RunCommand(environment));
    commandLine.addSubcommand(new CheckConfigCommand(environment));
    commandLine.addSubcommand(new CheckCommand(environment));
    commandLine.addSubcommand(new StatusCommand());
    commandLine.addSubcommand(new ExplainCommand());
    commandLine.addSubcommand(new ReloadCommand());
    commandLine.addSubcommand(new BillingCommand());
    commandLine.addSubcommand(
        new CommandLine(new ListsCommand())
            .addSubcommand(new ListsInspectCommand(environment))
            .addSubcommand(new ListsFetchCommand())
            .addSubcommand(new ListsAcceptCommand())
            .addSubcommand(new ListsForgetCommand()));
    commandLine.addSubcommand(
        new CommandLine(new AuditCommand())
            .addSubcommand(new AuditVerifyCommand())
            .addSubcommand(new AuditShowCommand(environment)));
    commandLine.addSubcommand(
        new CommandLine(new SignerCommand()).addSubcommand(new SignerAssembleCommand()));
    commandLine.addSubcommand(
        new CommandLine(new IssuanceListCommand())
            .addSubcommand(new IssuanceListNewCommand(environment))
            .addSubcommand(new IssuanceListDeltaCommand(environment))
            .addSubcommand(new IssuanceListSegmentCommand(environment)));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setParameterExceptionHandler(CamelOcsp::usageError);
    commandLine.setExecutionExceptionHandler(root::failure);
    return commandLine;
  }

  /** Without a command, help is what is wanted. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int usageError(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    Terminal terminal = Terminal.of(command.getCommandSpec());
    terminal.problem(terminal.bad(SafeText.clean(String.valueOf(problem.getMessage()))));
    UnmatchedArgumentException.printSuggestions(problem, command.getErr());
    terminal.problem(
        "'" + command.getCommandSpec().qualifiedName() + " --help' shows what is possible.");
    return ExitCode.USAGE;
  }

  private int failure(Exception problem, CommandLine command, ParseResult parsed) {
    Terminal terminal = Terminal.of(command.getCommandSpec());
    if (stacktrace) {
      problem.printStackTrace(command.getErr());
    }
    if (problem instanceof CommandFailure failure) {
      terminal.problem(terminal.bad(String.valueOf(failure.getMessage())));
      failure.advice().forEach(terminal::problem);
      return failure.exitCode();
    }
    if (problem instanceof InquiryException inquiry) {
      return inquiryFailure(inquiry, command, terminal);
    }
    if (problem instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
    if (problem instanceof FileSystemException file) {
      terminal.problem(terminal.bad(explain(file)));
      return ExitCode.CRITICAL;
    }
    terminal.problem(terminal.bad("This should not have happened: " + problem));
    terminal.problem("Please report it with what --stacktrace adds.");
    return ExitCode.DEFECT;
  }

  private static int inquiryFailure(
      InquiryException problem, CommandLine command, Terminal terminal) {
    String message = String.valueOf(problem.getMessage());
    if (problem.kind() == InquiryException.Kind.USAGE) {
      return usageError(new ParameterException(command, message), new String[0]);
    }
    terminal.problem(terminal.bad(message));
    problem.advice().forEach(terminal::problem);
    return problem.kind() == InquiryException.Kind.NO_ANSWER
        ? Outcome.NO_ANSWER.exitCode()
        : ExitCode.USAGE;
  }

  private static String explain(FileSystemException problem) {
    String what = problem.getReason();
    if (problem instanceof AccessDeniedException) {
      what = "permission denied";
    } else if (problem instanceof NoSuchFileException) {
      what = "no such file or directory";
    } else if (problem instanceof FileAlreadyExistsException) {
      what = "exists already, and nothing is overwritten";
    }
    return problem.getFile() + ": " + (what == null ? "cannot be used" : what);
  }
}
