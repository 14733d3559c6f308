package io.camelocsp.audit;

import static io.camelocsp.audit.AuditFixture.defect;
import static io.camelocsp.audit.AuditFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  @TempDir Path temporary;
  private AuditFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new AuditFixture(temporary);
  }

  @Test
  void anEntryIsInTheFileWhenWriteReturns() throws IOException {
    try (AuditLog log = fixture.open()) {
      log.write(event("crl acme#1"));

      assertThat(fixture.lines().get(2))
          .startsWith(
              "{\"n\":3,\"time\":\"2026-11-28T12:00:00Z\",\"kind\":\"list-accepted\","
                  + "\"list\":\"crl acme#1\",\"hash\":\"");
    }
  }

  @Test
  void beginsWithASignedEntryAndEndsWithACheckpoint() throws IOException {
    try (AuditLog log = fixture.open()) {
      log.write(event("crl acme#1"));
    }
    assertThat(fixture.kinds())
        .containsExactly("begin", "checkpoint", "list-accepted", "checkpoint");
    Verification verification = fixture.verify();
    assertThat(verification.isIntact()).isTrue();
    assertThat(verification.unproved()).isZero();
  }

  @Test
  void signsAfterSoManyEntriesAndAfterSoLong() throws IOException {
    try (AuditLog log = fixture.open()) {
      IntStream.range(0, 4).forEach(i -> log.write(event("crl acme#" + i)));
      assertThat(fixture.kinds()).endsWith("list-accepted", "checkpoint");

      log.write(event("one more"));
      fixture.pass(Duration.ofMinutes(4));
      log.tick();
      assertThat(fixture.kinds()).endsWith("checkpoint", "list-accepted");

      fixture.pass(Duration.ofMinutes(1));
      log.tick();
      assertThat(fixture.kinds()).endsWith("list-accepted", "checkpoint");
      log.tick();
      assertThat(fixture.kinds()).endsWith("list-accepted", "checkpoint");
    }
  }

  @Test
  void theChainGoesOnAfterARestartAndAcrossFiles() throws IOException {
    fixture.rotatingAt(2_000);
    for (int run = 0; run < 3; run++) {
      try (AuditLog log = fixture.open()) {
        for (int i = 0; i < 5; i++) {
          log.write(event("crl acme#%d.%d".formatted(run, i)));
        }
      }
    }
    assertThat(AuditFiles.in(fixture.directory)).hasSizeGreaterThan(2);
    Verification verification = fixture.verify();
    assertThat(verification.defect()).isNull();
    assertThat(Objects.requireNonNull(verification.last()).number())
        .isEqualTo(verification.entries());
    assertThat(fixture.kinds()).filteredOn("list-accepted"::equals).hasSize(15);
  }

  @Test
  void theOldestFilesAreDeletedAndThatIsTold() throws IOException {
    fixture.rotatingAt(1_000).keeping(2);
    try (AuditLog log = fixture.open()) {
      for (int i = 0; i < 40; i++) {
        log.write(event("crl acme#" + i));
        assertThat(fixture.verify().defect()).as("after %d entries", i).isNull();
      }
    }
    assertThat(AuditFiles.in(fixture.directory)).hasSize(3);
    assertThat(fixture.kinds()).containsSubsequence("file-deleted", "checkpoint");
    AuditEntry signed = fixture.last(AuditKind.FILE_DELETED);
    assertThat(fixture.lines())
        .filteredOn(line -> line.contains("\"kind\":\"checkpoint\""))
        .anyMatch(line -> line.contains("\"deleted\":" + signed.text("last") + ","));
    Verification verification = fixture.verify();
    assertThat(verification.defect()).isNull();
    assertThat(verification.notes()).anyMatch(note -> note.startsWith("it begins with entry "));
  }

  @Test
  void aFileThatWasDeletedByAnotherHandIsMissed() throws IOException {
    fixture.rotatingAt(1_000);
    try (AuditLog log = fixture.open()) {
      IntStream.range(0, 20).forEach(i -> log.write(event("crl acme#" + i)));
    }
    List<Path> files = AuditFiles.in(fixture.directory);
    Files.delete(files.get(0));
    assertThat(AuditFixture.text(fixture.verify()))
        .matches("entries 1 to \\d+ are missing, and no entry says that they were deleted");

    Files.delete(files.get(2));
    assertThat(AuditFixture.text(fixture.verify()))
        .matches("entries \\d+ to \\d+ are missing before this line");
  }

  @Test
  void onlyTheOwnerMayReadLogAndKey() throws IOException {
    fixture.open().close();

    for (String each : List.of(AuditFiles.CURRENT, AuditFiles.KEY)) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(fixture.directory.resolve(each))))
          .isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fixture.directory)))
        .isEqualTo("rwx------");
  }

  @Test
  void theHalfLineOfAKilledProcessIsEndedAndTold() throws IOException {
    fixture.open().close();
    String whole = fixture.lines().get(0);
    // What each prefix of a next line leaves, as a kill may.
    for (int length = 1; length < whole.length(); length += 17) {
      append(whole.substring(0, length).replaceFirst("\"n\":\\d+", "\"n\":99"));
      assertThat(fixture.verify().defect()).as("killed and not started again").isNull();
      assertThat(fixture.verify().notes()).anyMatch(note -> note.contains("last line"));
      try (AuditLog log = fixture.open()) {
        log.write(event("after " + length));
      }
      assertThat(fixture.verify().defect()).isNull();
      assertThat(fixture.kinds()).endsWith("half-line", "list-accepted", "checkpoint");
    }
  }

  @Test
  void aSecondKillWhileTheHalfLineIsEndedIsToldAsOne() throws IOException {
    fixture.open().close();
    append("{\"n\":5,\"time\":\"2026-11-2\n{\"n\":5,\"ti");
    try (AuditLog log = fixture.open()) {
      log.write(event("after"));
    }
    assertThat(fixture.verify().defect()).isNull();
    assertThat(fixture.kinds()).endsWith("?", "?", "half-line", "list-accepted", "checkpoint");
  }

  @Test
  void aLineThatLacksOnlyItsEndCounts() throws IOException {
    try (AuditLog log = fixture.open()) {
      log.write(event("crl acme#1"));
    }
    String text = Files.readString(fixture.current());
    Files.writeString(fixture.current(), text.substring(0, text.length() - 1));
    try (AuditLog log = fixture.open()) {
      log.write(event("crl acme#2"));
    }
    assertThat(fixture.verify().defect()).isNull();
    assertThat(fixture.kinds())
        .containsExactly(
            "begin", "checkpoint", "list-accepted", "checkpoint", "list-accepted", "checkpoint");
  }

  @Test
  void aFirstEntryThatWasNotWrittenToItsEndIsBegunAgain() throws IOException {
    fixture.open().close();
    Files.writeString(fixture.current(), "{\"n\":1,\"time");
    try (AuditLog log = fixture.open()) {
      log.write(event("crl acme#1"));
    }
    assertThat(fixture.verify().defect()).isNull();
    assertThat(fixture.kinds())
        .containsExactly("begin", "checkpoint", "list-accepted", "checkpoint");
  }

  @Test
  void aLogThatWasChangedIsPutAsideAndNotGoneOnWith() throws IOException {
    try (AuditLog log = fixture.open()) {
      log.write(event("crl acme#1"));
    }
    Files.writeString(
        fixture.current(), Files.readString(fixture.current()).replace("acme#1", "acme#2"));
    try (AuditLog log = fixture.open()) {
      log.write(event("crl acme#3"));
    }
    assertThat(AuditFiles.in(fixture.directory)).hasSize(2);
    assertThat(fixture.last(AuditKind.BROKEN).text("problem")).contains("entry 3 was changed");
    assertThat(fixture.last(AuditKind.LIST_ACCEPTED).text("list")).isEqualTo("crl acme#3");
    assertThat(defect(fixture.verify())).isEqualTo("audit-000000000001.jsonl:3");
  }

  @Test
  void aFullDiskIsCountedAndToldWhenThereIsRoomAgain() throws IOException {
    try (AuditLog log = fixture.open()) {
      log.write(event("before"));
      fixture.room = 100; // less than an entry
      log.write(event("lost 1"));
      log.write(event("lost 2"));
      assertThat(log.state().lost()).isEqualTo(2);
      assertThat(Objects.requireNonNull(log.state().failure()).cause())
          .isEqualTo("No space left on device");
      assertThat(fixture.verify().defect()).as("while it is full").isNull();

      fixture.room = -1;
      fixture.pass(Duration.ofSeconds(2));
      log.tick();
      assertThat(log.state().failure()).isNull();
      assertThat(log.state().lost()).isEqualTo(2);
      log.write(event("after"));
    }
    assertThat(fixture.last(AuditKind.GAP).details())
        .containsEntry("lost", 2L)
        .containsEntry("cause", "No space left on device");
    assertThat(fixture.kinds()).contains("half-line");
    assertThat(fixture.verify().defect()).isNull();
    assertThat(fixture.verify().notes()).anyMatch(note -> note.contains("2 entries are lost"));
  }

  @Test
  void whateverGetsOntoAFullDiskTheLogVerifies() throws IOException {
    for (int room = 0; room < 900; room += 37) {
      try (AuditLog log = fixture.open()) {
        fixture.room = room;
        log.writeAll(List.of(event("a" + room), event("b" + room)));
        long lost = log.state().lost();
        fixture.room = -1;
        fixture.pass(Duration.ofSeconds(2));
        log.write(event("after"));
        assertThat(log.state().failure()).isNull();
        assertThat(log.state().lost()).isLessThanOrEqualTo(lost);
        if (lost > 0) {
          String text =
              fixture.lines().stream()
                  .filter(line -> AuditLine.parts(line) != null)
                  .collect(Collectors.joining("\n"));
          int there =
              (text.contains("\"a" + room + "\"") ? 1 : 0)
                  + (text.contains("\"b" + room + "\"") ? 1 : 0);
          assertThat(log.state().lost()).as("room for %d octets", room).isEqualTo(2 - there);
        }
      }
      assertThat(fixture.verify().defect()).as("room for %d octets", room).isNull();
    }
  }

  @Test
  void whatStrangersCauseIsToldOnceAMinuteWithACount() throws IOException {
    try (AuditLog log = fixture.open()) {
      for (int i = 0; i < 1_000; i++) {
        log.writeSeldom(AuditEvent.of(AuditKind.LIST_REFUSED).with("reason", "expired"), "gov");
      }
      fixture.pass(Duration.ofSeconds(59));
      log.tick();
      assertThat(fixture.kinds()).filteredOn("list-refused"::equals).hasSize(1);
      assertThat(fixture.kinds()).doesNotContain("repeated");

      fixture.pass(Duration.ofSeconds(1));
      log.tick();
      assertThat(fixture.last(AuditKind.REPEATED).details())
          .containsEntry("what", "list-refused")
          .containsEntry("about", "gov")
          .containsEntry("times", 999L);
    }
  }

  @Test
  void aFloodOfDifferentRefusalsIsBounded() throws IOException {
    try (AuditLog log = fixture.open()) {
      for (int i = 0; i < 1_000; i++) {
        log.writeSeldom(AuditEvent.of(AuditKind.LIST_REFUSED).with("source", i), "source " + i);
      }
    }
    assertThat(fixture.kinds()).filteredOn("list-refused"::equals).hasSize(Repeats.MOST);
    assertThat(fixture.last(AuditKind.REPEATED).details())
        .containsEntry("about", "others")
        .containsEntry("times", 1_000L - Repeats.MOST);
  }

  @Test
  void textsOfAnyKindStayInTheirLine() throws IOException {
    String text = "quote \" line\nend\r \u2028 \uD800 \u00e9 {\"hash\":\"" + "0".repeat(64) + "\"}";
    try (AuditLog log = fixture.open()) {
      log.write(event(text));
      log.write(event("x".repeat(100_000)));
    }
    assertThat(fixture.verify().defect()).isNull();
    assertThat(fixture.kinds())
        .containsExactly("begin", "checkpoint", "list-accepted", "list-accepted", "checkpoint");
    AuditEntry entry = AuditLine.entry(fixture.lines().get(2), "");
    assertThat(entry.text("list")).isEqualTo(text);
    assertThat(fixture.last(AuditKind.LIST_ACCEPTED).text("list")).hasSize(1_003);
  }

  private void append(String text) throws IOException {
    Files.writeString(fixture.current(), text, StandardOpenOption.APPEND);
  }
}
