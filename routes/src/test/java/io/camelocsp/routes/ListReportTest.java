package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.operations.ListReport;
import io.camelocsp.operations.ListReport.State;
import io.camelocsp.operations.ListTable;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.MutableClock;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running service says it holds; the clock moves only by hand. */
class ListReportTest {
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final MutableClock clock = new MutableClock(start);
  private TestSite site;
  private RunningService running;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    TestPem.write(site.path("other.pem"), site.foreignCa().certificate());
    Files.writeString(
        site.path("index.txt"),
        """
        V\t300101000000Z\t\t1001\tunknown\t/CN=good
        R\t300101000000Z\t240203040506Z,keyCompromise\t1002\tunknown\t/CN=revoked
        """);
    site.configure(
        "ocsp.issuer.other.certificate = other.pem",
        "ocsp.issuer.silent.certificate = foreign.pem",
        "ocsp.lists.db.from = index.txt",
        "ocsp.lists.db.issuer = other",
        "ocsp.lists.db.validity = 1h",
        "ocsp.lists.db.every = 100ms");
    running = RunningService.at(site, clock);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private void awaitStates(State... states) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () ->
                assertThat(running.lists()).extracting(ListReport::state).containsExactly(states));
  }

  @Test
  void everyIssuerHasItsListsOrSaysThatThereIsNone() throws Exception {
    awaitStates(State.NONE, State.VALID, State.NONE);
    site.drop("site.crl", site.nextCrl().number(1042).der());
    awaitStates(State.VALID, State.VALID, State.NONE);

    List<ListReport> reports = running.lists();

    assertThat(reports).extracting(ListReport::issuer).containsExactly("site", "other", "silent");
    assertThat(reports).extracting(ListReport::at).containsOnly(start);
    assertThat(reports.get(0).list())
        .satisfies(
            crl -> {
              assertThat(crl.kind()).isEqualTo("crl");
              assertThat(crl.number()).isEqualTo(BigInteger.valueOf(1042));
              assertThat(crl.nextUpdate()).isEqualTo(crl.thisUpdate().plusSeconds(86_460));
              assertThat(crl.entries()).isEqualTo(2);
              assertThat(crl.heapOctets().getAsLong()).isPositive();
            });
    assertThat(reports.get(1).list())
        .satisfies(
            database -> {
              assertThat(database.kind()).isEqualTo("index.txt");
              assertThat(database.number()).isNull();
              assertThat(database.thisUpdate()).isEqualTo(start);
              assertThat(database.nextUpdate()).isEqualTo(start.plusSeconds(3600));
              assertThat(database.entries()).isEqualTo(1);
            });
    assertThat(reports.get(2).list()).isNull();
    assertThat(ListTable.lines(reports)).last().asString().endsWith("  none yet");
  }

  @Test
  void aListEndsAndIsAheadOfAClockThatWentBack() throws Exception {
    site.drop("site.crl", site.nextCrl().der());
    awaitStates(State.VALID, State.VALID, State.NONE);

    clock.set(start.plus(Duration.ofDays(3)));
    assertThat(running.lists().get(0).state()).isEqualTo(State.ENDED);
    clock.set(start.minus(Duration.ofDays(3)));
    assertThat(running.lists().get(0).state()).isEqualTo(State.NOT_YET);
  }
}
