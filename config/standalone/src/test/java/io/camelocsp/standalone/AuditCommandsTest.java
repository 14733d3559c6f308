package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.audit.AuditEvent;
import io.camelocsp.audit.AuditFiles;
import io.camelocsp.audit.AuditKind;
import io.camelocsp.audit.AuditLog;
import io.camelocsp.audit.AuditPlan;
import io.camelocsp.audit.AuditSigner;
import io.camelocsp.standalone.TestCli.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @TempDir Path temporary;
  private Path directory = Path.of("");

  @BeforeEach
  void writeLog() throws IOException {
    directory = temporary.resolve("data").resolve("audit");
    List<Instant> clock = new ArrayList<>(List.of(NOW.minus(Duration.ofDays(3))));
    AuditPlan plan = new AuditPlan(directory, 1 << 20, 5, 4, Duration.ofMinutes(5));
    try (AuditLog log =
        AuditLog.open(plan, AuditSigner.ofDirectory(directory), () -> clock.get(0))) {
      log.write(AuditEvent.of(AuditKind.LIST_ACCEPTED).with("list", "crl acme#1"));
      clock.set(0, NOW.minus(Duration.ofHours(1)));
      log.write(AuditEvent.of(AuditKind.LIST_REFUSED).with("problem", "a \u001b[31mred\nline"));
    }
  }

  private static Result audit(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("audit"));
    all.addAll(List.of(arguments));
    return new TestCli().clock(() -> NOW).run(all.toArray());
  }

  private Path current() {
    return directory.resolve(AuditFiles.CURRENT);
  }

  @Test
  void anIntactLogIsSaidToBeOne() {
    Result result = audit("verify", directory);
    assertThat(result.out())
        .contains("The audit log is intact", "1 to 5", "proved     up to entry 5, of 2026-11-28T11")
        .contains("only --public-key with one kept elsewhere proves it");
    assertThat(result.exit()).isZero();
  }

  @Test
  void theFirstBadLineIsNamed() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(current()));
    lines.remove(2);
    Files.write(current(), lines);

    Result result = audit("verify", directory);
    assertThat(result.out())
        .contains("NOT intact", "line 3 of " + current(), "entry 3 is missing before this line")
        .contains("proved     up to entry 2");
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void aKeyThatWasKeptElsewhereFindsAnExchangedLog() throws IOException {
    Path kept = Files.copy(directory.resolve(AuditFiles.PUBLIC_KEY), temporary.resolve("kept.pem"));
    assertThat(audit("verify", "--public-key", kept, directory).exit()).isZero();

    for (String each : List.of(AuditFiles.CURRENT, AuditFiles.KEY, AuditFiles.PUBLIC_KEY)) {
      Files.delete(directory.resolve(each));
    }
    writeLog();
    assertThat(audit("verify", directory).exit()).isZero();
    Result result = audit("verify", "--public-key", kept, directory);
    assertThat(result.out()).contains("signed by a key that is not trusted here");
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void aHashThatWasKeptElsewhereFindsALogThatWasCutOff() throws IOException {
    Matcher hash =
        Pattern.compile("its hash +([0-9a-f]{64})").matcher(audit("verify", directory).out());
    assertThat(hash.find()).isTrue();
    assertThat(audit("verify", "--expect", hash.group(1), directory).exit()).isZero();

    Files.write(current(), Files.readAllLines(current()).subList(0, 2));
    assertThat(audit("verify", directory).exit()).isZero();
    Result result = audit("verify", "--expect", hash.group(1), directory);
    assertThat(result.out()).contains("the log was cut off or exchanged");
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void whatIsVerifiedIsThereForPrograms() {
    assertThat(audit("verify", "--json", directory).out())
        .contains("\"intact\" : true", "\"exitCode\" : 0", "\"entries\" : 5", "\"unproved\" : 0");
  }

  @Test
  void theConfigurationSaysWhereTheLogIs() throws IOException {
    Path config = Files.writeString(temporary.resolve("ocsp.properties"), "");
    assertThat(audit("verify", "--config", config).exit()).isZero();

    Files.move(temporary.resolve("data"), temporary.resolve("elsewhere"));
    Files.writeString(config, "ocsp.audit.directory = elsewhere/audit\n");
    assertThat(audit("verify", "--config", config).exit()).isZero();
  }

  @Test
  void aLogThatIsGoneIsADefect() throws IOException {
    Files.delete(current());
    Result result = audit("verify", directory);
    assertThat(result.err()).contains("There is no audit log in " + directory);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(audit("verify", temporary.resolve("nowhere")).exit()).isEqualTo(2);
  }

  @Test
  void wrongUsageIsSaid() {
    assertThat(audit("verify", "--expect", "abc", directory).exit()).isEqualTo(64);
    assertThat(audit("verify", "--config", temporary.resolve("none")).exit()).isEqualTo(64);
    assertThat(audit("show", "--kind", "lists", directory).exit()).isEqualTo(64);
    assertThat(audit("show", "--since", "yesterday", directory).exit()).isEqualTo(64);
    assertThat(audit().exit()).isEqualTo(64);
  }

  @Test
  void showsEntriesOfAKindAndATime() {
    assertThat(audit("show", directory).out().lines()).hasSize(5);
    assertThat(audit("show", "--kind", "list-accepted", directory).out())
        .isEqualToIgnoringNewLines(
            "2026-11-25T12:00:00Z  list-accepted        list=\"crl acme#1\"");
    assertThat(audit("show", "--since", "2d", directory).out().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("2026-11-28T11:00:00Z"));
    assertThat(audit("show", "--until", "2026-11-26T00:00:00Z", directory).out().lines())
        .hasSize(3);
    assertThat(audit("show", "--last", "1", directory).out()).contains("checkpoint");
  }

  @Test
  void whatIsShownCannotRewriteTheTerminal() {
    assertThat(audit("show", "--kind", "list-refused", directory).out())
        .contains("problem=\"a ?[31mred?line\"");
  }

  @Test
  void showsTheLinesAsTheyAre() throws IOException {
    assertThat(audit("show", "--json", directory).out().lines().toList())
        .isEqualTo(Files.readAllLines(current(), StandardCharsets.US_ASCII));
  }
}
