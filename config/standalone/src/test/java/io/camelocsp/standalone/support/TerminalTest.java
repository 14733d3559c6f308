package io.camelocsp.standalone.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class TerminalTest {

  @Test
  void coloursOnlyWhenAllowed() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    assertThat(new Terminal(nowhere, nowhere, Ansi.OFF).good("x")).isEqualTo("x");
    assertThat(new Terminal(nowhere, nowhere, Ansi.ON).good("x")).startsWith("\u001b[");
  }
}
