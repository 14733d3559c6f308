package io.camelocsp.revocation;

import static io.camelocsp.revocation.IntakeFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.RevocationReason;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestScope;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.jspecify.annotations.Nullable;

/**
 * Whatever a CA publishes, in whatever order it comes, with restarts in between: the answers are
 * those of a plain map of what the CA has revoked.
 */
class ListsPropertyTest {
  private static final TestCa ACME = TestCa.ec("Acme CA");
  private static final int SERIALS = 12;
  private static final int HOLD = 6;
  private static final Instant REVOKED_AT = Instant.parse("2026-11-19T08:00:00Z");

  private Path root = Path.of("");

  @BeforeProperty
  void createDirectory() throws IOException {
    root = Files.createTempDirectory("lists");
  }

  @AfterProperty
  void deleteDirectory() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A CA that revokes at random and publishes complete lists and deltas of one scope. */
  private static final class Ca {
    private final Random random;
    private final @Nullable TestScope scope;
    private final TreeMap<Integer, Integer> revoked = new TreeMap<>();
    private final Map<Integer, TreeMap<Integer, Integer>> history = new HashMap<>();
    private final List<byte[]> published = new ArrayList<>();
    private int number;
    private int base;

    Ca(Random random, @Nullable TestScope scope) {
      this.random = random;
      this.scope = scope;
    }

    /** Changes something, then publishes a complete list, or a delta of all since one. */
    void publish() {
      for (int i = random.nextInt(4); i >= 0; i--) {
        int serial = 1 + random.nextInt(SERIALS);
        Integer reason = revoked.get(serial);
        if (reason == null) {
          revoked.put(serial, random.nextBoolean() ? HOLD : 1);
        } else if (reason == HOLD) {
          if (random.nextBoolean()) {
            revoked.remove(serial);
          } else {
            revoked.put(serial, 1);
          }
        }
      }
      number++;
      history.put(number, new TreeMap<>(revoked));
      boolean complete = base == 0 || random.nextInt(3) == 0;
      published.add(complete ? complete() : delta());
    }

    private byte[] complete() {
      base = number;
      CrlBuilder list = list();
      revoked.forEach((serial, reason) -> list.revoke(value(serial), REVOKED_AT, reason));
      return list.der();
    }

    private byte[] delta() {
      CrlBuilder list = list().delta(base);
      Map<Integer, Integer> then = history.getOrDefault(base, new TreeMap<>());
      for (int serial = 1; serial <= SERIALS; serial++) {
        Integer now = revoked.get(serial);
        boolean everSince = false;
        for (int i = base; i <= number; i++) {
          everSince |= history.getOrDefault(i, new TreeMap<>()).containsKey(serial);
        }
        if (now != null && !now.equals(then.get(serial))) {
          list.revoke(value(serial), REVOKED_AT, now);
        } else if (now == null && everSince) {
          list.remove(value(serial), REVOKED_AT); // RFC 5280 5.2.4: also if only a delta had it
        }
      }
      return list.der();
    }

    private CrlBuilder list() {
      CrlBuilder list =
          IntakeFixture.crl(ACME, number)
              .thisUpdate(NOW.minus(Duration.ofHours(2)).plusSeconds(number));
      return scope == null ? list : list.scope(scope);
    }
  }

  private static BigInteger value(int serial) {
    return BigInteger.valueOf(serial);
  }

  private static CertStatus status(IntakeFixture fixture, int serial) {
    return ((Judgement.Status) fixture.judge("acme", value(serial))).status();
  }

  private IntakeFixture fixture() throws IOException {
    return new IntakeFixture(Files.createTempDirectory(root, "run"))
        .withoutForcing()
        .issuer("acme", ACME);
  }

  private static boolean offer(ListIntake intake, IntakeFixture fixture, byte[] list)
      throws IOException {
    try {
      intake.accept(fixture.drop(list));
      return true;
    } catch (ListRefusedException e) {
      assertThat(e.reason()).isEqualTo(ListRefusedException.Reason.OLDER);
      return false;
    }
  }

  @Property(tries = 40)
  void answersAreThoseOfAPlainMapWithRestartsInBetween(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Ca ca = new Ca(random, null);
    IntakeFixture fixture = fixture();
    ListIntake intake = fixture.start();
    for (int i = 0; i < 8; i++) {
      ca.publish();
      byte[] list = ca.published.get(i);
      assertThat(offer(intake, fixture, list)).isTrue();
      if (random.nextInt(3) == 0) {
        intake = fixture.start();
        assertThat(intake.restore().messages()).isEmpty();
      }
      for (int serial = 1; serial <= SERIALS; serial++) {
        Integer reason = ca.revoked.get(serial);
        assertThat(status(fixture, serial))
            .as("seed %d, list %d, serial %d", seed, i, serial)
            .isEqualTo(
                reason == null
                    ? new CertStatus.Good()
                    : new CertStatus.Revoked(REVOKED_AT, RevocationReason.ofCode(reason)));
      }
    }
  }

  @Property(tries = 40)
  void anyOrderEndsInTheSameAnswers(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Ca ca = new Ca(random, null);
    for (int i = 0; i < 6; i++) {
      ca.publish();
    }
    List<byte[]> order = new ArrayList<>(ca.published);
    Collections.shuffle(order, random);
    IntakeFixture fixture = fixture();
    ListIntake intake = fixture.start();
    for (byte[] list : order) {
      offer(intake, fixture, list);
      if (random.nextInt(4) == 0) {
        intake = fixture.start();
        assertThat(intake.restore().messages()).isEmpty();
      }
    }
    for (int serial = 1; serial <= SERIALS; serial++) {
      Integer reason = ca.revoked.get(serial);
      assertThat(status(fixture, serial).label())
          .as("seed %d, serial %d", seed, serial)
          .isEqualTo(reason == null ? "good" : "revoked");
    }
  }

  @Property(tries = 40)
  void partitionsAnswerAsOneListWould(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Ca users = new Ca(random, TestScope.USERS);
    Ca authorities = new Ca(random, TestScope.AUTHORITIES);
    List<byte[]> order = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      users.publish();
      authorities.publish();
    }
    order.addAll(users.published);
    order.addAll(authorities.published);
    Collections.shuffle(order, random);
    IntakeFixture fixture = fixture();
    ListIntake intake = fixture.start();
    for (byte[] list : order) {
      offer(intake, fixture, list);
    }
    intake = fixture.start();
    assertThat(intake.restore().messages()).isEmpty();
    for (int serial = 1; serial <= SERIALS; serial++) {
      boolean revoked =
          users.revoked.containsKey(serial) || authorities.revoked.containsKey(serial);
      assertThat(status(fixture, serial).label()).isEqualTo(revoked ? "revoked" : "good");
    }
  }

  /** Entries that vanish although nobody lifted them; within retention nothing turns good. */
  @Property(tries = 40)
  void revokedNeverTurnsGoodWithinRetentionNorByTheEndOfADelta(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    IntakeFixture fixture = fixture();
    fixture.policy(
        "acme",
        ListPolicy.DEFAULT
            .withQuarantine(new ListPolicy.Quarantine(random.nextInt(60), random.nextInt(4)))
            .withJudgement(JudgementPolicy.DEFAULT.withRetention(Duration.ofDays(9))));
    ListIntake intake = fixture.start();
    boolean[] everRevoked = new boolean[SERIALS + 1];
    int base = 0;
    for (int number = 1; number < 9; number++) {
      boolean delta = base > 0 && random.nextBoolean();
      CrlBuilder list =
          IntakeFixture.crl(ACME, number)
              .thisUpdate(NOW.minusSeconds(600L - number))
              .nextUpdate(NOW.plusSeconds(60 + random.nextInt(3) * 60L));
      for (int serial = 1; serial <= SERIALS; serial++) {
        if (random.nextInt(3) == 0) {
          list.revoke(value(serial), REVOKED_AT, 1);
          everRevoked[serial] = true;
        } else if (delta && random.nextInt(3) == 0) {
          list.remove(value(serial), REVOKED_AT);
        }
      }
      intake.accept(fixture.drop(delta ? list.delta(base) : list));
      base = delta ? base : number;
      if (random.nextInt(4) == 0) {
        intake = fixture.start();
        assertThat(intake.restore().messages()).isEmpty();
      }
      for (Duration later : List.of(Duration.ZERO, Duration.ofSeconds(90), Duration.ofDays(1))) {
        fixture.clock.set(NOW.plus(later));
        for (int serial = 1; serial <= SERIALS; serial++) {
          if (everRevoked[serial]
              && fixture.judge("acme", value(serial)) instanceof Judgement.Status status) {
            assertThat(status.status())
                .as("seed %d, list %d, serial %d, %s later", seed, number, serial, later)
                .isInstanceOf(CertStatus.Revoked.class);
          }
        }
      }
      fixture.clock.set(NOW);
    }
  }
}
