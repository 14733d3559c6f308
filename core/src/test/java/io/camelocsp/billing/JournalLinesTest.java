package io.camelocsp.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.message.ResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JournalLinesTest {
  private final JournalLines lines = new JournalLines(JournalFormat.JSON_LINES);

  private String text() {
    return StandardCharsets.UTF_8.decode(lines.octets()).toString();
  }

  @Property
  void areTheJsonOfTheirRecordsWhateverNamesHold(@ForAll List<String> requestors) {
    lines.clear();
    StringBuilder expected = new StringBuilder();
    for (String requestor : requestors) {
      lines.add(Records.named(requestor));
      byte[] json = Records.line(requestor).getBytes(StandardCharsets.UTF_8);
      expected.append(new String(json, StandardCharsets.UTF_8)).append('\n');
    }

    assertThat(text()).isEqualTo(expected.toString());
    assertThat(lines.size()).isEqualTo(lines.octets().remaining());
  }

  @Test
  void keepNothingOfARecordThatCannotBeWritten() {
    BillingRecord odd =
        new BillingRecord(
            Instant.EPOCH,
            "public",
            null,
            null,
            1,
            0,
            List.of(),
            "local",
            ResponseStatus.SUCCESSFUL,
            Duration.ofSeconds(Long.MAX_VALUE)); // its nanoseconds overflow a long
    lines.add(Records.named("before"));

    assertThatThrownBy(() -> lines.add(odd)).isInstanceOf(ArithmeticException.class);
    lines.add(Records.named("after"));

    assertThat(text()).isEqualTo(Records.line("before") + "\n" + Records.line("after") + "\n");
  }

  @Test
  void beginAnew() {
    lines.add(Records.named("one"));
    lines.clear();
    lines.add(Records.named("other"));

    assertThat(text()).isEqualTo(Records.line("other") + "\n");
  }
}
