package io.camelocsp.audit;

import io.camelocsp.audit.AuditLog.Disk;
import io.camelocsp.audit.AuditVerifier.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An audit log in a directory, with a clock that is set and a disk that can fail. */
final class AuditFixture {
  static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

  final Path directory;
  AuditPlan plan;
  private Instant now = START;

  /** How many octets of the next writes still get onto the disk; -1 if all do. */
  long room = -1;

  AuditFixture(Path directory) {
    this.directory = directory.resolve("audit");
    plan = new AuditPlan(this.directory, 1 << 20, 5, 4, Duration.ofMinutes(5));
  }

  AuditFixture rotatingAt(long octets) {
    plan = new AuditPlan(directory, octets, plan.keptFiles(), 4, Duration.ofMinutes(5));
    return this;
  }

  AuditFixture keeping(int files) {
    plan = new AuditPlan(directory, plan.rotateAtOctets(), files, 4, Duration.ofMinutes(5));
    return this;
  }

  AuditLog open() throws IOException {
    return open(AuditSigner.ofDirectory(directory));
  }

  AuditLog open(AuditSigner signer) throws IOException {
    return AuditLog.open(
        plan,
        new AuditLog.Means(
            signer, () -> now, () -> Duration.between(START, now).toNanos(), this::append));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  private void append(FileChannel channel, ByteBuffer octets) throws IOException {
    if (room >= 0 && octets.remaining() > room) {
      ByteBuffer some = octets.slice(octets.position(), (int) room);
      Disk.forced(channel, some);
      room = 0;
      throw new IOException("No space left on device");
    }
    room = room < 0 ? room : room - octets.remaining();
    Disk.forced(channel, octets);
  }

  static AuditEvent event(String text) {
    return AuditEvent.of(AuditKind.LIST_ACCEPTED).with("list", text);
  }

  Path current() {
    return directory.resolve(AuditFiles.CURRENT);
  }

  List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path each : AuditFiles.in(directory)) {
      lines.addAll(Files.readAllLines(each, StandardCharsets.ISO_8859_1));
    }
    return lines;
  }

  List<String> kinds() throws IOException {
    List<String> kinds = new ArrayList<>();
    for (String line : lines()) {
      AuditLine.Parts parts = AuditLine.parts(line);
      kinds.add(parts == null ? "?" : AuditLine.entry(line, parts.hash()).kind());
    }
    return kinds;
  }

  /** The last entry of this kind. */
  AuditEntry last(AuditKind kind) throws IOException {
    AuditEntry last = null;
    for (String line : lines()) {
      AuditLine.Parts parts = AuditLine.parts(line);
      if (parts != null && AuditLine.entry(line, parts.hash()).is(kind)) {
        last = AuditLine.entry(line, parts.hash());
      }
    }
    if (last == null) {
      throw new AssertionError("no entry is of kind " + kind.label());
    }
    return last;
  }

  Verification verify() throws IOException {
    return verify(AuditFiles.in(directory), Extent.WHOLE);
  }

  Verification verify(List<Path> files, Extent extent) throws IOException {
    AuditKeys keys = AuditKeys.read(List.of(directory.resolve(AuditFiles.PUBLIC_KEY)));
    return new AuditVerifier(keys, List.of()).verify(files, extent);
  }

  static @Nullable String defect(Verification verification) {
    AuditDefect defect = verification.defect();
    return defect == null ? null : defect.file().getFileName() + ":" + defect.line();
  }

  static String text(Verification verification) {
    AuditDefect defect = verification.defect();
    return defect == null ? "" : defect.text();
  }
}
