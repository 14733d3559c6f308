package io.camelocsp.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelocsp.standalone.it.Distribution.Told;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Containerfile of the distribution. No image is built: every path and command in it is checked
 * against the distribution, and its commands are run as its user, who may write nothing that is
 * installed.
 */
class ContainerfileIT {
  private static final Pattern INSTALLED = Pattern.compile(InstalledPaths.OPT + "(/[\\w./-]+)");

  @TempDir private static Path place;
  private static Distribution distribution;
  private static List<Instruction> instructions;

  @TempDir private Path directory;
  private TestSite site;
  private InstalledPaths paths;

  /** One line of it, as continued. */
  private record Instruction(String name, String arguments) {}

  @BeforeAll
  static void unpack() throws Exception {
    distribution = Distribution.unpackInto(place);
    Distribution.run(place, Map.of(), "chmod", "-R", "a+rX,a-w", place.toString());
    instructions = parse(distribution.text("config/container/Containerfile"));
  }

  @BeforeEach
  void layOut() throws IOException {
    site = new TestSite(Files.createDirectory(directory.resolve("etc")), KeyKind.EC_P256);
    paths = InstalledPaths.link(directory, distribution, site.directory());
  }

  private static List<Instruction> parse(String text) {
    List<Instruction> all = new ArrayList<>();
    String joined = text.replaceAll("(?m)^\\s*#.*\n", "").replace("\\\n", " ");
    for (String line : joined.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
      String[] parts = line.split("\\s+", 2);
      all.add(new Instruction(parts[0], parts[1]));
    }
    return all;
  }

  private static List<String> all(String name) {
    return instructions.stream()
        .filter(each -> each.name().equals(name))
        .map(Instruction::arguments)
        .toList();
  }

  private static String only(String name) {
    assertThat(all(name)).as(name).hasSize(1);
    return all(name).get(0);
  }

  private static List<String> words(String jsonArray) throws IOException {
    return List.of(new ObjectMapper().readValue(jsonArray, String[].class));
  }

  @Test
  void everythingThatItCopiesIsThere() {
    assertThat(distribution.sbom()).isNotEmptyFile();
    assertThat(all("COPY"))
        .isNotEmpty()
        .allSatisfy(
            copy -> {
              String[] words = copy.split("\\s+");
              assertThat(words[words.length - 1]).startsWith(InstalledPaths.OPT);
              assertThat(Arrays.asList(words).subList(0, words.length - 1))
                  .allSatisfy(source -> assertThat(distribution.file(source)).exists());
            });
  }

  @Test
  void everyInstalledPathThatItNamesWasCopied() {
    for (Instruction instruction : instructions) {
      Matcher named = INSTALLED.matcher(instruction.arguments());
      for (MatchResult each : named.results().toList()) {
        String path = each.group(1).substring(1);
        assertThat(distribution.file(path)).exists();
        assertThat(all("COPY"))
            .as(path)
            .anyMatch(copy -> path.isEmpty() || copy.contains(path.split("/")[0]));
      }
    }
  }

  @Test
  void itsUserIsNotRootAndComesAfterAllThatNeedsRoot() {
    List<String> names = instructions.stream().map(Instruction::name).toList();
    assertThat(only("USER")).matches("[1-9][0-9]{3,}:[1-9][0-9]{3,}");
    assertThat(names.subList(names.indexOf("USER"), names.size())).doesNotContain("RUN", "COPY");
    assertThat(only("VOLUME")).isEqualTo("/var/lib/camel-ocsp");
  }

  /** What is not the installed files, the configuration and the volume is not there to be used. */
  @Test
  void itsCommandAnswersAndItsHealthCheckTellsWhetherItDoes() throws Exception {
    Path data = Files.createDirectory(directory.resolve("var"));
    site.configure("ocsp.data.directory = " + data);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> user = asItsUser(data);
    List<String> command = new ArrayList<>(user);
    words(only("ENTRYPOINT")).forEach(word -> command.add(paths.here(word)));
    words(only("CMD")).forEach(word -> command.add(paths.here(word)));

    try (RunningProcess container = RunningProcess.start(directory, Map.of(), command)) {
      container.awaitPing(site.uri());
      assertThat(health(user)).as("no list yet").isNotZero();
      site.dropNextCrl();
      container.awaitList(site);
      assertThat(health(user)).isZero();
      assertThat(container.output()).doesNotContain("denied", "Read-only");
    }
    assertThat(health(user)).as("it has ended").isNotZero();
  }

  private int health(List<String> user) throws Exception {
    String check = only("HEALTHCHECK");
    List<String> command = new ArrayList<>(user);
    command.addAll(
        List.of("sh", "-c", paths.here(check.substring(check.indexOf("CMD ") + "CMD ".length()))));
    Told told = Distribution.run(directory, Map.of(), command.toArray(String[]::new));
    return told.exit();
  }

  /** What precedes a command to run it so; nothing where only root could. */
  private List<String> asItsUser(Path data) throws Exception {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    String[] ids = only("USER").split(":");
    for (Path each :
        List.of(data, site.path("pin"), site.path("drop"))) { // the volume, a secret, a drop
      Distribution.run(directory, Map.of(), "chown", "-R", only("USER"), each.toString());
    }
    return List.of(
        "setpriv",
        "--reuid=" + ids[0],
        "--regid=" + ids[1],
        "--clear-groups",
        "--no-new-privs",
        "--inh-caps=-all",
        "--bounding-set=-all");
  }
}
