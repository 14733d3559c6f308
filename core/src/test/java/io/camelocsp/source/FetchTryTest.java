package io.camelocsp.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FetchTryTest {
  private static final URI FIRST = URI.create("https://one.example/ca.crl?key=secret");
  private static final URI SECOND = URI.create("https://two.example/ca.crl");
  private static final URI DELTA = URI.create("http://delta.example/delta.crl");
  private static final Instant END = Instant.parse("2026-01-02T00:00:00Z");

  private final FetchedSource source =
      new FetchedSource(
          new FetchedSource.Plan(
              "web", List.of(FIRST, SECOND), RedirectPolicy.SAME_HOST, Set.of("Delta.example")));

  @Test
  void mirrorsAreAskedUntilOneWorksAndThatOneFirstNextTime() {
    FetchTry attempt = source.begin();
    assertThat(attempt.asks()).isTrue();
    assertThat(attempt.next()).isEqualTo(FIRST);
    attempt.failed("it is down");
    assertThat(attempt.asks()).isTrue();
    assertThat(attempt.next()).isEqualTo(SECOND);
    took(attempt, new Validators("\"a\"", null));
    assertThat(attempt.asks()).isFalse();
    assertThat(attempt.end()).isEqualTo(new FetchTry.Result(true, "", END, Set.of()));

    FetchTry next = source.begin();
    assertThat(next.next()).isEqualTo(SECOND);
    assertThat(next.validators()).isEqualTo(new Validators("\"a\"", null));
    next.unchanged();
    assertThat(next.end()).isEqualTo(new FetchTry.Result(true, "", END, Set.of()));
  }

  @Test
  void whereNoneWorksEachIsNamedWithoutWhatMayBeSecret() {
    FetchTry attempt = source.begin();
    attempt.next();
    attempt.failed("it is down");
    attempt.next();
    attempt.received(Validators.NONE);
    attempt.refused("not a list");
    assertThat(attempt.asks()).isFalse();
    FetchTry.Result result = attempt.end();
    assertThat(result.answered()).isFalse();
    assertThat(result.problem())
        .isEqualTo(
            "https://one.example/ca.crl?…: it is down; https://two.example/ca.crl: not a list");
  }

  @Test
  void ofAThousandBadValuesTheFirstFewAreTold() {
    FetchTry attempt = source.begin();
    attempt.next();
    attempt.received(Validators.NONE);
    for (int i = 0; i < 1_000; i++) {
      attempt.refused("bad value " + i);
    }
    assertThat(attempt.end().problem())
        .contains("bad value 4")
        .doesNotContain("bad value 5")
        .endsWith("; and 995 more");
  }

  @Test
  void validatorsOfARefusedListAreNotKept() {
    FetchTry attempt = source.begin();
    attempt.next();
    attempt.received(new Validators("\"bad\"", null));
    attempt.took(END);
    attempt.refused("not a list");
    attempt.end();
    FetchTry next = source.begin();
    next.next();
    assertThat(next.validators()).isEqualTo(Validators.NONE);
  }

  @Test
  void anOlderListIsAProblemOnlyWhereNothingElseCame() {
    FetchTry alone = source.begin();
    alone.next();
    alone.older("older than the current one");
    alone.next();
    alone.older("older than the current one");
    assertThat(alone.end().problem()).contains("one.example").contains("two.example");
    FetchTry beside = source.begin();
    beside.next();
    beside.older("older than the current one");
    beside.took(END);
    assertThat(beside.end().problem()).isEmpty();
  }

  @Test
  void redirectsEndAfterFive() throws Exception {
    FetchTry attempt = source.begin();
    URI at = attempt.next();
    for (int i = 0; i < 5; i++) {
      attempt.redirected(at.resolve("/" + i));
      assertThat(attempt.asks()).isTrue();
      assertThat(attempt.next()).isEqualTo(at.resolve("/" + i));
    }
    assertThatThrownBy(() -> attempt.redirected(at.resolve("/6")))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("more than 5 times");
    attempt.failed("more than 5 times");
    assertThat(attempt.next()).isEqualTo(SECOND);
  }

  @Test
  void deltasAreAskedForAtAllowedHostsAlsoWhenTheBaseIsUnchanged() {
    FetchTry attempt = source.begin();
    attempt.next();
    attempt.pointsTo(
        List.of(DELTA.toString(), "http://other.example/d", "file:///etc/passwd", "::", "ldap:x"));
    took(attempt, new Validators("\"a\"", null));
    assertThat(attempt.asks()).isTrue();
    assertThat(attempt.next()).isEqualTo(DELTA);
    Instant earlier = END.minusSeconds(60);
    attempt.took(earlier);
    assertThat(attempt.end())
        .isEqualTo(new FetchTry.Result(true, "", earlier, Set.of("other.example")));

    FetchTry next = source.begin();
    next.next();
    next.unchanged();
    assertThat(next.asks()).isTrue();
    assertThat(next.next()).isEqualTo(DELTA);
    next.failed("it is down");
    FetchTry.Result result = next.end();
    assertThat(result.answered()).isFalse();
    assertThat(result.problem()).isEqualTo("http://delta.example/delta.crl: it is down");
  }

  @Test
  void noMoreThanTenDeltasAreAskedFor() {
    FetchTry attempt = source.begin();
    attempt.next();
    attempt.pointsTo(IntStream.range(0, 100).mapToObj(i -> DELTA + "/" + i).toList());
    took(attempt, Validators.NONE);
    int asked = 0;
    while (attempt.asks()) {
      attempt.next();
      attempt.took(null);
      asked++;
    }
    assertThat(asked).isEqualTo(10);
  }

  private static void took(FetchTry attempt, Validators validators) {
    attempt.received(validators);
    attempt.took(END);
  }
}
