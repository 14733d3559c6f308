package io.camelocsp.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes of an operator's own in {@code camel-ocsp run}, without recompiling anything. */
class YamlRoutesIT {
  private static final String ROUTES =
      """
      - route:
          id: lists-from-elsewhere
          from:
            uri: file:%1$s/elsewhere?initialDelay=0&delay=100
            steps:
              - to: direct:ocsp-list
      - route:
          id: bills-to-files
          from:
            uri: direct:bills
            steps:
              - to: file:%1$s/bills?fileName=all.jsonl&fileExist=Append&appendChars=\\n
      """;

  @Test
  void theyFeedListsInAndTapBilling(@TempDir Path directory) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    Files.writeString(site.path("more.yaml"), ROUTES.formatted(directory));
    site.configure(
        "camel.main.routesIncludePattern = file:" + site.path("more.yaml"),
        "ocsp.hook.billing-record = direct:bills");
    try (RunningProcess running = RunningProcess.run(site)) {
      Files.createDirectories(site.path("elsewhere"));
      Files.write(site.path("elsewhere").resolve("list.crl"), site.nextCrl().der());
      running.awaitList(site);

      assertThat(Answers.ask(site.uri(), site.ca(), site.good().serial())).isEqualTo("good");
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(site.path("bills").resolve("all.jsonl"))
                      .content()
                      .contains("\"status\":\"good\""));
      assertThat(running.output()).doesNotContain("WARN", "ERROR");
    }
  }
}
