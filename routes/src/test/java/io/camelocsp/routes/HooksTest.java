package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.processors.OcspExchange;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ocsp.hook.*}: what the application's endpoints are told, and what they can disturb. */
class HooksTest {
  private static final String REQUEST = "direct:ocsp-request-site";
  private static final String LIST = "direct:ocsp-list";
  private static final String HOOK = "direct:hook";

  private final Logs logs = new Logs();
  private final BlockingQueue<Message> told = new LinkedBlockingQueue<>();
  private TestSite site;
  private BigInteger good;

  /** What a hook was given. */
  private record Message(Object body, Map<String, Object> headers) {
    static Message of(Exchange exchange) {
      return new Message(
          exchange.getMessage().getBody(), Map.copyOf(exchange.getMessage().getHeaders()));
    }

    String header(String name) {
      return String.valueOf(headers.get(name));
    }
  }

  @BeforeEach
  void layOutTheSite(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    good = site.good().serial();
  }

  @AfterEach
  void closeLogs() {
    logs.close();
  }

  private Embedded start(String hook, Processor endpoint) throws Exception {
    site.configure("ocsp.hook." + hook + " = " + HOOK);
    return Embedded.start(
        site,
        new RouteBuilder() {
          @Override
          public void configure() {
            from(HOOK).process(endpoint);
          }
        });
  }

  private Embedded startToldOf(String hook) throws Exception {
    return start(hook, exchange -> told.add(Message.of(exchange)));
  }

  private Message told() throws InterruptedException {
    Message message = told.poll(10, TimeUnit.SECONDS);
    assertThat(message).as("what the hook was told").isNotNull();
    return message;
  }

  private static void fail(Exchange exchange) {
    throw new IllegalStateException("the customer database is away");
  }

  @Test
  void beforeAnswerGetsTheRequestAndCannotChangeIt() throws Exception {
    try (Embedded embedded =
        start(
            "before-answer",
            exchange -> {
              told.add(Message.of(exchange));
              exchange.getMessage().setBody("changed");
              exchange.setProperty(OcspExchange.RESPONDER, "changed");
            })) {
      embedded.takeNextCrl();

      assertThat(embedded.ask(REQUEST, good)).isEqualTo("good");
      Message message = told();
      assertThat(new OCSPReq((byte[]) message.body()).getRequestList()[0].getCertID())
          .extracting(id -> id.getSerialNumber())
          .isEqualTo(good);
      assertThat(message.header(OcspExchange.RESPONDER)).isEqualTo("site");
      assertThat(new BigInteger(message.header(OcspExchange.SERIALS), 16)).isEqualTo(good);
      Client client = new Client(site.uri(), site.signer());
      assertThat(client.status(site.ca(), good)).isEqualTo("good");
      assertThat(told().header(OcspExchange.CLIENT_ADDRESS)).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void beforeAnswerThatFailsFailsItsRequest() throws Exception {
    try (Embedded embedded = start("before-answer", HooksTest::fail)) {
      embedded.takeNextCrl();

      assertThat(embedded.ask(REQUEST, good)).isEqualTo("error 2");
      assertThat(new Client(site.uri(), site.signer()).status(site.ca(), good))
          .isEqualTo("error 2");
      assertThat(Embedded.summary(embedded.send(REQUEST, "malformed"))).isEqualTo("error 1");
      assertThat(logs.lines())
          .filteredOn(line -> line.contains("ocsp.hook.before-answer failed"))
          .singleElement()
          .asString()
          .contains("the customer database is away", "internalError");
    }
  }

  @Test
  void beforeAnswerMayChooseTheErrorThatIsAnswered() throws Exception {
    try (Embedded embedded =
        start(
            "before-answer",
            exchange -> {
              throw new OcspFailure(ResponseStatus.UNAUTHORIZED, "no contract");
            })) {
      embedded.takeNextCrl();

      assertThat(embedded.ask(REQUEST, good)).isEqualTo("error 6");
      assertThat(logs.lines()).noneMatch(line -> line.startsWith("WARN The endpoint"));
    }
  }

  @Test
  void anEndpointThatNoRouteStartsFromIsWarnedAbout() throws Exception {
    site.configure("ocsp.hook.after-answer = direct:nowhere", "ocsp.hook.list-refused = log:here");
    Embedded embedded = Embedded.start(site);
    try (embedded) {
      assertThat(logs.lines())
          .filteredOn(line -> line.contains("no route starts from there"))
          .singleElement()
          .asString()
          .startsWith("WARN ocsp.hook.after-answer is direct:nowhere");
    }
  }

  @Test
  void whatBeforeAnswerHasNoRoomForIsToldTryLater() throws Exception {
    site.configure("ocsp.hook.threads = 1", "ocsp.hook.queue = 1");
    CountDownLatch open = new CountDownLatch(1);
    try (Embedded embedded =
        start(
            "before-answer",
            exchange -> {
              told.add(Message.of(exchange));
              open.await();
            })) {
      embedded.takeNextCrl();
      byte[] request = TestRequests.der(site.ca(), good);
      var template = embedded.context().createProducerTemplate();
      List<CompletableFuture<byte[]>> answers = new ArrayList<>();
      int requests = 3;
      for (int i = 0; i < requests; i++) {
        answers.add(template.asyncRequestBody(REQUEST, request, byte[].class));
      }
      told();
      Awaitility.await().until(() -> answers.stream().anyMatch(CompletableFuture::isDone));
      open.countDown();

      List<Integer> statuses = new ArrayList<>();
      for (CompletableFuture<byte[]> answer : answers) {
        statuses.add(new OCSPResp(answer.get(10, TimeUnit.SECONDS)).getStatus());
      }
      assertThat(statuses).as("one works, one waits").containsExactlyInAnyOrder(0, 0, 3);
      assertThat(embedded.ask(REQUEST, good)).isEqualTo("good");
    }
  }

  @Test
  void afterAnswerGetsEveryAnswerErrorsToo() throws Exception {
    try (Embedded embedded = startToldOf("after-answer")) {
      embedded.takeNextCrl();
      Exchange answered = embedded.send(REQUEST, TestRequests.der(site.ca(), good));
      Message message = told();
      assertThat(message.body()).isEqualTo(answered.getMessage().getBody());
      assertThat(message.header(OcspExchange.RESPONSE_STATUS)).isEqualTo("successful");
      assertThat(message.header(OcspExchange.VIA)).isEqualTo("local");
      assertThat(message.headers()).containsKeys(OcspExchange.SERIALS, OcspExchange.RESPONDER);

      embedded.send(REQUEST, "malformed");
      message = told();
      assertThat(message.header(OcspExchange.RESPONSE_STATUS)).isEqualTo("malformedRequest");
      assertThat(message.header(OcspExchange.VIA)).isEqualTo("error");
      assertThat(message.headers()).doesNotContainKey(OcspExchange.SERIALS);
    }
  }

  @Test
  void aTapThatFailsDisturbsNothingAndIsTold() throws Exception {
    try (Embedded embedded = start("after-answer", HooksTest::fail)) {
      embedded.takeNextCrl();

      assertThat(embedded.ask(REQUEST, good)).isEqualTo("good");
      assertThat(embedded.ask(REQUEST, good)).isEqualTo("good");
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(logs.lines())
                      .filteredOn(line -> line.contains("ocsp.hook.after-answer failed"))
                      .singleElement()
                      .asString()
                      .startsWith("WARN ")
                      .contains("the customer database is away"));
    }
  }

  @Test
  void aTapThatDoesNotKeepUpLosesMessagesAndNobodyWaits() throws Exception {
    site.configure("ocsp.hook.threads = 1", "ocsp.hook.queue = 2");
    CountDownLatch open = new CountDownLatch(1);
    AtomicInteger called = new AtomicInteger();
    try (Embedded embedded =
        start(
            "after-answer",
            exchange -> {
              called.incrementAndGet();
              open.await();
            })) {
      embedded.takeNextCrl();
      int requests = 10;
      for (int i = 0; i < requests; i++) {
        assertThat(embedded.ask(REQUEST, good)).isEqualTo("good");
      }
      assertThat(logs.lines())
          .filteredOn(line -> line.contains("ocsp.hook.after-answer does not keep up"))
          .singleElement()
          .asString()
          .contains("1 messages for it are lost so far", "ocsp.hook.queue");
      open.countDown();
      Awaitility.await().untilAsserted(() -> assertThat(called.get()).isBetween(2, 3));
    }
  }

  @Test
  void listAcceptedIsToldOfDroppedAndOfSentListsOnceEach() throws Exception {
    try (Embedded embedded = startToldOf("list-accepted")) {
      site.dropNextCrl();
      Message dropped = told();
      assertThat(dropped.body()).asString().startsWith("crl site#1 is visible: 2 entries");
      assertThat(dropped.header(OcspExchange.LIST_RESULT)).isEqualTo("accepted");
      assertThat(dropped.header(OcspExchange.ISSUER)).isEqualTo("site");
      assertThat(dropped.header(Exchange.FILE_NAME)).isEqualTo("site-1.crl");

      byte[] next = site.nextCrl().der();
      embedded.send(LIST, next);
      embedded.send(LIST, next);
      assertThat(told().header(OcspExchange.LIST)).isEqualTo("crl site#2");
      assertThat(told.poll(200, TimeUnit.MILLISECONDS)).as("of the unchanged list").isNull();
    }
  }

  @Test
  void listRefusedIsToldWhyOfDroppedAndOfSentLists() throws Exception {
    try (Embedded embedded = startToldOf("list-refused")) {
      assertThat(embedded.send(LIST, "not a list").getException()).isNotNull();
      Message sent = told();
      assertThat(sent.header(OcspExchange.LIST_REFUSAL)).isEqualTo("not_a_list");
      assertThat(sent.header(OcspExchange.LIST_RESULT)).isEqualTo("refused");

      site.drop("old.crl", site.ca().crl().nextUpdate(Instant.now().minusSeconds(1)).der());
      Message dropped = told();
      assertThat(dropped.header(OcspExchange.LIST_REFUSAL)).isEqualTo("expired");
      assertThat(dropped.header(Exchange.FILE_NAME)).isEqualTo("old.crl");
      assertThat(dropped.body()).asString().contains("What to do");
    }
  }

  @Test
  void billingRecordGetsTheLineOfTheJournal() throws Exception {
    try (Embedded embedded = startToldOf("billing-record")) {
      embedded.takeNextCrl();
      embedded.ask(REQUEST, good);
      Message message = told();
      embedded.close();

      assertThat(message.header(Exchange.CONTENT_TYPE)).isEqualTo("application/json");
      assertThat(message.header(OcspExchange.RESPONDER)).isEqualTo("site");
      assertThat(Files.readAllLines(site.path("data/billing/billing.jsonl")))
          .containsExactly(String.valueOf(message.body()));
    }
  }
}
