package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/camel-ocsp} in layouts made up here, with a Java and a Maven that only report. */
class LauncherTest {
  private static final Path SCRIPT = Path.of("../../bin/camel-ocsp");

  @TempDir private Path directory;
  private Path javaHome;
  private Path script;

  private record Result(int exit, String output, long pid) {}

  @BeforeEach
  void layOut() throws IOException {
    javaHome = directory.resolve("jdk");
    executable(
        javaHome.resolve("bin/java"),
        "#!/bin/sh\necho \"pid $$\"\nfor a in \"$@\"; do echo \"[$a]\"; done\nexit 3\n");
    executable(javaHome.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(javaHome.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    script = directory.resolve("my dist/bin/camel-ocsp");
    Files.createDirectories(script.getParent());
    Files.copy(SCRIPT, script);
    executable(script);
  }

  private static void executable(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    executable(file);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Result run(Path command, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(command.toString());
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().remove("CAMEL_OCSP_OPTS");
    builder.environment().remove("JAVA_OPTS");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), output, process.pid());
  }

  private void distribution() throws IOException {
    Files.createDirectories(directory.resolve("my dist/lib"));
  }

  @Test
  void becomesTheJavaProcess() throws Exception {
    distribution();
    Result result = run(script, Map.of(), "run", "--config", "my file");
    assertThat(result.output()).contains("pid " + result.pid());
    assertThat(result.output())
        .contains("[io.camelocsp.standalone.Main]\n[run]\n[--config]\n[my file]");
    assertThat(result.exit()).isEqualTo(3);
  }

  @Test
  void findsTheLibrariesThroughSymbolicLinks() throws Exception {
    distribution();
    Path link = Files.createSymbolicLink(directory.resolve("one"), script);
    Path second = Files.createSymbolicLink(directory.resolve("two"), Path.of("one"));
    assertThat(link).isSymbolicLink();
    assertThat(run(second, Map.of(), "check").output())
        .contains("[" + directory.toRealPath() + "/my dist/lib/*]");
  }

  @Test
  void shortCommandsStartFastAndServersRunFast() throws Exception {
    distribution();
    assertThat(run(script, Map.of(), "check", "run").output()).contains("TieredStopAtLevel=1");
    assertThat(run(script, Map.of(), "--stacktrace", "run").output())
        .contains("UseParallelGC")
        .doesNotContain("TieredStopAtLevel");
  }

  @Test
  void passesOnJvmOptions() throws Exception {
    distribution();
    assertThat(run(script, Map.of("CAMEL_OCSP_OPTS", "-Xmx1g -Da=b"), "run").output())
        .contains("[-Xmx1g]\n[-Da=b]");
  }

  @Test
  void javaOptsGoBeforeThoseOfCamelOcsp() throws Exception {
    distribution();
    Map<String, String> both = Map.of("JAVA_OPTS", "-Da=1", "CAMEL_OCSP_OPTS", "-Da=2");
    assertThat(run(script, both, "status").output()).contains("[-Da=1]\n[-Da=2]");
  }

  @Test
  void aServersYoungGenerationIsSmallUnlessTheHeapIsSpokenOf() throws Exception {
    distribution();
    assertThat(run(script, Map.of(), "run").output()).contains("[-XX:+UseParallelGC]\n[-Xmn64m]");
    assertThat(run(script, Map.of("JAVA_OPTS", "-Dx=y"), "run").output()).contains("[-Xmn64m]");
    for (String heap :
        List.of(
            "-Xmx1g",
            "-Xmn200m",
            "-XX:MaxNewSize=1g",
            "-XX:MaxHeapSize=1g",
            "-XX:NewRatio=3",
            "-XX:MaxRAMPercentage=60")) {
      assertThat(run(script, Map.of("CAMEL_OCSP_OPTS", heap), "run").output())
          .contains("[-XX:+UseParallelGC]", "[" + heap + "]")
          .doesNotContain("-Xmn64m");
    }
  }

  /** Java ends at once where two are asked for. */
  @Test
  void anotherCollectorTakesThePlaceOfOurs() throws Exception {
    distribution();
    Map<String, String> g1 = Map.of("CAMEL_OCSP_OPTS", "-Da=b -XX:+UseG1GC");
    assertThat(run(script, g1, "run").output())
        .contains("[-XX:+UseG1GC]")
        .doesNotContain("ParallelGC", "-Xmn64m");
    assertThat(run(script, g1, "status").output())
        .contains("[-XX:+UseG1GC]")
        .doesNotContain("SerialGC");
  }

  @Test
  void refusesAnOldJava() throws Exception {
    distribution();
    Files.writeString(javaHome.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    Result result = run(script, Map.of(), "run");
    assertThat(result.output()).contains("is of version 11; 17 or later is needed", "apt-get");
    assertThat(result.exit()).isEqualTo(69);
    Files.writeString(javaHome.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\n");
    assertThat(run(script, Map.of(), "run").output()).contains("is of version 1;");
  }

  @Test
  void saysThatJavaHomeIsWrong() throws Exception {
    distribution();
    Result result = run(script, Map.of("JAVA_HOME", "/nowhere"), "run");
    assertThat(result.output()).contains("JAVA_HOME is /nowhere, but there is no bin/java in it");
    assertThat(result.exit()).isEqualTo(69);
  }

  private void checkout() throws IOException {
    Path root = directory.resolve("my dist");
    for (String each :
        List.of("core", "processors", "routes", "config/client", "config/standalone")) {
      Files.createDirectories(root.resolve(each).resolve("src/main/java"));
      Files.writeString(root.resolve(each).resolve("pom.xml"), "<project/>");
    }
    Files.writeString(root.resolve("pom.xml"), "<project/>");
  }

  /** What a build leaves behind. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "[INFO] Building camel-ocsp core 1.0  [1/2]"
      mkdir -p config/standalone/target/lib
      touch config/standalone/target/camel-ocsp-standalone-1.0.jar
      printf '@lib@/a.jar:@lib@/b.jar' > config/standalone/target/built.stamp
      """;

  @Test
  void buildsACheckoutOnceWithProgress() throws Exception {
    checkout();
    Path mvn = directory.resolve("mvn");
    executable(mvn, MAVEN);
    Map<String, String> environment = Map.of("MVN", mvn.toString());
    String first = run(script, environment, "check").output();
    String target = directory.toRealPath() + "/my dist/config/standalone/target/";
    assertThat(first)
        .contains("is not built here yet: building", " s  camel-ocsp core 1.0")
        .contains("[" + target + "camel-ocsp-standalone-1.0.jar:" + target + "lib/a.jar:");
    assertThat(run(script, environment, "check").output()).doesNotContain("building");
    Path source = directory.resolve("my dist/core/src/main/java/New.java");
    Files.writeString(source, "");
    assertThat(run(script, environment, "check").output()).contains("changed since it was built");
  }

  @Test
  void namesTheLogOfAFailedBuild() throws Exception {
    checkout();
    Path mvn = directory.resolve("mvn");
    executable(mvn, "#!/bin/sh\necho '[ERROR] no such thing'\nexit 1\n");
    Result result = run(script, Map.of("MVN", mvn.toString()), "check");
    assertThat(result.output())
        .contains("[ERROR] no such thing")
        .contains("building failed. All of Maven's output is in " + directory.toRealPath());
    assertThat(result.exit()).isEqualTo(69);
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    checkout();
    Result result = run(script, Map.of("MVN", "no-such-mvn"), "check");
    assertThat(result.output()).contains("there is no mvn on the PATH", "apt-get install maven");
    assertThat(result.exit()).isEqualTo(69);
  }
}
