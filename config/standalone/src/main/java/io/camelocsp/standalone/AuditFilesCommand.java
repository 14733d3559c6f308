package io.camelocsp.standalone;

import io.camelocsp.audit.AuditFiles;
import io.camelocsp.standalone.server.AuditPath;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that reads an audit log, whether or not its process runs. */
abstract class AuditFilesCommand extends BaseCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "FILE|DIR",
      description =
          "Files of an audit log, the oldest first, or a directory with all of them. Default: what"
              + " the configuration says.")
  private List<Path> paths = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration that says where the log is. Default: ocsp.properties")
  private Path config = Path.of("ocsp.properties");

  /**
   * What is read.
   *
   * @param files the oldest first; at least one
   * @param whole whether they are all of a directory
   */
  record Selected(List<Path> files, boolean whole) {
    /** The directory of the first one, where its public key is. */
    Path directory() {
      return files.get(0).toAbsolutePath().normalize().resolveSibling("");
    }
  }

  final Selected selected() throws CommandFailure {
    List<Path> files = new ArrayList<>();
    boolean whole = false;
    for (Path each : paths.isEmpty() ? List.of(configured()) : paths) {
      if (Files.isDirectory(each)) {
        whole = true;
        files.addAll(filesIn(each));
      } else if (Files.isRegularFile(each)) {
        files.add(each);
      } else {
        throw new CommandFailure(
            ExitCode.CRITICAL, "There is no audit log at " + each + ": neither file nor directory");
      }
    }
    return new Selected(files, whole);
  }

  private static List<Path> filesIn(Path directory) throws CommandFailure {
    try {
      List<Path> files = AuditFiles.in(directory);
      if (files.isEmpty()) {
        throw new CommandFailure(
            ExitCode.CRITICAL,
            "There is no audit log in " + directory + ": it has no " + AuditFiles.CURRENT);
      }
      return files;
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  private Path configured() throws CommandFailure {
    if (!Files.isRegularFile(config)) {
      throw usage(
          "There is no file " + config + ": say the directory of the log, or --config FILE");
    }
    try {
      return AuditPath.of(config);
    } catch (IOException e) {
      throw unreadable(config, e);
    }
  }

  static CommandFailure unreadable(Path file, IOException cause) {
    return new CommandFailure(
        ExitCode.CRITICAL,
        file + " cannot be read: " + cause.getMessage(),
        "Only its owner may read it: run the command as the one who runs camel-ocsp.");
  }
}
