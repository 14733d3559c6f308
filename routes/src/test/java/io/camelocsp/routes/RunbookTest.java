package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each alert has its place in the runbook, in the same order, and says where it is. */
class RunbookTest {
  private static final Path ALERTS = Path.of("..", "config", "reference", "alerts.yml");
  private static final Path RUNBOOK = Path.of("..", "docs", "at-3am.md");

  private static List<String> found(String regex, Path file) throws Exception {
    return Pattern.compile(regex, Pattern.MULTILINE)
        .matcher(Files.readString(file))
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  @Test
  void eachAlertIsInTheRunbook() throws Exception {
    List<String> alerts = found("^ *- alert: (\\w+)$", ALERTS);

    assertThat(alerts).hasSizeGreaterThan(7).doesNotHaveDuplicates();
    assertThat(found("^## (Ocsp\\w+)$", RUNBOOK)).isEqualTo(alerts);
    assertThat(found("runbook: docs/at-3am\\.md#(\\w+)$", ALERTS))
        .isEqualTo(alerts.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList());
  }

  @Test
  void eachPlaceHasSymptomCommandAndMeaning() throws Exception {
    String[] places = Files.readString(RUNBOOK).split("(?m)^## ");
    for (int i = 1; i < places.length; i++) {
      List<MatchResult> parts =
          Pattern.compile("\\*\\*(Symptom|Command|Meaning)\\*\\*: \\S")
              .matcher(places[i])
              .results()
              .toList();
      assertThat(parts)
          .as(places[i])
          .extracting(part -> part.group(1))
          .containsExactly("Symptom", "Command", "Meaning");
    }
  }
}
