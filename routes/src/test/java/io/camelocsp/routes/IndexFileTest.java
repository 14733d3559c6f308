package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.Judged;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.MutableClock;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL's {@code index.txt} as the source of statuses; the clock stands still. */
class IndexFileTest {
  private static final BigInteger GOOD = BigInteger.valueOf(0x1001);
  private static final BigInteger REVOKED = BigInteger.valueOf(0x1002);
  private static final BigInteger HELD = BigInteger.valueOf(0x1003);
  private static final String INDEX =
      """
      V\t300101000000Z\t\t1001\tunknown\t/CN=good
      R\t300101000000Z\t240203040506Z,keyCompromise\t1002\tunknown\t/CN=revoked
      R\t300101000000Z\t240203040506Z,certificateHold\t1003\tunknown\t/CN=held
      """;

  private final MutableClock clock =
      new MutableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final Instant start = clock.instant();
  private final Logs logs = new Logs();
  private TestSite site;
  private TestCa ca;
  private RunningService running;
  private Client client;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    site =
        new TestSite(
            directory,
            KeyKind.EC_P256,
            "ocsp.lists.db.from = index.txt",
            "ocsp.lists.db.issuer = site",
            "ocsp.lists.db.validity = 1h",
            "ocsp.lists.db.every = 100ms");
    ca = site.ca();
    write(INDEX);
    running = RunningService.at(site, clock);
    client = new Client(running.uri(), site.signer());
    client.await("good", ca, GOOD);
  }

  @AfterEach
  void stop() {
    running.close();
    logs.close();
  }

  /** As {@code openssl ca} does: another file, renamed. */
  private void write(String text) throws IOException {
    Path next = Files.writeString(site.path("index.txt.new"), text);
    Files.move(next, site.path("index.txt"), StandardCopyOption.ATOMIC_MOVE);
  }

  private void awaitLog(String text) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(String.join("\n", logs.lines())).contains(text));
  }

  @Test
  void itsStatusesAreAnsweredForItsValidity() throws Exception {
    Judged judged = client.ask(ca, GOOD, REVOKED, HELD);

    assertThat(judged.summary()).isEqualTo("good, revoked 1, revoked 6");
    SingleResp single = judged.singles()[0];
    assertThat(single.getThisUpdate().toInstant()).isEqualTo(start);
    assertThat(single.getNextUpdate().toInstant()).isEqualTo(start.plus(Duration.ofHours(1)));
    assertThat(site.path("index.txt")).hasContent(INDEX);
  }

  @Test
  void aChangeIsSeen() throws Exception {
    write(INDEX.replace("V\t300101000000Z\t\t1001", "R\t300101000000Z\t240203040506Z\t1001"));

    client.await("revoked", ca, GOOD);
  }

  @Test
  void unreadableLaterTheLastReadingAnswersUntilItsValidityEnds() throws Exception {
    write("R\tgarbage\n");
    awaitLog("The last good reading answers until its validity ends.");

    clock.set(start.plus(Duration.ofMinutes(59)));
    assertThat(client.status(ca, GOOD, REVOKED)).isEqualTo("good, revoked 1");
    clock.set(start.plus(Duration.ofHours(1)));
    assertThat(client.status(ca, GOOD)).isEqualTo("error 3");
    assertThat(client.status(ca, REVOKED)).isEqualTo("error 3");

    write(INDEX);
    client.await("good", ca, GOOD);
    awaitLog("is read again");
    assertThat(logs.lines().stream().filter(line -> line.contains("last good reading")))
        .as("said when it begins, not at each try")
        .hasSize(1);
  }

  @Test
  void goneLaterTheLastReadingAnswers() throws Exception {
    Files.delete(site.path("index.txt"));
    awaitLog("The last good reading answers until its validity ends.");

    assertThat(client.status(ca, GOOD, HELD)).isEqualTo("good, revoked 6");
  }

  @Test
  void besideAListRevokedInEitherIsRevoked() throws Exception {
    BigInteger listed = BigInteger.valueOf(0x2001);
    site.drop("site.crl", site.nextCrlRevoking(listed).der());
    client.await("revoked 4", ca, listed);

    assertThat(client.status(ca, GOOD, REVOKED, listed)).isEqualTo("good, revoked 1, revoked 4");
  }
}
