package io.camelocsp.revocation;

import static io.camelocsp.revocation.IntakeFixture.crl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StorageFailureTest {
  private static final TestCa ACME = TestCa.ec("Acme CA");

  private enum Step {
    CREATE,
    WRITE,
    FORCE,
    RENAME,
    FORCE_DIRECTORY
  }

  /** A disk that fails at one step, and notes what was done and what requests saw meanwhile. */
  private static final class Disk implements DurableFiles {
    private final DurableFiles real = DurableFiles.onDisk();
    private final List<String> done = new ArrayList<>();
    private @Nullable Step failing;
    private @Nullable IntakeFixture seen;
    private final List<Path> forcedDirectories = new ArrayList<>();

    private void step(Step step) throws IOException {
      if (step == failing) {
        throw new IOException("No space left on device");
      }
      done.add(step + (seen == null ? "" : " " + seen.inUse("acme")));
    }

    @Override
    public WritableByteChannel create(Path file) throws IOException {
      step(Step.CREATE);
      WritableByteChannel channel = real.create(file);
      return new WritableByteChannel() {
        @Override
        public int write(ByteBuffer octets) throws IOException {
          ByteBuffer half = octets.duplicate().limit(octets.position() + octets.remaining() / 2);
          if (failing == Step.WRITE) {
            channel.write(half);
          }
          step(Step.WRITE);
          return channel.write(octets);
        }

        @Override
        public boolean isOpen() {
          return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
          channel.close();
        }
      };
    }

    @Override
    public void force(Path file) throws IOException {
      step(Step.FORCE);
      real.force(file);
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
      step(Step.RENAME);
      real.replace(from, to);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
      step(Step.FORCE_DIRECTORY);
      forcedDirectories.add(directory);
      real.forceDirectory(directory);
    }
  }

  @TempDir Path directory;
  private final Disk disk = new Disk();
  private IntakeFixture fixture;
  private ListIntake intake;

  @BeforeEach
  void acceptOne() throws Exception {
    fixture = new IntakeFixture(directory).issuer("acme", ACME).files(disk);
    intake = fixture.start();
    intake.accept(fixture.drop(crl(ACME, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void leavesTheCurrentListAndNoHalfFileBehind(Step step) throws Exception {
    Path file = fixture.drop(crl(ACME, 2));
    disk.failing = step;

    assertThatThrownBy(() -> intake.accept(file))
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");

    assertThat(fixture.inUse("acme")).isEqualTo("crl acme#1");
    assertThat(fixture.archived()).noneMatch(name -> name.endsWith(".tmp"));
    assertThat(file).exists();
  }

  @ParameterizedTest
  @EnumSource
  void takesTheSameFileInWhenThereIsSpaceAgain(Step step) throws Exception {
    Path file = fixture.drop(crl(ACME, 2));
    disk.failing = step;
    assertThatThrownBy(() -> intake.accept(file)).isInstanceOf(IOException.class);
    disk.failing = null;
    assertThat(intake.accept(file)).isInstanceOf(Acceptance.Accepted.class);
    assertThat(fixture.inUse("acme")).isEqualTo("crl acme#2");
  }

  @Test
  void makesTheListDurableBeforeAnybodySeesIt() throws Exception {
    disk.done.clear();
    disk.seen = fixture;
    intake.accept(fixture.drop(crl(ACME, 2)));
    assertThat(disk.done)
        .containsExactly(
            "CREATE crl acme#1",
            "WRITE crl acme#1",
            "FORCE crl acme#1",
            "RENAME crl acme#1",
            "FORCE_DIRECTORY crl acme#1");
    assertThat(fixture.inUse("acme")).isEqualTo("crl acme#2");
  }

  @Test
  void makesTheDirectoriesOfTheFirstListDurableToo() {
    Path archive = fixture.directory.toAbsolutePath();
    assertThat(disk.forcedDirectories)
        .containsExactly(archive.getParent(), archive, archive.resolve("acme"));
  }

  @Test
  void makesADirectoryDurableAtTheNextTryIfTheFirstFails() throws Exception {
    IntakeFixture other =
        new IntakeFixture(directory.resolve("b")).issuer("acme", ACME).files(disk);
    Path file = other.drop(crl(ACME, 1));
    ListIntake empty = other.start();
    disk.failing = Step.FORCE_DIRECTORY;
    assertThatThrownBy(() -> empty.accept(file)).isInstanceOf(IOException.class);
    disk.failing = null;
    disk.forcedDirectories.clear();
    empty.accept(file);
    Path archive = other.directory.toAbsolutePath();
    assertThat(disk.forcedDirectories)
        .containsExactly(archive.getParent(), archive, archive.resolve("acme"));
  }

  @Test
  void servesWhatItHasWhenASeedCannotBeTakenInAtStart() throws Exception {
    Files.write(fixture.directory.resolve("seed"), crl(ACME, 2).der());
    disk.failing = Step.WRITE;
    Restoration restoration = fixture.start().restore();
    assertThat(fixture.inUse("acme")).isEqualTo("crl acme#1");
    assertThat(restoration.messages()).singleElement().asString().contains("No space left");
  }
}
