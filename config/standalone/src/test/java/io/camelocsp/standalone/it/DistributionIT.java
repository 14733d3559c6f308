package io.camelocsp.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelocsp.standalone.it.Distribution.Told;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/install.md} says of the {@code tar.gz}. */
class DistributionIT {
  @TempDir private static Path place;
  private static Distribution distribution;

  @TempDir private Path elsewhere;

  @BeforeAll
  static void unpack() throws Exception {
    distribution = Distribution.unpackInto(place);
  }

  private static List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(distribution.file("lib"))) {
      return files.toList();
    }
  }

  @Test
  void itsChecksumIsRight() throws Exception {
    Path archive = Distribution.archive();
    Told checked =
        Distribution.run(
            archive.getParent(), Map.of(), "sha256sum", "-c", archive.getFileName() + ".sha256");

    assertThat(checked.exit()).as(checked.output()).isZero();
    assertThat(checked.output()).contains(archive.getFileName() + ": OK");
  }

  @Test
  void itHasWhatItIsMadeOfAndNothingOfTheTests() throws Exception {
    assertThat(distribution.home().getFileName().toString())
        .isEqualTo(Distribution.archive().getFileName().toString().replace(".tar.gz", ""));
    assertThat(
            List.of(
                "LICENSE",
                "README.md",
                "CHANGELOG.md",
                "bin/camel-ocsp",
                "config/reference/ocsp.properties",
                "config/systemd/camel-ocsp.service",
                "config/container/Containerfile",
                "docs/install.md"))
        .allSatisfy(name -> assertThat(distribution.file(name)).isNotEmptyFile());
    assertThat(jars())
        .extracting(each -> each.getFileName().toString())
        .anyMatch(name -> name.startsWith("camel-ocsp-standalone-"))
        .anyMatch(name -> name.startsWith("camel-core-engine-"))
        .noneMatch(name -> name.contains("testkit") || name.contains("junit"))
        .allMatch(name -> name.endsWith(".jar"));
  }

  @Test
  void itsSbomNamesEveryJar() throws Exception {
    JsonNode sbom = new ObjectMapper().readTree(distribution.sbom().toFile());
    assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    Set<String> named = new HashSet<>();
    named.add(jarName(sbom.path("metadata").path("component")));
    sbom.path("components").forEach(each -> named.add(jarName(each)));

    assertThat(jars())
        .allSatisfy(
            jar ->
                assertThat(named).anyMatch(name -> jar.getFileName().toString().startsWith(name)));
    String beside = Distribution.archive().toString().replace(".tar.gz", "-sbom.json");
    assertThat(Path.of(beside)).hasSameTextualContentAs(distribution.sbom());
  }

  private static String jarName(JsonNode component) {
    return component.path("name").asText() + "-" + component.path("version").asText();
  }

  /** A link on the PATH, started elsewhere, with the java of the PATH. */
  @Test
  void theDemoRunsThroughALinkAndWritesNothingWhereItIsInstalled() throws Exception {
    Map<String, String> before = distribution.content();
    Path bin = Files.createDirectories(elsewhere.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("camel-ocsp"), distribution.launcher());
    String path = bin + ":" + System.getenv("PATH");

    Told demo =
        Distribution.run(
            elsewhere, Map.of("JAVA_HOME", "", "PATH", path), "sh", "-c", "camel-ocsp demo --once");

    assertThat(demo.exit()).as(demo.output()).isZero();
    assertThat(demo.output()).contains("good", "revoked", "keyCompromise").doesNotContain("WARN");
    assertThat(distribution.content()).isEqualTo(before);
  }

  @Test
  void itAnswersAndCanBeChecked() throws Exception {
    TestSite site = new TestSite(elsewhere, KeyKind.EC_P256);
    String launcher = distribution.launcher().toString();
    try (RunningProcess run =
        RunningProcess.start(
            elsewhere, Map.of(), List.of(launcher, "run", "--config", "ocsp.properties"))) {
      run.awaitPing(site.uri());
      site.dropNextCrl();
      run.awaitList(site);

      String url = site.uri().toString();
      Told good =
          Distribution.run(
              elsewhere,
              Map.of(),
              launcher,
              "check",
              "--url",
              url,
              "--issuer",
              "ca.pem",
              "good.pem");
      assertThat(good.exit()).as(good.output()).isZero();
      Told revoked =
          Distribution.run(
              elsewhere,
              Map.of(),
              launcher,
              "check",
              "--url",
              url,
              "--issuer",
              "ca.pem",
              "revoked.pem");
      assertThat(revoked.exit()).as(revoked.output()).isEqualTo(1);
      Told status = Distribution.run(elsewhere, Map.of(), launcher, "status");
      assertThat(status.output()).startsWith("OK: ");
      assertThat(status.exit()).isZero();
    }
  }

  /** As a container or a service does: the installed files belong to somebody else. */
  @Test
  void anotherUserRunsItWhereNothingCanBeWritten() throws Exception {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "only root can be another user");
    Told shared = Distribution.run(place, Map.of(), "chmod", "-R", "a+rX,a-w", place.toString());
    assertThat(shared.exit()).as(shared.output()).isZero();
    Path own = Files.createDirectory(elsewhere.resolve("own"));
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> nobody =
        List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs");
    List<String> command = new ArrayList<>(nobody);
    command.addAll(
        List.of(distribution.launcher().toString(), "demo", "--once", "--dir", own + "/demo"));

    Told demo = Distribution.run(own, Map.of(), command.toArray(String[]::new));

    assertThat(demo.exit()).as(demo.output()).isZero();
    assertThat(Files.getAttribute(own.resolve("demo"), "unix:uid")).isEqualTo(65534);
  }

  @Test
  void withoutJavaItSaysWhatToInstall() throws Exception {
    Path tools = Files.createDirectories(elsewhere.resolve("tools"));
    for (String tool : List.of("sh", "dirname", "readlink", "sed")) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
    }

    Told told =
        Distribution.run(
            elsewhere,
            Map.of("JAVA_HOME", "", "PATH", tools.toString()),
            distribution.launcher().toString(),
            "status");

    assertThat(told.exit()).isEqualTo(69);
    assertThat(told.output()).contains("there is no java on the PATH", "apt-get install openjdk");
  }

  /** Where a Java of that version is installed; Debian 12 has none. */
  @Test
  void itRunsOnJava25WithoutAWarning() throws Exception {
    Path java25 = java25();
    if (java25 == null) {
      System.err.println("SKIPPED: there is no Java 25 here: the tar.gz is NOT tested with it");
      Assumptions.abort("no Java 25");
      return;
    }

    Told demo =
        Distribution.run(
            elsewhere,
            Map.of("JAVA_HOME", java25.toString()),
            distribution.launcher().toString(),
            "demo",
            "--once");

    assertThat(demo.exit()).as(demo.output()).isZero();
    assertThat(demo.output()).doesNotContainIgnoringCase("warning");
    Told version =
        Distribution.run(
            elsewhere,
            Map.of("JAVA_HOME", java25.toString()),
            distribution.launcher().toString(),
            "--version");
    assertThat(version.output()).contains("Java 25");
  }

  private static @Nullable Path java25() throws IOException {
    Path all = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(all)) {
      return null;
    }
    try (Stream<Path> each = Files.list(all)) {
      return each.filter(java -> java.getFileName().toString().contains("-25"))
          .filter(java -> Files.isExecutable(java.resolve("bin/java")))
          .findFirst()
          .orElse(null);
    }
  }
}
