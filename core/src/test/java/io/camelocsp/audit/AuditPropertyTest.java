package io.camelocsp.audit;

import static io.camelocsp.audit.AuditFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.audit.AuditVerifier.Extent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is changed in a log up to its last checkpoint, the verifier finds it. */
class AuditPropertyTest {
  private static Path temporary = Path.of("");
  private static AuditFixture fixture = new AuditFixture(temporary);
  private static byte[] log = {};
  private static Verification intact = new Verification(0, 0, 0, null, null, null, List.of());

  @BeforeContainer
  static void writeLog() throws IOException {
    temporary = Files.createTempDirectory("audit");
    fixture = new AuditFixture(temporary);
    try (AuditLog written = fixture.open()) {
      IntStream.range(0, 12).forEach(i -> written.write(event("crl acme#" + i)));
    }
    // A kill in the middle, which the next start ends.
    Files.writeString(fixture.current(), "{\"n\":19,\"time\":\"2026", StandardOpenOption.APPEND);
    try (AuditLog written = fixture.open()) {
      IntStream.range(0, 5).forEach(i -> written.write(event("crl bankx#" + i)));
    }
    log = Files.readAllBytes(fixture.current());
    intact = fixture.verify();
    assertThat(intact.defect()).isNull();
    assertThat(intact.unproved()).isZero();
    assertThat(fixture.kinds()).contains("?", "half-line");
  }

  @AfterContainer
  static void deleteLog() throws IOException {
    try (var files = Files.walk(temporary)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static Verification verify(byte[] changed) throws IOException {
    Path file = Files.write(temporary.resolve("changed.jsonl"), changed);
    return fixture.verify(List.of(file), Extent.WHOLE);
  }

  private static List<String> lines() {
    return new ArrayList<>(
        Arrays.asList(new String(log, StandardCharsets.ISO_8859_1).split("(?<=\n)")));
  }

  private static byte[] joined(List<String> lines) {
    return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Property(tries = 600)
  void aBitThatIsFlipped(
      @ForAll @IntRange(min = 0, max = 1 << 20) int at, @ForAll @IntRange(min = 0, max = 7) int bit)
      throws IOException {
    byte[] changed = log.clone();
    changed[at % log.length] ^= (byte) (1 << bit);
    assertThat(verify(changed).isIntact()).isFalse();
  }

  @Property(tries = 250)
  void anOctetThatIsRemoved(@ForAll @IntRange(min = 0, max = 1 << 20) int at) throws IOException {
    int index = at % (log.length - 1); // without the last line's end it is an unfinished log
    byte[] changed = new byte[log.length - 1];
    System.arraycopy(log, 0, changed, 0, index);
    System.arraycopy(log, index + 1, changed, index, log.length - 1 - index);
    assertThat(verify(changed).isIntact()).isFalse();
  }

  @Property(tries = 250)
  void anOctetThatIsPutIn(@ForAll @IntRange(min = 0, max = 1 << 20) int at, @ForAll byte octet)
      throws IOException {
    int index = at % (log.length + 1);
    byte[] changed = new byte[log.length + 1];
    System.arraycopy(log, 0, changed, 0, index);
    changed[index] = octet;
    System.arraycopy(log, index, changed, index + 1, log.length - index);
    Verification verification = verify(changed);
    if (index == log.length && (octet == '{' || octet == 0)) {
      // The beginning of a line that is being written.
      assertThat(verification.notes()).anyMatch(note -> note.contains("last line"));
    } else {
      assertThat(verification.isIntact()).isFalse();
    }
  }

  @Property(tries = 100)
  void linesThatAreRemoved(
      @ForAll @IntRange(min = 0, max = 40) int from, @ForAll @IntRange(min = 1, max = 40) int count)
      throws IOException {
    List<String> lines = lines();
    int first = from % (lines.size() - 1);
    int last = Math.min(lines.size() - 1, first + count); // the last line stays
    lines.subList(first, last).clear();
    assertThat(verify(joined(lines)).isIntact()).isFalse();
  }

  @Property(tries = 100)
  void linesThatChangePlaces(
      @ForAll @IntRange(min = 0, max = 1000) int one, @ForAll @IntRange(min = 1, max = 1000) int by)
      throws IOException {
    List<String> lines = lines();
    int first = one % lines.size();
    int second = (first + 1 + by % (lines.size() - 1)) % lines.size();
    Collections.swap(lines, first, second);
    assertThat(verify(joined(lines)).isIntact()).isFalse();
  }

  @Property(tries = 100)
  void aLineThatIsRepeated(@ForAll @IntRange(min = 0, max = 1000) int one) throws IOException {
    List<String> lines = lines();
    int index = one % lines.size();
    lines.add(index, lines.get(index));
    assertThat(verify(joined(lines)).isIntact()).isFalse();
  }

  /** What is cut off after a checkpoint cannot be missed; but it is not said to be there. */
  @Property(tries = 250)
  void whatIsCutOffIsNotProved(@ForAll @IntRange(min = 1, max = 1 << 20) int octets)
      throws IOException {
    // More than the last line's end: without that, the line is there all the same.
    byte[] changed = Arrays.copyOf(log, log.length - 2 - octets % (log.length - 2));
    Verification verification = verify(changed);
    Verification.Mark whole = Objects.requireNonNull(intact.proved());
    if (verification.isIntact()) {
      assertThat(Objects.requireNonNull(verification.proved()).number()).isLessThan(whole.number());
    }
    assertThat(
            new AuditVerifier(
                    AuditKeys.read(List.of(fixture.directory.resolve(AuditFiles.PUBLIC_KEY))),
                    List.of(whole.hash()))
                .verify(List.of(temporary.resolve("changed.jsonl")), Extent.WHOLE)
                .isIntact())
        .as("with the hash that was kept elsewhere")
        .isFalse();
  }
}
