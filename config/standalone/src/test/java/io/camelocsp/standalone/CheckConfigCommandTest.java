package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.standalone.ConfigurationCheck.Report;
import io.camelocsp.standalone.TestCli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckConfigCommandTest {
  @TempDir private Path directory;

  private Result check(Report report) throws IOException {
    Path file = Files.writeString(directory.resolve("ocsp.properties"), "");
    return new TestCli().check(any -> report).run("check-config", file);
  }

  @Test
  void errorsAreTwoAndAllShown() throws IOException {
    Result result = check(new Report(List.of("line 1: a", "line 2: b"), List.of("c"), List.of()));
    assertThat(result.err()).isEqualTo("line 1: a\nline 2: b\nc\n2 errors: it cannot run.\n");
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void warningsAreOne() throws IOException {
    Result result = check(new Report(List.of(), List.of("c"), List.of("one responder")));
    assertThat(result.err()).isEqualTo("c\n");
    assertThat(result.out()).isEqualTo("one responder\nIt can run; 1 warning.\n");
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void warningsAreZeroWhereTheyAreAllowedAndErrorsAreNot() throws IOException {
    Path file = Files.writeString(directory.resolve("ocsp.properties"), "");
    Report warnings = new Report(List.of(), List.of("c"), List.of());
    Report errors = new Report(List.of("a"), List.of(), List.of());

    Result warned =
        new TestCli().check(any -> warnings).run("check-config", "--allow-warnings", file);
    assertThat(warned.exit()).isZero();
    assertThat(warned.err()).isEqualTo("c\n");
    assertThat(
            new TestCli().check(any -> errors).run("check-config", "--allow-warnings", file).exit())
        .isEqualTo(2);
  }

  @Test
  void nothingToSayIsZero() throws IOException {
    assertThat(check(new Report(List.of(), List.of(), List.of())).exit()).isZero();
  }

  @Test
  void missingFileIsAUsageError() {
    assertThat(new TestCli().run("check-config", directory.resolve("none")).exit()).isEqualTo(64);
  }
}
