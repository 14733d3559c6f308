package io.camelocsp.http.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailedAttemptsTest {
  private static final InetAddress GUESSER = address(192, 0, 2, 7);

  private final AtomicLong nanos = new AtomicLong(-5);
  private final FailedAttempts failures = new FailedAttempts(nanos::get);

  private static InetAddress address(int... octets) {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void fail(InetAddress address, int times) {
    for (int i = 0; i < times; i++) {
      failures.failed(address);
    }
  }

  @Test
  void theTenthFailureClosesTheDoorForOneRefill() {
    fail(GUESSER, 9);
    assertThat(failures.isTooMany(GUESSER)).isFalse();
    fail(GUESSER, 1);
    assertThat(failures.isTooMany(GUESSER)).isTrue();

    nanos.addAndGet(FailedAttempts.REFILL.toNanos());

    assertThat(failures.isTooMany(GUESSER)).isFalse();
    fail(GUESSER, 1);
    assertThat(failures.isTooMany(GUESSER)).isTrue();
  }

  @Test
  void theRightPasswordForgivesSlips() {
    fail(GUESSER, 9);
    failures.succeeded(GUESSER);
    fail(GUESSER, 9);

    assertThat(failures.isTooMany(GUESSER)).isFalse();
  }

  @Test
  void othersAreNotHeldBack() {
    fail(GUESSER, 20);

    assertThat(failures.isTooMany(address(192, 0, 2, 8))).isFalse();
  }

  @Test
  void aNetworkOfIpv6IsOneClient() {
    fail(address(0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1), 10);

    assertThat(failures.isTooMany(address(0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 9, 9, 9, 9, 9, 9, 9, 9)))
        .isTrue();
    assertThat(failures.isTooMany(address(0x20, 1, 0xd, 0xb8, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1)))
        .isFalse();
  }

  @Test
  void itsMemoryIsBounded() {
    for (int i = 0; i < 20_000; i++) {
      failures.failed(address(10, i >> 16, i >> 8, i));
    }

    assertThat(failures.addresses()).isEqualTo(10_000);
  }
}
