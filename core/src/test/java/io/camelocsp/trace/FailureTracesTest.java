package io.camelocsp.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.message.ResponseStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureTracesTest {
  private static FailedRequest failure(String reason) {
    return new FailedRequest(
        Instant.EPOCH, "public", "192.0.2.1", ResponseStatus.TRY_LATER, reason, null);
  }

  @Test
  void findsTheFailureOfAName() {
    FailureTraces traces = new FailureTraces(10);
    String one = traces.remember(failure("one"));
    String two = traces.remember(failure("two"));

    assertThat(traces.find(one)).map(FailedRequest::reason).contains("one");
    assertThat(traces.find(two)).map(FailedRequest::reason).contains("two");
    assertThat(traces.find("0".repeat(24))).isEmpty();
  }

  @Test
  void forgetsTheOldestOnly() {
    FailureTraces traces = new FailureTraces(3);
    List<String> names = new ArrayList<>();
    IntStream.range(0, 5).forEach(i -> names.add(traces.remember(failure("failure " + i))));

    assertThat(names)
        .filteredOn(name -> traces.find(name).isPresent())
        .containsExactlyElementsOf(names.subList(2, 5));
  }

  @Test
  void noTwoNamesAreEqualAndAllHave96Bits() {
    FailureTraces traces = new FailureTraces(1);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      names.add(traces.remember(failure("")));
    }
    assertThat(names).hasSize(10_000).allMatch(name -> name.matches("[0-9a-f]{24}"));
  }

  @Test
  void remembersNothingWhereNothingIsToBeRemembered() {
    FailureTraces traces = new FailureTraces(0);
    assertThat(traces.remembers()).isFalse();
    assertThat(traces.find("")).isEmpty();
    assertThatThrownBy(() -> traces.remember(failure("")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLongReasonIsCut() {
    assertThat(failure("x".repeat(100_000)).reason()).hasSize(FailedRequest.MOST_CHARACTERS + 3);
  }
}
