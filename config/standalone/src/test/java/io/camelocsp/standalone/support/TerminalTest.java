package io.camelocsp.standalone.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class TerminalTest {

  @Test
  void whatCouldRewriteTheTerminalBecomesQuestionMarks() {
    assertThat(Terminal.clean("a\u001b[2Jb\r\nc\u009bd")).isEqualTo("a?[2Jb??c?d");
    assertThat(Terminal.clean("good\u202edoog")).isEqualTo("good?doog");
    assertThat(Terminal.clean("Łódź 𝒳")).isEqualTo("Łódź 𝒳");
  }

  @Test
  void coloursOnlyWhenAllowed() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    assertThat(new Terminal(nowhere, nowhere, Ansi.OFF).good("x")).isEqualTo("x");
    assertThat(new Terminal(nowhere, nowhere, Ansi.ON).good("x")).startsWith("\u001b[");
  }
}
