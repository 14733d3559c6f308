package io.camelocsp.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestCrls;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while a list is taken in: after a restart the old or the new list answers. */
class KillDuringIntakeIT {
  private static final int ENTRIES = 200_000;

  @Test
  void afterARestartTheOldOrTheNewListAnswersFromTheFirstRequest(@TempDir Path directory)
      throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    TestCertificate next = site.ca().issue("CN=revoked by the next list");
    try (RunningProcess responder = RunningProcess.run(site)) {
      drop(site, site.nextCrl());
      responder.awaitList(site);
    }
    int sawNew = 0;
    for (int round = 0; round < 3; round++) {
      RunningProcess responder = RunningProcess.run(site);
      try {
        // Visible before anything is dropped: the archive answers.
        assertThat(Answers.ask(site.uri(), site.ca(), site.revoked().serial()))
            .isEqualTo("revoked");
        drop(site, site.nextCrlRevoking(next.serial()));
      } finally {
        responder.killAfter(Duration.ofMillis(40L + 60L * round));
      }
      try (RunningProcess restarted = RunningProcess.run(site)) {
        assertThat(Answers.ask(site.uri(), site.ca(), site.revoked().serial()))
            .as("round %d: the first answer after kill -9", round)
            .isEqualTo("revoked");
        String answer = Answers.ask(site.uri(), site.ca(), next.serial());
        assertThat(answer).isIn("good", "revoked");
        sawNew += answer.equals("revoked") ? 1 : 0;
      }
    }
    // The last round's list is still in the directory, or was taken in: it wins in the end.
    try (RunningProcess responder = RunningProcess.run(site)) {
      Awaitility.await()
          .until(() -> Answers.ask(site.uri(), site.ca(), next.serial()).equals("revoked"));
      assertThat(sawNew).isBetween(0, 3);
      assertThat(Files.exists(site.path("drop").resolve(".refused"))).isFalse();
    }
  }

  private static void drop(TestSite site, CrlBuilder crl) throws Exception {
    Path file = Files.createTempFile(site.directory(), "large", ".crl");
    TestCrls.large(crl, ENTRIES, file);
    Files.move(file, site.path("drop").resolve(file.getFileName().toString()));
  }
}
