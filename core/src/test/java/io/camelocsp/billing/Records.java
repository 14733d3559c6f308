package io.camelocsp.billing;

import io.camelocsp.message.ResponseStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Records for tests, told apart by their requestor. */
final class Records {
  private Records() {}

  static BillingRecord named(String requestor) {
    return new BillingRecord(
        Instant.EPOCH,
        "public",
        "192.0.2.1",
        requestor,
        1,
        0,
        List.of(),
        "local",
        ResponseStatus.SUCCESSFUL,
        Duration.ZERO);
  }

  /** A journal with a queue that no test fills. */
  static BillingJournal journal(Path file) throws IOException {
    return BillingJournal.open(JournalSettings.of(file, 100_000), InstantSource.system());
  }

  static String line(String requestor) {
    return named(requestor).toJson();
  }
}
