package io.camelocsp.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The {@code camel-ocsp-VERSION.tar.gz} that was built, unpacked with {@code tar} into a directory
 * with blanks in its name.
 *
 * @param home the directory in it, with {@code bin} and {@code lib}
 */
record Distribution(Path home) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What a command printed, and its exit code. */
  record Told(int exit, String output) {}

  /** The file, beside which are its checksum and its SBOM. */
  static Path archive() {
    return Path.of(System.getProperty("camelocsp.distribution"));
  }

  static Distribution unpackInto(Path directory) throws Exception {
    Path place = Files.createDirectories(directory.resolve("an install directory"));
    Told unpacked = run(place, Map.of(), "tar", "xzf", archive().toString());
    assertThat(unpacked.exit()).as(unpacked.output()).isZero();
    try (Stream<Path> content = Files.list(place)) {
      List<Path> all = content.filter(Files::isDirectory).toList();
      assertThat(all).hasSize(1);
      return new Distribution(all.get(0));
    }
  }

  Path launcher() {
    return home.resolve("bin/camel-ocsp");
  }

  /**
   * The SBOM in it. Maven makes none where it works offline: then what needs it is skipped, loudly,
   * but for builds that must test everything.
   */
  Path sbom() {
    Path sbom = file("camel-ocsp-sbom.json");
    if (!Files.exists(sbom)) {
      String message = "the build made no SBOM (was Maven offline?): it is NOT tested";
      assertThat(Boolean.parseBoolean(System.getenv("CAMEL_OCSP_REQUIRE_CLIENTS")))
          .as(message)
          .isFalse();
      System.err.println("SKIPPED: " + message);
      Assumptions.abort(message);
    }
    return sbom;
  }

  /** A file of it, by the path that the archive has it at. */
  Path file(String name) {
    return home.resolve(name);
  }

  String text(String name) throws IOException {
    return Files.readString(file(name), StandardCharsets.UTF_8);
  }

  /** All files of it, with their sizes and times. */
  Map<String, String> content() throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        content.put(
            home.relativize(file).toString(),
            Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return content;
  }

  /** Runs a program to its end. */
  static Told run(Path directory, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    try (RunningProcess process =
        RunningProcess.start(directory, environment, new ArrayList<>(List.of(command)))) {
      int exit = process.exitCode(PATIENCE);
      return new Told(exit, process.output());
    }
  }
}
