package io.camelocsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {

  @Test
  void whatCouldRewriteTheTerminalBecomesQuestionMarks() {
    assertThat(SafeText.clean("a\u001b[2Jb\r\nc\u009bd")).isEqualTo("a?[2Jb??c?d");
    assertThat(SafeText.clean("good\u202edoog")).isEqualTo("good?doog");
    assertThat(SafeText.clean("Łódź 𝒳")).isEqualTo("Łódź 𝒳");
  }
}
