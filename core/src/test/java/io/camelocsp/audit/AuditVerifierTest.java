package io.camelocsp.audit;

import static io.camelocsp.audit.AuditFixture.defect;
import static io.camelocsp.audit.AuditFixture.event;
import static io.camelocsp.audit.AuditFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.audit.AuditVerifier.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifierTest {
  @TempDir Path temporary;
  private AuditFixture fixture;

  @BeforeEach
  void writeLog() throws IOException {
    fixture = new AuditFixture(temporary);
    try (AuditLog log = fixture.open()) {
      IntStream.range(0, 6).forEach(i -> log.write(event("crl acme#" + i)));
    }
    // begin, checkpoint, 4 entries, checkpoint, 2 entries, checkpoint
    assertThat(fixture.lines()).hasSize(10);
  }

  private Verification verifyWith(List<String> lines) throws IOException {
    Files.write(fixture.current(), lines);
    return fixture.verify();
  }

  private List<String> lines() throws IOException {
    return new ArrayList<>(fixture.lines());
  }

  @Test
  void aRemovedEntryIsNamed() throws IOException {
    List<String> lines = lines();
    lines.remove(3);
    Verification verification = verifyWith(lines);
    assertThat(defect(verification)).isEqualTo("audit.jsonl:4");
    assertThat(text(verification)).isEqualTo("entry 4 is missing before this line");
  }

  @Test
  void aChangedEntryIsNamed() throws IOException {
    List<String> lines = lines();
    lines.set(3, lines.get(3).replace("acme#1", "acme#9"));
    Verification verification = verifyWith(lines);
    assertThat(defect(verification)).isEqualTo("audit.jsonl:4");
    assertThat(text(verification)).isEqualTo("entry 4 was changed, or the one before it");
  }

  @Test
  void anEntryInTheWrongPlaceIsNamed() throws IOException {
    List<String> lines = lines();
    lines.add(lines.get(3));
    assertThat(text(verifyWith(lines))).isEqualTo("entry 4 stands where entry 11 belongs");
  }

  @Test
  void whatSomebodyHashedAnewIsNotSigned() throws IOException {
    List<String> lines = lines();
    String previous = Objects.requireNonNull(AuditLine.parts(lines.get(2))).hash();
    for (int i = 3; i < lines.size(); i++) {
      AuditLine.Parts parts = Objects.requireNonNull(AuditLine.parts(lines.get(i)));
      String open = parts.open().replace("acme#1", "acme#9");
      previous = AuditLine.hash(previous, open);
      lines.set(i, AuditLine.close(open, previous).stripTrailing());
    }
    Verification verification = verifyWith(lines);
    assertThat(defect(verification)).isEqualTo("audit.jsonl:7");
    assertThat(text(verification)).isEqualTo("the checkpoint's signature is wrong");
    assertThat(Objects.requireNonNull(verification.proved()).number()).isEqualTo(2);
  }

  @Test
  void aLogThatAnotherKeySignedIsForeign() throws IOException {
    AuditFixture other = new AuditFixture(temporary.resolve("other"));
    other.open().close();
    AuditKeys keys = AuditKeys.read(List.of(other.directory.resolve(AuditFiles.PUBLIC_KEY)));
    Verification verification =
        new AuditVerifier(keys, List.of()).verify(List.of(fixture.current()), Extent.WHOLE);
    assertThat(defect(verification)).isEqualTo("audit.jsonl:2");
    assertThat(text(verification)).contains("a key that is not trusted here");
  }

  @Test
  void aCutOffLogSaysUpToWhenItIsProved() throws IOException {
    Verification verification = verifyWith(lines().subList(0, 9));
    assertThat(verification.isIntact()).isTrue();
    assertThat(Objects.requireNonNull(verification.proved()).number()).isEqualTo(7);
    assertThat(verification.unproved()).isEqualTo(2);
  }

  @Test
  void aLogWithoutAnyCheckpointProvesNothing() throws IOException {
    Verification verification = verifyWith(lines().subList(0, 1));
    assertThat(text(verification)).isEqualTo("there is no checkpoint: nothing in it is signed");
  }

  @Test
  void entriesWithoutEndAfterTheLastCheckpointAreNotBelieved() throws IOException {
    List<String> lines = lines();
    String hash = Objects.requireNonNull(AuditLine.parts(lines.get(9))).hash();
    for (int n = 11; n < 1_200; n++) {
      String open = AuditLine.open(n, Instant.EPOCH, event("forged"));
      hash = AuditLine.hash(hash, open);
      lines.add(AuditLine.close(open, hash).stripTrailing());
    }
    assertThat(text(verifyWith(lines))).contains("without a checkpoint");
  }

  /** Who has no key deletes the oldest file, and lets the log say that this was in order. */
  @Test
  void aDeletionThatNoCheckpointProvesIsNotBelieved() throws IOException {
    fixture.rotatingAt(1_000).keeping(20);
    try (AuditLog log = fixture.open()) {
      IntStream.range(0, 20).forEach(i -> log.write(event("crl acme#" + i)));
    }
    Files.delete(AuditFiles.in(fixture.directory).get(0));
    List<String> rest = fixture.lines();
    long first = entry(rest.get(0)).number();
    AuditEntry last = entry(rest.get(rest.size() - 1));
    forgeDeletion(last, first - 1);

    String missing =
        "entries 1 to %d are missing: entry %d says that they were deleted, and no checkpoint proves it"
            .formatted(first - 1, last.number() + 1);
    assertThat(text(fixture.verify())).isEqualTo(missing);

    try (AuditLog log = fixture.open()) {
      log.write(event("goes on after the forged entry"));
    }
    assertThat(fixture.verify().unproved()).isZero();
    assertThat(text(fixture.verify())).as("when a start has signed it").isEqualTo(missing);
  }

  private void forgeDeletion(AuditEntry after, long last) throws IOException {
    AuditEvent event =
        AuditEvent.of(AuditKind.FILE_DELETED)
            .with("file", "audit-000000000001.jsonl")
            .with("first", 1)
            .with("last", last);
    String open = AuditLine.open(after.number() + 1, Instant.EPOCH, event);
    Files.writeString(
        fixture.current(),
        AuditLine.close(open, AuditLine.hash(after.hash(), open)),
        StandardOpenOption.APPEND);
  }

  private static AuditEntry entry(String line) {
    return AuditLine.entry(line, Objects.requireNonNull(AuditLine.parts(line)).hash());
  }

  @Test
  void aHalfLineThatNobodyVouchesForIsRefused() throws IOException {
    List<String> lines = lines();
    lines.add(5, "{\"n\":6,\"time\":\"2026");
    Verification verification = verifyWith(lines);
    assertThat(defect(verification)).isEqualTo("audit.jsonl:6");
    assertThat(text(verification)).isEqualTo("the line is no entry, and no entry says why");
  }

  @Test
  void oneFileOfSeveralIsVerifiedFromWhereItBegins() throws IOException {
    fixture.rotatingAt(1_000);
    try (AuditLog log = fixture.open()) {
      IntStream.range(0, 20).forEach(i -> log.write(event("crl acme#" + i)));
    }
    List<Path> files = AuditFiles.in(fixture.directory);
    Verification verification = fixture.verify(files.subList(1, 2), Extent.PART);
    assertThat(verification.isIntact()).isTrue();
    assertThat(verification.first()).isGreaterThan(1);
    assertThat(fixture.verify(files.subList(1, 2), Extent.WHOLE).isIntact()).isFalse();
  }

  @Test
  void theLogOfTwoKeysNeedsBoth() throws IOException {
    Files.move(fixture.directory.resolve(AuditFiles.KEY), fixture.directory.resolve("old-key.pem"));
    Path first =
        Files.copy(
            fixture.directory.resolve(AuditFiles.PUBLIC_KEY), temporary.resolve("first.pem"));
    fixture.open().close();
    try (AuditLog log = fixture.open()) {
      log.write(event("signed by the second key"));
    }
    assertThat(fixture.verify().isIntact()).isTrue();
    Verification verification =
        new AuditVerifier(AuditKeys.read(List.of(first)), List.of())
            .verify(List.of(fixture.current()), Extent.WHOLE);
    assertThat(defect(verification)).isEqualTo("audit.jsonl:12");
  }

  @Test
  void aFileWithoutPublicKeyIsSaidToBeNone() throws IOException {
    Path file = Files.writeString(temporary.resolve("key.pem"), "no key");
    assertThatThrownBy(() -> AuditKeys.read(List.of(file)))
        .hasMessageContaining("key.pem: holds no public key in PEM");
  }

  @Test
  void aDamagedKeyIsNotReplaced() throws IOException {
    Files.writeString(fixture.directory.resolve(AuditFiles.KEY), "damaged");
    assertThatThrownBy(() -> AuditSigner.ofDirectory(fixture.directory))
        .hasMessageContaining("is not the audit log's key as it was made");
  }
}
