package io.camelocsp.audit;

import io.camelocsp.certificate.DurableFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of an audit log in their directory: {@code audit.jsonl}, which is written, and {@code
 * audit-000000000001.jsonl}, …, which are full and named after their first entry.
 */
public final class AuditFiles {
  /** The file that is written. */
  public static final String CURRENT = "audit.jsonl";

  /** The private key that signs checkpoints, unless another is configured. */
  public static final String KEY = "audit-key.pem";

  /** The public keys that have signed checkpoints here. */
  public static final String PUBLIC_KEY = "audit-public-key.pem";

  private static final Pattern FULL = Pattern.compile("audit-(\\d{12})\\.jsonl");

  private final Path directory;

  AuditFiles(Path directory) {
    this.directory = directory;
  }

  /** A full file, and the number of its first entry. */
  record Full(Path file, long first) {}

  /**
   * The log's files, oldest first.
   *
   * @throws IOException if the directory cannot be read
   */
  public static List<Path> in(Path directory) throws IOException {
    AuditFiles files = new AuditFiles(directory);
    List<Path> all = new ArrayList<>(files.full().stream().map(Full::file).toList());
    if (Files.exists(files.current())) {
      all.add(files.current());
    }
    return all;
  }

  /** Makes the directory, for its owner only. */
  void create() throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, DurableFile.mode(directory, "rwx------"));
    }
  }

  Path current() {
    return directory.resolve(CURRENT);
  }

  List<Full> full() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Full> full = new ArrayList<>();
      for (Path each : files.toList()) {
        Matcher name = FULL.matcher(each.getFileName().toString());
        if (name.matches()) {
          full.add(new Full(each, Long.parseLong(name.group(1))));
        }
      }
      full.sort(Comparator.comparingLong(Full::first));
      return full;
    }
  }

  /** Opens the file that is written, at its end. */
  FileChannel append() throws IOException {
    return FileChannel.open(
        current(),
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
        DurableFile.mode(directory, "rw-------"));
  }

  /** Gives the file that was written its name for good. An existing file is never replaced. */
  void keep(long first) throws IOException {
    Path full = directory.resolve("audit-%012d.jsonl".formatted(first));
    if (Files.exists(full)) {
      throw new IOException(full + " exists already");
    }
    Files.move(current(), full, StandardCopyOption.ATOMIC_MOVE);
    forceNames();
  }

  /** Returns once the names in the directory are on the disk. */
  void forceNames() throws IOException {
    DurableFile.forceNames(directory);
  }
}
