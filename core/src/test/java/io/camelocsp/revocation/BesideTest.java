package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BesideTest {

  @AfterEach
  void noThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("ocsp-list-intake-beside"));
  }

  @Test
  void yieldsWhatTheWorkYields() {
    try (Beside<String, RuntimeException> beside = Beside.start(() -> "done")) {
      assertThat(beside.get()).isEqualTo("done");
      assertThat(beside.get()).isEqualTo("done");
    }
  }

  @Test
  void throwsWhatTheWorkThrows() {
    try (Beside<String, IOException> beside =
        Beside.start(
            () -> {
              throw new IOException("odd");
            })) {
      assertThatThrownBy(beside::get).isInstanceOf(IOException.class).hasMessage("odd");
    }
    try (Beside<String, IOException> beside =
        Beside.start(
            () -> {
              throw new InternalError("a page that cannot be read");
            })) {
      assertThatThrownBy(beside::get).isInstanceOf(InternalError.class);
    }
  }

  @Test
  void closingEndsWorkThatWouldWaitForEver() {
    Beside<String, InterruptedException> beside =
        Beside.start(
            () -> {
              new CountDownLatch(1).await();
              return "never";
            });
    beside.close();
    assertThatThrownBy(beside::get).isInstanceOf(InterruptedException.class);
  }

  @Test
  void keepsAnInterruptionOfItsOwnerForLater() {
    CountDownLatch gate = new CountDownLatch(1);
    try (Beside<String, InterruptedException> beside =
        Beside.start(
            () -> {
              gate.await();
              return "done";
            })) {
      Thread owner = Thread.currentThread();
      Thread.currentThread().interrupt();
      try (Beside<Boolean, InterruptedException> opener =
          Beside.start(
              () -> {
                gate.countDown();
                return owner.isAlive();
              })) {
        assertThat(opener.get()).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      assertThat(beside.get()).isEqualTo("done");
      assertThat(Thread.interrupted()).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 262_143, 262_144, 262_145, 3_000_000})
  void digestsWhatItPassesOn(int octets) throws Exception {
    byte[] all = new byte[octets];
    Random random = new Random(octets);
    random.nextBytes(all);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] digest;
    try (DigestBeside beside = new DigestBeside(MessageDigest.getInstance("SHA-256"), out)) {
      for (int at = 0; at < octets; ) {
        int length = Math.min(octets - at, 1 + random.nextInt(400_000));
        beside.write(all, at, length);
        at += length;
      }
      digest = beside.digest();
    }
    assertThat(digest).isEqualTo(MessageDigest.getInstance("SHA-256").digest(all));
    assertThat(out.toByteArray()).isEqualTo(all);
  }

  @Test
  void aFullDiskLeavesNoThread() throws Exception {
    OutputStream full =
        new OutputStream() {
          private int written;

          @Override
          public void write(int octet) throws IOException {
            written++;
            if (written > 600_000) {
              throw new IOException("No space left on device");
            }
          }
        };
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    try (DigestBeside beside = new DigestBeside(sha256, full)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10; i++) {
                  beside.write(new byte[100_000], 0, 100_000);
                }
              })
          .hasMessage("No space left on device");
    }
  }
}
