package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.processors.OcspExchange;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ocsp.billing.to}: each record at least once at an endpoint of the application. */
class BillingFeedRouteTest {
  @TempDir Path directory;

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final AtomicBoolean away = new AtomicBoolean();

  private DefaultCamelContext receiver() throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:bills")
                .process(
                    exchange -> {
                      String body = exchange.getMessage().getBody(String.class);
                      List<String> lines = body.lines().toList();
                      assertThat(exchange.getMessage().getHeader(OcspExchange.BILLING_RECORDS))
                          .isEqualTo(lines.size());
                      if (away.get()) {
                        throw new IllegalStateException("the database is away");
                      }
                      received.addAll(lines);
                    });
            from("direct:stops").to("direct:bills").stop();
            from("direct:handles")
                .onException(Exception.class)
                .handled(true)
                .end()
                .to("direct:bills")
                .throwException(new IllegalStateException("the application knows what to do"));
            from("direct:rolls-back").to("direct:bills").markRollbackOnly();
          }
        });
    return context;
  }

  private TestSite site() throws Exception {
    return new TestSite(
        directory, KeyKind.EC_P256, "ocsp.billing.to = direct:bills", "ocsp.billing.batch = 3");
  }

  private void ask(TestSite site, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      new Client(site.uri(), site.signer()).ask(new byte[] {1});
    }
  }

  @Test
  void recordsArriveWhileAnswersGoOn() throws Exception {
    TestSite site = site();
    try (RunningService running = RunningService.in(receiver(), site)) {
      ask(site, 10);
      await().until(() -> received.size() == 10);
      assertThat(running.context().getRoute("ocsp-billing-feed")).isNotNull();
    }

    assertThat(received)
        .doesNotHaveDuplicates()
        .allMatch(line -> line.startsWith("{\"id\":\"first/") && line.endsWith("}"));
    assertThat(Files.readAllLines(site.path("data").resolve("billing").resolve("billing.jsonl")))
        .isEqualTo(
            received.stream().map(line -> line.replaceFirst("\"id\":\"[^\"]+\",", "")).toList());
  }

  @Test
  void nothingIsMissedByAReceiverThatIsAwayNotEvenOverARestart() throws Exception {
    TestSite site = site();
    away.set(true);
    try (RunningService running = RunningService.in(receiver(), site);
        Logs logs = new Logs()) {
      ask(site, 10);
      await()
          .until(
              () ->
                  logs.lines().stream()
                      .anyMatch(
                          line ->
                              line.startsWith("WARN Billing records are not delivered")
                                  && line.contains("the database is away")));
      assertThat(running.uri()).isEqualTo(site.uri());
    }
    away.set(false);
    try (RunningService running = RunningService.in(receiver(), site)) {
      ask(site, 1);
      await().until(() -> received.size() == 11);
      assertThat(running.service().findings(java.time.Instant.now()))
          .noneMatch(each -> each.subject().startsWith("billing"));
    }

    assertThat(received).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stops", "handles", "rolls-back"})
  void aRouteThatEndsItsExchangeHasTakenTheRecordsAndGetsTheNext(String route) throws Exception {
    TestSite site =
        new TestSite(
            directory,
            KeyKind.EC_P256,
            "ocsp.billing.to = direct:" + route,
            "ocsp.billing.batch = 3");
    try (RunningService running = RunningService.in(receiver(), site)) {
      ask(site, 10);
      await().until(() -> received.size() == 10);
      ask(site, 1);
      await().until(() -> received.size() == 11);
      assertThat(running.lists()).hasSize(1);
    }

    assertThat(received).doesNotHaveDuplicates();
  }

  @Test
  void anEndpointWithoutARouteIsToldAtStart() throws Exception {
    TestSite site = site();
    try (Logs logs = new Logs();
        RunningService running = RunningService.of(site)) {
      await()
          .until(
              () ->
                  logs.lines().stream()
                      .anyMatch(line -> line.startsWith("WARN ocsp.billing.to is direct:bills")));
      assertThat(running.uri()).isEqualTo(site.uri());
    }
  }
}
