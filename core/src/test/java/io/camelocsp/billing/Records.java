package io.camelocsp.billing;

import io.camelocsp.message.ResponseStatus;
import java.time.Duration;
import java.time.Instant;
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
        List.of(),
        "local",
        ResponseStatus.SUCCESSFUL,
        Duration.ZERO);
  }

  static String line(String requestor) {
    return named(requestor).toJson();
  }
}
