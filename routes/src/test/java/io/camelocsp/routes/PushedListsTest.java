package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.operations.ListReport;
import io.camelocsp.testkit.BadLists;
import io.camelocsp.testkit.Curl;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.ToolResult;
import java.io.ByteArrayInputStream;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that publishers push, by the JDK's client and by curl. */
class PushedListsTest {
  private PushSite push;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    push = new PushSite(directory);
  }

  @AfterEach
  void stop() throws Exception {
    await().untilAsserted(() -> assertThat(push.spooled()).isEmpty());
    push.close();
  }

  private int entries() {
    ListReport.Held held = push.running.lists().get(0).list();
    return held == null ? -1 : held.entries();
  }

  @Test
  void anAcceptedListIsVisibleWhenItsPublisherIsTold() throws Exception {
    HttpResponse<String> told = push.push(push.publisher, "pinned", push.site.nextCrl().der());

    assertThat(told.statusCode()).isEqualTo(201);
    assertThat(entries()).isEqualTo(2);
    assertThat(told.body()).startsWith("crl site#1 is visible: 2 entries, valid until 2");
    assertThat(told.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
    assertThat(told.headers().firstValue("Connection")).hasValue("close");
    assertThat(told.headers().firstValue("Date")).isPresent();
  }

  @Test
  void aPushedListAndARefusalAreSeenAtTheirSource() throws Exception {
    ReportedSource source = new ReportedSource(push.running, "pinned");
    assertThat(source.report().lastTry()).isNull();

    push.push(push.publisher, "pinned", push.site.nextCrl().der());
    assertThat(source.problem()).isEqualTo("works");
    assertThat(source.report().lastNewList()).isNotNull();
    assertThat(source.report().lastSuccess()).isNotNull();
    assertThat(source.report().end()).isAfter(Instant.now());

    push.push(push.publisher, "pinned", push.site.foreignCa().crl().der());
    assertThat(source.problem()).startsWith("a pushed list is refused: ");
    assertThat(source.failures()).isEqualTo(1);

    push.push(push.publisher, "pinned", push.site.nextCrl().der());
    assertThat(source.problem()).isEqualTo("works");
    assertThat(new ReportedSource(push.running, "basic").report().lastTry()).isNull();
  }

  @Test
  void pemIsTakenAndPostIsAsGoodAsPut() throws Exception {
    byte[] pem = push.site.nextCrl().pem().getBytes(StandardCharsets.US_ASCII);
    HttpResponse<String> told =
        push.client(push.publisher)
            .send(
                push.request("pinned").POST(BodyPublishers.ofByteArray(pem)).build(),
                BodyHandlers.ofString());

    assertThat(told.statusCode()).isEqualTo(201);
  }

  @Test
  void theSameListAgainIsUnchanged() throws Exception {
    byte[] list = push.site.nextCrl().der();
    push.push(push.publisher, "pinned", list);

    HttpResponse<String> told = push.push(push.publisher, "pinned", list);

    assertThat(told.statusCode()).isEqualTo(200);
    assertThat(told.body()).startsWith("crl site#1 is unchanged");
  }

  @Test
  void chunksAreTakenAsWell() throws Exception {
    byte[] list = push.site.nextCrl().der();
    HttpResponse<String> told =
        push.client(push.publisher)
            .send(
                push.request("pinned")
                    .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(list)))
                    .build(),
                BodyHandlers.ofString());

    assertThat(told.statusCode()).isEqualTo(201);
  }

  @Test
  void everyRefusedListSaysWhyAndChangesNothing() throws Exception {
    push.push(push.publisher, "pinned", push.site.ca().crl().number(5).der());
    for (Map.Entry<String, byte[]> bad : BadLists.of(push.site.ca(), Instant.now()).entrySet()) {
      HttpResponse<String> told = push.push(push.publisher, "pinned", bad.getValue());

      assertThat(told.statusCode()).as(bad.getKey()).isEqualTo(422);
      assertThat(told.body())
          .startsWith("Refused (" + bad.getKey() + ").\nWhat is wrong: ")
          .contains("\nEffect: ", "\nWhat to do: ");
    }
    assertThat(entries()).isZero();
  }

  @Test
  void aScriptGetsJson() throws Exception {
    byte[] list = push.site.nextCrl().der();
    HttpResponse<String> taken = pushForJson(list);
    HttpResponse<String> refused = pushForJson("no list".getBytes(StandardCharsets.US_ASCII));

    assertThat(taken.statusCode()).isEqualTo(201);
    assertThat(taken.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(taken.body())
        .startsWith("{\"result\":\"accepted\",\"issuer\":\"site\",\"list\":\"crl site#1\",")
        .endsWith("\"entries\":2,\"heldRemovals\":0}\n");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .startsWith("{\"result\":\"refused\",\"reason\":\"not_a_list\",\"wrong\":\"");
  }

  private HttpResponse<String> pushForJson(byte[] list) throws Exception {
    return push.client(push.publisher)
        .send(
            push.request("pinned")
                .header("Accept", "application/json")
                .PUT(BodyPublishers.ofByteArray(list))
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void onlyThePinnedCertificateMayPush() throws Exception {
    byte[] list = push.site.nextCrl().der();

    HttpResponse<String> stranger = push.push(push.stranger, "pinned", list);
    HttpResponse<String> nobody = push.push(null, "pinned", list);

    assertThat(stranger.statusCode()).isEqualTo(403);
    assertThat(stranger.body()).contains("none of this list's publishers");
    assertThat(nobody.statusCode()).isEqualTo(403);
    assertThat(nobody.body()).contains("no client certificate was shown");
    assertThat(entries()).isEqualTo(-1);
  }

  @Test
  void aPasswordThatIsAskedForLetsItsUserIn() throws Exception {
    Authenticator robot =
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication("robot", PushSite.PASSWORD.toCharArray());
          }
        };

    HttpResponse<String> told =
        push.client(robot)
            .send(
                push.request("basic")
                    .PUT(BodyPublishers.ofByteArray(push.site.nextCrl().der()))
                    .build(),
                BodyHandlers.ofString());

    assertThat(told.statusCode()).isEqualTo(201);
  }

  @Test
  void wrongPasswordsGet401UntilTheirAddressIsNotHeardAnyMore() throws Exception {
    byte[] list = push.site.nextCrl().der();
    assertThat(push.push(null, "basic", list).headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(field -> assertThat(field).startsWith("Basic realm="));
    assertThat(pushAs("robot", PushSite.PASSWORD, list).statusCode()).isEqualTo(201);
    for (int i = 0; i < 10; i++) {
      assertThat(pushAs("robot", "guess " + i, list).statusCode()).isEqualTo(401);
    }

    HttpResponse<String> told = pushAs("robot", PushSite.PASSWORD, list);

    assertThat(told.statusCode()).isEqualTo(429);
    assertThat(told.headers().firstValue("Retry-After")).hasValue("10");
  }

  private HttpResponse<String> pushAs(String user, String password, byte[] list) throws Exception {
    return push.client((TestCertificate) null)
        .send(
            push.request("basic")
                .header("Authorization", PushSite.basic(user, password))
                .PUT(BodyPublishers.ofByteArray(list))
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void curlPushesAsTheGuideSays() throws Exception {
    RequiredClients.curl();
    Path crl = Files.write(push.site.path("acme.crl"), push.site.nextCrl().der());
    String ca = push.site.path("tls-ca.pem").toString();

    ToolResult first =
        Curl.run(
            "--silent",
            "--show-error",
            "--fail-with-body",
            "--cacert",
            ca,
            "--user",
            "robot:" + PushSite.PASSWORD,
            "--upload-file",
            crl.toString(),
            push.uri("basic").toString());
    ToolResult again =
        Curl.run(
            "--silent",
            "--cacert",
            ca,
            "--user",
            "robot:" + PushSite.PASSWORD,
            "--data-binary",
            "@" + crl,
            "--write-out",
            "%{http_code}",
            push.uri("basic").toString());
    ToolResult form =
        Curl.run(
            "--silent",
            "--cacert",
            ca,
            "--user",
            "robot:" + PushSite.PASSWORD,
            "--form",
            "file=@" + crl,
            "--write-out",
            "%{http_code}",
            push.uri("basic").toString());

    assertThat(first.exit()).as(first.stderr()).isZero();
    assertThat(first.stdout()).startsWith("crl site#1 is visible");
    assertThat(again.stdout()).contains("is unchanged").endsWith("200");
    assertThat(form.stdout()).contains("--upload-file").endsWith("415");
  }

  @Test
  void curlShowsTheCertificateOfAPublisher() throws Exception {
    RequiredClients.curl();
    Path crl = Files.write(push.site.path("acme.crl"), push.site.nextCrl().der());
    TestPem.writeKey(push.site.path("publisher-key.pem"), push.publisher.key());

    ToolResult told =
        Curl.run(
            "--silent",
            "--show-error",
            "--fail-with-body",
            "--cacert",
            push.site.path("tls-ca.pem").toString(),
            "--cert",
            push.site.path("publisher.pem").toString(),
            "--key",
            push.site.path("publisher-key.pem").toString(),
            "--upload-file",
            crl.toString(),
            push.uri("pinned").toString());

    assertThat(told.exit()).as(told.stderr()).isZero();
    assertThat(told.stdout()).startsWith("crl site#1 is visible");
  }

  @Test
  void aDeltaWithoutItsBaseIsKeptAndSaysWhatItWaitsFor() throws Exception {
    byte[] base = push.site.nextCrl().der();
    byte[] delta = push.site.nextCrlRevoking(push.site.good().serial()).delta(1).der();

    HttpResponse<String> waits = push.push(push.publisher, "pinned", delta);

    assertThat(waits.statusCode()).isEqualTo(202);
    assertThat(waits.body()).contains("is kept, but not used yet: it waits for ");
    assertThat(push.push(push.publisher, "pinned", base).statusCode()).isEqualTo(201);
  }

  @Test
  void whatCannotBeStoredIsToBePushedAgain() throws Exception {
    Path incoming = push.site.path("data").resolve("incoming");
    Files.deleteIfExists(incoming);
    Files.writeString(incoming, "a file in the way");
    byte[] list = push.site.nextCrl().der();

    HttpResponse<String> told = push.push(push.publisher, "pinned", list);

    assertThat(told.statusCode()).isEqualTo(507);
    assertThat(told.headers().firstValue("Retry-After")).hasValue("60");
    Files.delete(incoming);
    for (int i = 0; i < 9; i++) { // no failure has taken one of the places for good
      assertThat(push.push(push.publisher, "pinned", list).statusCode()).isIn(200, 201);
    }
  }

  @Test
  void moreListsAtATimeThanThereAreThreadsForAreSentAway() throws Exception {
    List<SSLSocket> open = new ArrayList<>();
    byte[] list = push.site.nextCrl().der();
    try {
      for (int i = 0; i < 8; i++) {
        SSLSocket socket = push.connect(push.publisher);
        open.add(socket);
        socket
            .getOutputStream()
            .write(
                "PUT /lists/pinned HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
      }
      await().until(() -> push.spooled().size() == 8);

      HttpResponse<String> told = push.push(push.publisher, "pinned", list);

      assertThat(told.statusCode()).isEqualTo(503);
      assertThat(told.headers().firstValue("Retry-After")).hasValue("10");
    } finally {
      for (SSLSocket each : open) {
        each.close();
      }
    }
    await()
        .untilAsserted(
            () ->
                assertThat(push.push(push.publisher, "pinned", list).statusCode()).isIn(200, 201));
  }
}
