package io.camelocsp.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.operations.ListReport.Held;
import io.camelocsp.operations.ListReport.State;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListTableTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.987Z");

  private static ListReport report(String issuer, State state, @Nullable Held list) {
    return new ListReport(issuer, NOW, state, list);
  }

  private static Held crl(long number, @Nullable Duration toEnd, int entries) {
    return new Held(
        "crl",
        BigInteger.valueOf(number),
        NOW.minus(Duration.ofDays(1)),
        toEnd == null ? null : NOW.plus(toEnd),
        entries,
        OptionalLong.of(entries));
  }

  @Test
  void columnsAreAlignedAndTimesAreInUtc() {
    Held database =
        new Held("index.txt", null, NOW, NOW.plus(Duration.ofHours(1)), 3, OptionalLong.empty());

    assertThat(
            ListTable.lines(
                List.of(
                    report("acme", State.VALID, crl(1042, Duration.ofHours(76), 1_234_567)),
                    report("acme", State.VALID, database),
                    report("bankx", State.ENDED, crl(7, Duration.ofHours(-2), 0)),
                    report("gov", State.NONE, null))))
        .containsExactly(
            "ISSUER  LIST       NUMBER  THIS UPDATE           NEXT UPDATE             ENTRIES  STATE",
            "acme    crl        1042    2026-02-28T12:00:00Z  2026-03-04T16:00:00Z  1,234,567  valid,"
                + " 3d 4h left",
            "acme    index.txt  -       2026-03-01T12:00:00Z  2026-03-01T13:00:00Z          3  valid,"
                + " 1h left",
            "bankx   crl        7       2026-02-28T12:00:00Z  2026-03-01T10:00:00Z          0  ended"
                + " 2h ago",
            "gov     -          -       -                     -                             -  none"
                + " yet");
  }

  @Test
  void withoutIssuersThereAreOnlyHeadings() {
    assertThat(ListTable.lines(List.of()))
        .containsExactly("ISSUER  LIST  NUMBER  THIS UPDATE  NEXT UPDATE  ENTRIES  STATE");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.5S, 0s",
    "PT59.9S, 59s",
    "PT60S, 1m",
    "PT61S, 1m 1s",
    "PT3600S, 1h",
    "PT1H59M59S, 1h 59m",
    "P1D, 1d",
    "P400DT1H, 400d 1h"
  })
  void distancesAreSaidInTwoUnitsAtMost(Duration distance, String text) {
    assertThat(state(State.VALID, distance)).isEqualTo("valid, " + text + " left");
    assertThat(state(State.ENDED, distance.negated())).isEqualTo("ended " + text + " ago");
  }

  @Test
  void aListWithoutEndAndOneFromTheFutureAreSaidToBeSo() {
    Held ahead = new Held("crl", null, NOW.plusSeconds(7500), null, 1, OptionalLong.empty());

    assertThat(state(State.VALID, null)).isEqualTo("valid, no end");
    assertThat(ListTable.lines(List.of(report("acme", State.NOT_YET, ahead))).get(1))
        .endsWith("  not yet, 2h 5m ahead of this clock");
  }

  private static String state(State state, @Nullable Duration toEnd) {
    String line = ListTable.lines(List.of(report("acme", state, crl(1, toEnd, 5)))).get(1);
    return line.substring(line.lastIndexOf("  ") + 2);
  }
}
