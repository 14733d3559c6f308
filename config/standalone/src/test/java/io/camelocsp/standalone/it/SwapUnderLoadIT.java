package io.camelocsp.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.PacedLoad;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapUnderLoadIT {
  @Test
  void everyAnswerIsValidWhileListsAreSwapped(@TempDir Path directory) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    AtomicInteger dropped = new AtomicInteger();
    ScheduledExecutorService dropper = Executors.newSingleThreadScheduledExecutor();
    try (RunningProcess responder = RunningProcess.run(site)) {
      site.dropNextCrl();
      responder.awaitList(site);
      Future<?> dropping =
          dropper.scheduleAtFixedRate(
              () -> {
                try {
                  site.dropNextCrl();
                  dropped.incrementAndGet();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              },
              300,
              300,
              TimeUnit.MILLISECONDS);
      byte[] good =
          HttpConnection.post(site.uri(), TestRequests.der(site.ca(), site.good().serial()));
      byte[] revoked =
          HttpConnection.post(site.uri(), TestRequests.der(site.ca(), site.revoked().serial()));
      AtomicInteger goods = new AtomicInteger();

      PacedLoad.Result result =
          new PacedLoad(site.uri(), 8, 1000)
              .run(
                  Duration.ofSeconds(5),
                  n -> n % 2 == 0 ? good : revoked,
                  response -> {
                    String answer = Answers.judge(response.body());
                    goods.addAndGet(answer.equals("good") ? 1 : 0);
                    return answer.equals("good") || answer.equals("revoked") ? "" : answer;
                  });

      assertThat(dropping.isDone()).as("dropping failed").isFalse();
      assertThat(result.faults()).isEmpty();
      assertThat(result.nanos()).hasSize(result.sent());
      assertThat(goods.get()).isEqualTo(result.sent() / 2);
      assertThat(dropped.get()).isGreaterThanOrEqualTo(10);
    } finally {
      dropper.shutdownNow();
    }
  }
}
