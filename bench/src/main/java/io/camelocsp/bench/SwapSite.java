package io.camelocsp.bench;

import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCrls;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A site whose lists lie ready, each with the same entries, the next number, and a thisUpdate one
 * second later: by it an answer tells which list it is from.
 *
 * @param site where the process runs
 * @param entries in each list
 * @param lists in the order to drop them
 * @param firstUpdate thisUpdate of the first list
 */
record SwapSite(TestSite site, int entries, List<Path> lists, Instant firstUpdate) {

  static SwapSite prepare(Path directory, KeyKind signer, int entries, int count)
      throws IOException {
    TestSite site = new TestSite(Files.createDirectories(directory), signer);
    Instant firstUpdate = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1));
    List<Path> lists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lists.add(
          TestCrls.large(
              site.nextCrl().thisUpdate(firstUpdate.plusSeconds(i)),
              entries,
              site.path("list-" + i + ".crl")));
    }
    return new SwapSite(site, entries, lists, firstUpdate);
  }

  /** Back to the moment before the first start, with the first list dropped. */
  void reset() throws IOException {
    Directories.delete(site.path("data"));
    Directories.delete(site.path("drop"));
    Files.createDirectories(site.path("drop"));
    drop(0);
  }

  /** Drops a list: whole at once, and at no cost to the machine. */
  void drop(int index) throws IOException {
    Path list = lists.get(index);
    Files.createLink(site.path("drop").resolve(list.getFileName()), list);
  }

  /** Which list an answer with this thisUpdate is from. */
  int index(Instant thisUpdate) {
    return (int) Duration.between(firstUpdate, thisUpdate).toSeconds();
  }

  Path configuration() {
    return site.configuration();
  }

  URI uri() {
    return site.uri();
  }

  AnswerCheck check() {
    return new AnswerCheck(site.signer().certificate());
  }

  void awaitFirstAnswer(Launched camelOcsp) throws IOException {
    camelOcsp.untilFirstAnswer(uri(), Question.listed(site.ca(), entries / 2), check());
  }
}
