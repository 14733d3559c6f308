package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.standalone.TestCli.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "init",
        "run",
        "check-config",
        "check",
        "status",
        "explain",
        "reload",
        "billing",
        "lists",
        "lists inspect",
        "lists accept",
        "lists fetch",
        "audit verify",
        "audit show",
        "signer assemble"
      })
  void everyCommandHasExamplesAndExitCodes(String command) {
    Result result = new TestCli().run((Object[]) (command + " --help").split(" "));
    assertThat(result.out())
        .startsWith("Usage: camel-ocsp " + command)
        .containsPattern("Examples?:\n  camel-ocsp " + command)
        .contains("Exit codes")
        .contains("64 ", "wrong usage");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    // A footer line that was too long is broken, and goes on in the first column with a lower-case
    // word or an option.
    assertThat(footer(result.out())).allMatch(line -> !line.matches("(--|meanwhile|[a-z]+\\.).*"));
    assertThat(result.exit()).isZero();
  }

  private static List<String> footer(String help) {
    return help.substring(help.indexOf("Example")).lines().toList();
  }

  @Test
  void withoutCommandThereIsHelp() {
    Result result = new TestCli().run();
    assertThat(result.out()).contains("Begin with:", "demo", "init", "check-config");
    assertThat(result.exit()).isZero();
  }

  @Test
  void versionNamesTheJava() {
    assertThat(new TestCli().run("--version").out())
        .contains("camel-ocsp", System.getProperty("java.version"));
  }

  @Test
  void colourOnlyWhereItIsWanted() {
    assertThat(new TestCli().coloured().run("lists").err()).contains("\u001b[");
    assertThat(new TestCli().run("lists").err()).doesNotContain("\u001b");
  }
}
