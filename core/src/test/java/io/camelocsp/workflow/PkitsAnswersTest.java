package io.camelocsp.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.camelocsp.testkit.pkits.Pkits;
import io.camelocsp.testkit.pkits.PkitsCase;
import io.camelocsp.testkit.pkits.PkitsIssuer.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * NIST PKITS' sections on revocation, asked by OCSP: all lists of all its CAs arrive at one intake,
 * and a request for each test's certificate is judged as any request is.
 */
class PkitsAnswersTest {
  private static final List<Site> SITES = List.of(Site.EVERY, Site.LISTED);

  @TempDir private static Path directory;

  private static final Map<Site, PkitsSite> RESPONDERS = new HashMap<>();
  private static final Map<Site, Map<String, String>> OUTCOMES = new HashMap<>();

  @BeforeAll
  static void allListsArrive() throws IOException {
    for (Site site : SITES) {
      PkitsSite responder =
          new PkitsSite(site, Files.createDirectory(directory.resolve("" + site)));
      OUTCOMES.put(site, responder.take(Pkits.lists()));
      RESPONDERS.put(site, responder);
    }
  }

  /** A case of the table in a site that has its issuer. */
  record Asked(Site site, PkitsCase question) {
    @Override
    public String toString() {
      return question + ", " + site;
    }
  }

  static Stream<Asked> allAsked() {
    return SITES.stream().flatMap(site -> asked(site).map(each -> new Asked(site, each)));
  }

  /** Cases of the site; those of an issuer that only the other site has are left out. */
  private static Stream<PkitsCase> asked(Site site) {
    Site other = site == Site.EVERY ? Site.LISTED : Site.EVERY;
    Set<String> elsewhere = PkitsNames.onlyIn(other);
    return Pkits.cases().stream().filter(each -> !elsewhere.contains(each.issuer()));
  }

  @ParameterizedTest
  @MethodSource("allAsked")
  void answersAsTheTableSays(Asked asked) {
    assumeThat(PkitsAwaited.ANSWERS).doesNotContain(asked.question().label());
    for (String hash : List.of("SHA-1", "SHA-256")) {
      assertThat(responder(asked).answer(asked.question(), hash))
          .as("%s: %s", hash, asked.question().why())
          .isEqualTo(asked.question().answer());
    }
  }

  /** Holds for what is awaited too: what is not served yet must not be answered good instead. */
  @ParameterizedTest
  @MethodSource("allAsked")
  void isNeverGoodWithoutReason(Asked asked) {
    assumeThat(PkitsAwaited.WRONGLY_GOOD).doesNotContain(asked.question().label());
    if (!asked.question().answer().equals("good")) {
      assertThat(responder(asked).answer(asked.question(), "SHA-1"))
          .as(asked.question().why())
          .isNotEqualTo("good");
    }
  }

  /** So that the list of what is awaited shrinks as soon as it can. */
  @Test
  void whatIsAwaitedIsNotAnsweredRightYet() {
    assertThat(allAsked())
        .filteredOn(each -> PkitsAwaited.ANSWERS.contains(each.question().label()))
        .allSatisfy(
            each ->
                assertThat(responder(each).answer(each.question(), "SHA-1"))
                    .as(each.toString())
                    .isNotEqualTo(each.question().answer()));
    assertThat(Pkits.cases().stream().map(PkitsCase::label))
        .containsAll(PkitsAwaited.ANSWERS)
        .containsAll(PkitsAwaited.WRONGLY_GOOD);
  }

  private static PkitsSite responder(Asked asked) {
    return java.util.Objects.requireNonNull(RESPONDERS.get(asked.site()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Site.class,
      names = {"EVERY", "LISTED"})
  void takesAndRefusesTheListsForTheRightReason(Site site) {
    Map<String, String> expected = new TreeMap<>();
    for (String list : Pkits.lists()) {
      expected.put(list, PkitsAwaited.LISTS.getOrDefault(list, Pkits.outcome(list)));
    }

    assertThat(new TreeMap<>(OUTCOMES.get(site))).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(
      value = Site.class,
      names = {"EVERY", "LISTED"})
  void theOrderOfArrivalDecidesNothing(Site site) throws IOException {
    List<String> lists = new ArrayList<>(Pkits.lists());
    for (int seed = 0; seed < 4; seed++) {
      Collections.shuffle(lists, new Random(seed));
      PkitsSite other =
          new PkitsSite(site, Files.createDirectory(directory.resolve(site + "-order-" + seed)));
      other.take(lists);

      assertThat(answers(site, other)).as("seed " + seed).isEqualTo(answersOf(site));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Site.class,
      names = {"EVERY", "LISTED"})
  void answersTheSameAfterARestart(Site site) throws IOException {
    PkitsSite restarted = new PkitsSite(site, directory.resolve("" + site));
    restarted.restart();

    assertThat(answers(site, restarted)).isEqualTo(answersOf(site));
  }

  private static Map<String, String> answersOf(Site site) {
    return answers(site, java.util.Objects.requireNonNull(RESPONDERS.get(site)));
  }

  private static Map<String, String> answers(Site site, PkitsSite responder) {
    Map<String, String> answers = new TreeMap<>();
    asked(site).forEach(each -> answers.put(each.label(), responder.answer(each, "SHA-1")));
    return answers;
  }
}
