package io.camelocsp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What is in a site's watched directory, its refused files and its archive. */
public final class DropDirectory {
  private final Path directory;
  private final Path archive;

  /** The directory every site has. */
  public DropDirectory(TestSite site) {
    this(site, "drop");
  }

  /** Another directory of the site that is watched. */
  public DropDirectory(TestSite site, String name) {
    directory = site.path(name);
    archive = site.path("data").resolve("lists").resolve("site");
  }

  /** Names of the files that wait. */
  public List<String> waiting() throws IOException {
    return names(directory);
  }

  /** Names of the refused files and of their reasons. */
  public List<String> refused() throws IOException {
    return names(directory.resolve(".refused"));
  }

  /** The archived lists of the issuer {@code site}, without what lies beside them. */
  public List<Path> archived() throws IOException {
    try (Stream<Path> files = Files.list(archive)) {
      return files.filter(file -> file.toString().endsWith(".crl")).sorted().toList();
    }
  }

  /** The refused file that was dropped under this name; waits for it ten seconds at most. */
  public Path awaitRefused(String name) {
    await(() -> assertThat(refused()).anyMatch(refused -> refused.endsWith("-" + name)));
    return find("-" + name);
  }

  /** The reason beside a refused file. */
  public String reasonOf(String name) throws IOException {
    return Files.readString(find("-" + name + ".reason.txt"));
  }

  /** Waits, ten seconds at most, until no file waits. */
  public void awaitEmpty() {
    await(() -> assertThat(waiting()).isEmpty());
  }

  private Path find(String end) {
    try (Stream<Path> files = Files.list(directory.resolve(".refused"))) {
      return files.filter(file -> file.toString().endsWith(end)).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void await(org.awaitility.core.ThrowingRunnable assertion) {
    Awaitility.await().pollInterval(Duration.ofMillis(20)).untilAsserted(assertion);
  }

  private static List<String> names(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}
