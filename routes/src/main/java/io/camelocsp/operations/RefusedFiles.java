package io.camelocsp.operations;

import io.camelocsp.processors.MoveAside;
import io.camelocsp.revocation.ListRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/** The newest files that were refused in a watched directory, found by their reasons. */
final class RefusedFiles {
  static final int NEWEST = 3;

  /** A directory that nobody clears may hold very many. */
  private static final int MOST_NAMES = 20_000;

  private static final int MOST_CHARACTERS = 500;

  /** How the second line of a reason begins, after its kind; see {@link ListRefusedException}. */
  private static final String WRONG = "What is wrong: ";

  private RefusedFiles() {}

  /**
   * The newest first; none if there is no such directory, or it cannot be read.
   *
   * @param lists the directory's configured name
   */
  static List<RefusedFile> newest(String lists, Path watched) {
    // Names begin with the time, so that the latest name is the latest refusal.
    PriorityQueue<Path> newest = new PriorityQueue<>(Comparator.comparing(RefusedFiles::name));
    Path directory = watched.resolve(MoveAside.REFUSED);
    try (DirectoryStream<Path> reasons =
        Files.newDirectoryStream(directory, "*" + MoveAside.REASON)) {
      int seen = 0;
      for (Path each : reasons) {
        newest.add(each);
        if (newest.size() > NEWEST) {
          newest.remove();
        }
        if (++seen == MOST_NAMES) {
          break;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return List.of(); // nothing was refused yet; what cannot be read is told by the polls
    }
    List<RefusedFile> refused = new ArrayList<>();
    newest.stream()
        .sorted(Comparator.comparing(RefusedFiles::name).reversed())
        .forEach(each -> add(lists, each, refused));
    return refused;
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static void add(String lists, Path file, List<RefusedFile> refused) {
    try {
      Instant at = Files.getLastModifiedTime(file).toInstant();
      refused.add(new RefusedFile(lists, at, reason(file), file));
    } catch (IOException | UncheckedIOException e) {
      // deleted while we looked: then it needs nobody's attention
    }
  }

  private static String reason(Path file) throws IOException {
    char[] start = new char[MOST_CHARACTERS];
    int length;
    try (Reader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      length = Math.max(0, reader.read(start));
    }
    return new String(start, 0, length)
        .lines()
        .limit(2)
        .map(line -> line.replace(WRONG, ""))
        .collect(Collectors.joining(" "));
  }
}
