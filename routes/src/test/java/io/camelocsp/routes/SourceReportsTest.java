package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.source.SourceKind;
import io.camelocsp.source.SourceReport;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reported of sources that are not fetched. */
class SourceReportsTest {
  @TempDir Path directory;
  private TestSite site;

  @BeforeEach
  void start() throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
  }

  @Test
  void aDirectoryFailsWhileItIsAwayAndTellsOfNewLists() throws Exception {
    try (Logs logs = new Logs();
        RunningService service = RunningService.of(site)) {
      ReportedSource drop = new ReportedSource(service, "drop");
      assertThat(drop.report().kind()).isEqualTo(SourceKind.DIRECTORY);
      await().until(() -> drop.report().lastSuccess() != null);
      assertThat(drop.report().lastNewList()).isNull();
      site.dropNextCrl();
      await().until(() -> drop.report().lastNewList() != null);

      Path away = Files.move(site.path("drop"), site.path("away"));
      drop.awaitProblem("the directory is gone");
      Files.move(away, site.path("drop"));
      drop.awaitProblem("works");
      assertThat(logs.lines()).anyMatch(line -> line.contains("is back"));
    }
  }

  @Test
  void aFileThatIsReadInPlaceFailsWhileItIsAway() throws Exception {
    Path index = Files.writeString(site.path("index.txt"), "");
    Files.setLastModifiedTime(index, FileTime.fromMillis(0));
    site.configure(
        "ocsp.lists.idx.from = index.txt",
        "ocsp.lists.idx.issuer = site",
        "ocsp.lists.idx.validity = 1h",
        "ocsp.lists.idx.every = 100ms");
    try (Logs logs = new Logs();
        RunningService service = RunningService.of(site)) {
      ReportedSource idx = new ReportedSource(service, "idx");
      assertThat(idx.report().kind()).isEqualTo(SourceKind.FILE);
      await().until(() -> idx.report().lastSuccess() != null);
      Path away = Files.move(index, site.path("away.txt"));
      idx.awaitProblem("there is no such file");
      await().until(() -> idx.failures() > 3);
      Files.move(away, index);
      idx.awaitProblem("works");
      assertThat(logs.lines()).filteredOn(line -> line.contains("is not taken over")).hasSize(1);
    }
  }

  @Test
  void sourcesAreReportedInConfiguredOrder() throws Exception {
    site.configure("ocsp.lists.away.from = http://127.0.0.1:" + TestSite.freePort() + "/");
    try (RunningService service = RunningService.of(site)) {
      assertThat(service.service().sources())
          .extracting(SourceReport::name)
          .containsExactly("drop", "away");
    }
  }
}
