package io.camelocsp.billing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of a journal's files. The file that is written to keeps its name; a finished one has
 * the moment it was finished in its name, in UTC: {@code billing-20261128T161500123Z.jsonl}. No two
 * are the same and each is after all that were finished before it, whatever the clock did: the
 * order of their names is the order of their records. Thread-safe.
 */
final class JournalNames {
  static final String PACKED = ".gz";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final Path active;
  private final Path directory;
  private final String stem;
  private final Pattern finished;
  private String floor = "";

  /**
   * A finished file.
   *
   * @param stamp the moment in its name; the order of stamps is the order of files
   * @param path where it is; both a packed and a plain one may be there for a moment, then the
   *     plain one
   */
  record Finished(String stamp, Path path) {
    boolean packed() {
      return path.toString().endsWith(PACKED);
    }
  }

  JournalNames(Path file) {
    active = file.toAbsolutePath();
    directory = Objects.requireNonNull(active.getParent(), "a journal is in a directory");
    String name = String.valueOf(active.getFileName());
    int dot = name.lastIndexOf('.');
    stem = dot > 0 ? name.substring(0, dot) : name;
    String extensions = String.join("|", JournalFormat.extensions()).replace(".", "\\.");
    String own = dot > 0 ? Pattern.quote(name.substring(dot)) : "";
    finished =
        Pattern.compile(
            Pattern.quote(stem) + "-(\\d{8}T\\d{9}Z)(?:" + own + "|" + extensions + ")(\\.gz)?");
  }

  /** The file that is written to. */
  Path active() {
    return active;
  }

  Path directory() {
    return directory;
  }

  /** Where the feed keeps its position. */
  Path position() {
    return directory.resolve(stem + ".feed");
  }

  /** The active file of the other formats: left there when the format was changed. */
  List<Path> others() {
    if (!JournalFormat.extensions().contains(extension(active))) {
      return List.of();
    }
    return JournalFormat.extensions().stream()
        .map(extension -> directory.resolve(stem + extension))
        .filter(path -> !path.equals(active))
        .toList();
  }

  /** All finished files, in the order of their records. */
  List<Finished> finished() throws IOException {
    Map<String, Path> byStamp = new TreeMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path each : all) {
        Matcher name = finished.matcher(String.valueOf(each.getFileName()));
        if (name.matches()) {
          boolean packed = name.group(2) != null;
          byStamp.merge(name.group(1), each, (one, other) -> packed ? one : other);
        }
      }
    }
    return byStamp.entrySet().stream()
        .map(each -> new Finished(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(Finished::stamp))
        .toList();
  }

  /** From now on no file gets a stamp that is not after this one. */
  synchronized void startAfter(String stamp) {
    if (stamp.compareTo(floor) > 0) {
      floor = stamp;
    }
  }

  /** A name that no finished file has or had, for a file with this extension. */
  synchronized Path next(Instant now, String extension) throws IOException {
    finished().forEach(each -> startAfter(each.stamp()));
    String stamp = STAMP.format(now.truncatedTo(ChronoUnit.MILLIS));
    if (stamp.compareTo(floor) <= 0) {
      stamp = STAMP.format(instant(floor).plusMillis(1));
    }
    floor = stamp;
    return directory.resolve(stem + "-" + stamp + extension);
  }

  /** The moment in a name. */
  static Instant instant(String stamp) {
    return STAMP.parse(stamp, Instant::from);
  }

  /** The end of a file's name with the dot; empty if it has none. */
  static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot) : "";
  }
}
