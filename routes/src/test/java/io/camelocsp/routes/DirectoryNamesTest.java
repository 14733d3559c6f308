package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.DropDirectory;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watched directories whose names mean something to a Camel URI. */
class DirectoryNamesTest {
  private final Logs logs = new Logs();

  @AfterEach
  void closeLogs() {
    logs.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a%41b",
        "a%zzb",
        "a?b",
        "a b",
        "a+b",
        "a#b&c",
        "a=b;c,d",
        "ä",
        "a${b}",
        "RAW(a)",
        "a:b",
        "file:a",
        "a*b",
        "'a'\"b\""
      })
  void isTakenFromByWhateverNameItHas(String name, @TempDir Path directory) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    Path drop = Files.createDirectory(site.path("in").resolveSibling(name));
    site.configure("ocsp.lists.odd.from = " + drop, "ocsp.lists.odd.every = 100ms");
    Files.write(drop.resolve("list.crl"), site.nextCrl().der());

    RunningService running = RunningService.of(site);
    try (running) {
      new Client(running.uri(), site.signer()).await("good", site.ca(), site.good().serial());
      new DropDirectory(site, name).awaitEmpty();
    }
  }

  @Test
  void whatIsRefusedIsMovedAsideThereToo(@TempDir Path directory) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    Files.createDirectory(site.path("a%41?b"));
    site.configure("ocsp.lists.odd.from = a%41?b/", "ocsp.lists.odd.every = 100ms");
    Files.writeString(site.path("a%41?b").resolve("none.crl"), "no list", StandardCharsets.UTF_8);

    RunningService running = RunningService.of(site);
    try (running) {
      new DropDirectory(site, "a%41?b").awaitRefused("none.crl");
      assertThat(site.path("aA?b")).doesNotExist();
    }
  }
}
