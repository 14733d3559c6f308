package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.BadLists;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.DropDirectory;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is logged about bad lists; what becomes of them is tested by the contract. */
class RefusedListsTest {
  private static final BigInteger SERIAL = BigInteger.valueOf(4711);

  @Test
  void eachIsWarnedAboutOnce(@TempDir Path directory) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    DropDirectory drop = new DropDirectory(site);
    try (Logs logs = new Logs();
        RunningService running = RunningService.of(site)) {
      site.drop("current.crl", site.ca().crl().number(5).revoke(SERIAL, Instant.now(), 1).der());
      new Client(running.uri(), site.signer()).await("revoked 1", site.ca(), SERIAL);
      Map<String, byte[]> lists = BadLists.of(site.ca(), Instant.now());
      for (Map.Entry<String, byte[]> list : lists.entrySet()) {
        site.drop(list.getKey() + ".crl", list.getValue());
      }
      for (String reason : lists.keySet()) {
        String name = reason + ".crl";
        drop.awaitRefused(name);
        // The file is moved first, then told.
        Awaitility.await()
            .untilAsserted(
                () ->
                    assertThat(logs.lines())
                        .filteredOn(line -> line.contains(name) && line.contains("is refused"))
                        .singleElement()
                        .asString()
                        .startsWith("WARN ")
                        .contains(".reason.txt says what to do"));
      }
    }
  }

  @Test
  void aLinkInPlaceOfTheDirectoryOfRefusedFilesIsNotFollowed(
      @TempDir Path directory, @TempDir Path elsewhere) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    try (Logs logs = new Logs();
        RunningService running = RunningService.of(site)) {
      Files.createSymbolicLink(site.path("drop").resolve(".refused"), elsewhere);
      site.drop("evil.crl", "no list".getBytes(StandardCharsets.US_ASCII));

      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(logs.lines())
                      .anySatisfy(
                          line ->
                              assertThat(line)
                                  .contains("evil.crl is refused")
                                  .contains("is a symbolic link, which is not followed")));
      try (Stream<Path> files = Files.list(elsewhere)) {
        assertThat(files).isEmpty();
      }
    }
  }
}
