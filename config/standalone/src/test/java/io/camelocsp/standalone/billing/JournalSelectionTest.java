package io.camelocsp.standalone.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.billing.BillingRecord;
import io.camelocsp.billing.JournalReader;
import io.camelocsp.message.ResponseStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each record is read once, although the process goes on writing, finishing and packing. */
class JournalSelectionTest {
  private static final String OLD = "billing-20261101T000000000Z.jsonl";

  @TempDir Path directory;

  private Path write(String name, String responder) throws IOException {
    BillingRecord written =
        new BillingRecord(
            Instant.EPOCH,
            responder,
            "192.0.2.1",
            null,
            1,
            0,
            List.of(),
            "local",
            ResponseStatus.SUCCESSFUL,
            Duration.ZERO);
    return Files.writeString(directory.resolve(name), written.toJson() + "\n");
  }

  private static Path pack(Path plain) throws IOException {
    Path packed = plain.resolveSibling(plain.getFileName() + ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(Files.readString(plain).getBytes(StandardCharsets.UTF_8));
    }
    return packed;
  }

  private static List<String> responders(JournalSelection journals) throws IOException {
    List<String> responders = new ArrayList<>();
    JournalReader reader = new JournalReader();
    for (Path each : journals.files()) {
      journals.read(
          each,
          reader,
          new JournalReader.Sink() {
            @Override
            public void record(BillingRecord billingRecord) {
              responders.add(billingRecord.responder());
            }

            @Override
            public void damaged(long line, String reason) {
              throw new AssertionError(reason);
            }

            @Override
            public void unfinished(long octets) {
              throw new AssertionError(octets + " octets");
            }
          });
    }
    return responders;
  }

  @Test
  void aFileThatIsFinishedMeanwhileIsNeitherMissedNorReadTwice() throws Exception {
    Path active = write("billing.jsonl", "active");
    write(OLD, "old");
    try (JournalSelection journals = JournalSelection.of(List.of(directory))) {
      Files.move(active, directory.resolve("billing-20261201T000000000Z.jsonl"));
      write("billing.jsonl", "next");

      assertThat(responders(journals)).containsExactlyInAnyOrder("old", "active");
    }
  }

  @Test
  void aFileThatIsPackedMeanwhileIsRead() throws Exception {
    Path plain = write(OLD, "old");
    try (JournalSelection journals = JournalSelection.of(List.of(directory))) {
      pack(plain);
      Files.delete(plain);

      assertThat(responders(journals)).containsExactly("old");
    }
  }

  @Test
  void aFileThatIsNamedPlainAndPackedIsReadOnce() throws Exception {
    Path plain = write(OLD, "old");
    try (JournalSelection journals = JournalSelection.of(List.of(pack(plain), plain))) {
      assertThat(responders(journals)).containsExactly("old");
    }
  }
}
