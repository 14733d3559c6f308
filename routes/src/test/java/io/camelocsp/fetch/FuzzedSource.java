package io.camelocsp.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.metrics.ListCounts;
import io.camelocsp.processors.AcceptList;
import io.camelocsp.processors.FetchConnections;
import io.camelocsp.processors.FetchJob;
import io.camelocsp.processors.FetchLists;
import io.camelocsp.processors.OcspExchange;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.revocation.Judgement;
import io.camelocsp.revocation.ListArchive;
import io.camelocsp.revocation.ListIntake;
import io.camelocsp.revocation.ListPolicy;
import io.camelocsp.source.FetchSchedule;
import io.camelocsp.source.FetchedSource;
import io.camelocsp.source.RedirectPolicy;
import io.camelocsp.source.SourceKind;
import io.camelocsp.source.SourceReport;
import io.camelocsp.source.SourceStates;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/**
 * A source of lists whose servers answer what a fuzzer says. Everything behind the connection is
 * real: what is asked, what is spooled, what is taken in, what is told. Whatever comes, what was
 * revoked stays so, no file is left, nobody else is asked, and what is told is fit for a log.
 */
final class FuzzedSource {
  static final long MOST_OCTETS = 3_000;

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final String NAME = "web";

  /** Each mirror and what freshestCRL names, each with five redirects. */
  private static final int MOST_ASKED = (2 + 10) * 6;

  private static final BigInteger REVOKED = BigInteger.valueOf(77);
  private static final TestCa CA = TestCa.ec("Fuzzed CA");
  private static final TestCa STRANGER = TestCa.ec("Fuzzed CA");

  /** Lists that replies may hold: ours, newest first, then what must be refused. */
  private static final List<byte[]> LISTS =
      List.of(
          crl(CA, 9).der(),
          crl(CA, 8).freshest("http://delta.acme.example/d.crl").der(),
          crl(CA, 10).delta(9).der(),
          crl(CA, 5).der(),
          crl(STRANGER, 99).der(),
          crl(CA, 11).nextUpdate(NOW.minusSeconds(1)).der());

  /** What a server answers: makes the reply, or fails as a connection does. */
  @FunctionalInterface
  interface Server {
    void answer(Exchange exchange) throws Exception;
  }

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Path incoming;
  private final IssuerData issuer = new IssuerData(new Issuer("acme", CA.certificate()));
  private final SourceStates states = new SourceStates(InstantSource.fixed(NOW));
  private final List<URI> asked = new ArrayList<>();
  private final List<URI> mirrors;
  private final FetchLists fetch;
  private final AcceptList accept;

  FuzzedSource(String... mirrors) {
    this.mirrors = Stream.of(mirrors).map(URI::create).toList();
    try {
      Path directory = Files.createTempDirectory("fuzzed-source");
      incoming = directory.resolve("incoming");
      ListIntake intake =
          new ListIntake(
              List.of(issuer),
              name -> ListPolicy.DEFAULT,
              new ListArchive(directory.resolve("archive")),
              InstantSource.fixed(NOW));
      intake.accept(Files.write(directory.resolve("first.crl"), crl(CA, 7).der()));
      accept = new AcceptList(intake, new ListCounts(List.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    states.add(NAME, SourceKind.HTTP, "fuzzer");
    fetch = new FetchLists(Map.of(NAME, job()), states, incoming);
  }

  private FetchJob job() {
    FetchConnections connections =
        new FetchConnections() {
          @Override
          public void open(URI address) {
            asked.add(address);
          }

          @Override
          public void close() {}

          @Override
          public @Nullable String brokenOffFor() {
            return null;
          }
        };
    return new FetchJob(
        new FetchedSource(
            new FetchedSource.Plan(
                NAME, mirrors, RedirectPolicy.SAME_HOST, Set.of("delta.acme.example"))),
        new FetchSchedule(
            new FetchSchedule.Pace(Duration.ofHours(1), Duration.ZERO, Duration.ofMinutes(1)),
            InstantSource.fixed(NOW),
            () -> 0),
        connections,
        MOST_OCTETS);
  }

  private static CrlBuilder crl(TestCa ca, long number) {
    return ca.crl()
        .number(number)
        .thisUpdate(NOW.minus(Duration.ofHours(1)))
        .nextUpdate(NOW.plus(Duration.ofHours(23)))
        .revoke(REVOKED, NOW.minus(Duration.ofDays(1)));
  }

  /** One of the lists that replies may hold; any number will do. */
  static byte[] list(int number) {
    return LISTS.get(Math.floorMod(number, LISTS.size()));
  }

  /**
   * One try, by the steps of the route.
   *
   * @return how the source is doing afterwards
   */
  SourceReport tryOnce(Server web, Server directory) throws Exception {
    asked.clear();
    Exchange exchange = new DefaultExchange(context);
    exchange.setProperty(OcspExchange.LIST_SOURCE, NAME);
    fetch.begin(exchange);
    while (fetch.asks(exchange)) {
      try {
        fetch.ask(exchange);
        if (fetch.asksLdap(exchange)) {
          directory.answer(exchange);
          fetch.takeValues(exchange);
        } else {
          web.answer(exchange);
          fetch.takeReply(exchange);
        }
      } catch (Exception e) {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, e);
        fetch.failed(exchange);
      }
      takeIn(exchange);
    }
    fetch.end(exchange);
    SourceReport report = states.reports().get(0);
    check(report);
    return report;
  }

  private void takeIn(Exchange exchange) throws Exception {
    while (fetch.hasList(exchange)) {
      fetch.nextList(exchange);
      try {
        accept.process(exchange);
        fetch.took(exchange);
      } catch (Exception e) {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, e);
        fetch.refused(exchange);
      }
    }
  }

  private void check(SourceReport report) throws IOException {
    if (Files.isDirectory(incoming)) {
      try (Stream<Path> left = Files.list(incoming)) {
        assertThat(left).isEmpty();
      }
    }
    assertThat(asked).hasSizeBetween(1, MOST_ASKED);
    for (URI each : asked) {
      assertThat(each.getHost()).isIn("crl.acme.example", "dir.acme.example", "delta.acme.example");
      assertThat(each.getRawUserInfo()).isNull();
    }
    if (report.failure() != null) {
      String told = report.failure().text();
      assertThat(told.chars()).noneMatch(Character::isISOControl);
      assertThat(told).hasSizeLessThan(100_000);
    }
    Judgement judged = issuer.snapshot().judge(SerialNumber.of(REVOKED), NOW);
    assertThat(judged)
        .isInstanceOfSatisfying(
            Judgement.Status.class,
            status -> assertThat(status.status()).isInstanceOf(CertStatus.Revoked.class));
  }
}
