package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.processors.FileLooks;
import io.camelocsp.processors.FileMark;
import io.camelocsp.testkit.MutableClock;
import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a file may enter the route, by what was seen of it at earlier polls. */
class WholeFileReadLockTest {
  private static final byte[] LIST = TestCa.ec("Acme CA").crl().der();

  private final Logs logs = new Logs();
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final FileLooks looks = new FileLooks(clock);
  private final WholeFileReadLock lock = new WholeFileReadLock(looks);
  private Path path;

  @BeforeEach
  void name(@TempDir Path directory) {
    path = directory.resolve("a.crl");
  }

  @AfterEach
  void closeLogs() {
    logs.close();
  }

  private boolean letsIn() {
    return lock.letsIn(path);
  }

  private void writeLongAgo(byte[] content) throws IOException {
    Files.write(path, content);
    Files.setLastModifiedTime(path, FileTime.from(clock.instant().minus(Duration.ofDays(9))));
  }

  @Test
  void aWholeFileEntersAtOnce() throws IOException {
    Files.write(path, LIST);
    assertThat(letsIn()).isTrue();
  }

  @Test
  void anIncompleteFileWaitsAMinuteFromOurFirstLookHoweverOldItSaysItIs() throws IOException {
    writeLongAgo(Arrays.copyOf(LIST, LIST.length - 2));
    assertThat(letsIn()).isFalse();
    clock.advance(Duration.ofSeconds(60));
    assertThat(letsIn()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(letsIn()).isTrue();
  }

  @Test
  void theMinuteBeginsAnewWhenTheFileGrows() throws IOException {
    writeLongAgo(Arrays.copyOf(LIST, LIST.length - 2));
    letsIn();
    clock.advance(Duration.ofSeconds(61));
    writeLongAgo(Arrays.copyOf(LIST, LIST.length - 1));
    assertThat(letsIn()).isFalse();
  }

  @Test
  void whatIsNoListEntersToBeRefusedWhenItHasSettled() throws IOException {
    writeLongAgo("no list".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(letsIn()).isFalse();
    clock.advance(Duration.ofMillis(1999));
    assertThat(letsIn()).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(letsIn()).isTrue();
  }

  @Test
  void reservedSpaceWaitsToBeFilled() throws IOException {
    writeLongAgo(new byte[LIST.length]);
    letsIn();
    clock.advance(Duration.ofSeconds(30));
    assertThat(letsIn()).isFalse();
    Files.write(path, LIST);
    assertThat(letsIn()).isTrue();
  }

  @Test
  void aFileThatLookedBadWaitsUntilItSettlesOrChanges() throws IOException {
    writeLongAgo(LIST);
    assertThat(letsIn()).isTrue();
    looks.doubt(path, FileMark.of(path));
    assertThat(letsIn()).isFalse();
    clock.advance(Duration.ofSeconds(2));
    assertThat(letsIn()).isTrue();

    clock.advance(Duration.ofSeconds(-1));
    looks.doubt(path, FileMark.of(path));
    Files.write(path, LIST);
    assertThat(letsIn()).as("changed").isTrue();
  }

  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aNamedPipeStaysOutsideAndIsToldOnce() throws Exception {
    Process mkfifo = new ProcessBuilder("mkfifo", path.toString()).start();
    assertThat(mkfifo.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(mkfifo.exitValue()).isZero();
    assertThat(letsIn()).isFalse();
    assertThat(letsIn()).isFalse();
    assertThat(logs.lines()).singleElement().asString().contains("a.crl is no regular file");
  }

  @Test
  void aLinkThatLeadsNowhereStaysOutsideAndIsToldOnce() throws IOException {
    Files.createSymbolicLink(path, path.resolveSibling("nowhere"));
    assertThat(letsIn()).isFalse();
    assertThat(letsIn()).isFalse();
    assertThat(logs.lines()).singleElement().asString().contains("a.crl is no regular file");
  }

  @Test
  void aFileThatIsGoneIsNoNews() {
    assertThat(letsIn()).isFalse();
    assertThat(logs.lines()).isEmpty();
  }
}
