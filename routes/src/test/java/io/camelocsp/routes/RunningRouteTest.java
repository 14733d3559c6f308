package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.Processor;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.processor.WireTapProcessor;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes that run, by the ids that docs/life-of-a-request.md and operators use. */
class RunningRouteTest {
  private static final Path LIFE_OF_A_REQUEST = Path.of("..", "docs", "life-of-a-request.md");
  private static final Pattern STEP = Pattern.compile("(?m)^ *\\| `([a-z-]+)` \\| `([A-Za-z]+)` ");

  private final Logs logs = new Logs();
  private TestSite site;
  private RunningService running;

  @BeforeEach
  void startTwoResponders(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    site.configure(
        "ocsp.responder.other.url = " + site.uri() + "other",
        "ocsp.responder.site-1.url = " + site.uri() + "one");
    running = RunningService.of(site);
  }

  @AfterEach
  void stop() {
    running.close();
    logs.close();
  }

  private static List<MatchResult> documentedSteps() throws Exception {
    return STEP.matcher(Files.readString(LIFE_OF_A_REQUEST)).results().toList();
  }

  /** Every node of a route that runs, error handling left out, in the order of the route. */
  private List<ProcessorDefinition<?>> nodes(String routeId) {
    List<ProcessorDefinition<?>> nodes = new ArrayList<>();
    collect(running.context().getRouteDefinition(routeId).getOutputs(), nodes);
    return nodes;
  }

  private static void collect(
      List<ProcessorDefinition<?>> outputs, List<ProcessorDefinition<?>> nodes) {
    for (ProcessorDefinition<?> output : outputs) {
      if (!(output instanceof OnExceptionDefinition)) {
        if (!"true".equals(output.getDisabled())) {
          nodes.add(output);
        }
        collect(output.getOutputs(), nodes);
      }
    }
  }

  private static String id(ProcessorDefinition<?> node) {
    String prefix = node.getNodePrefixId();
    return (prefix == null ? "" : prefix) + node.getId();
  }

  private List<String> ids(String routeId) {
    return nodes(routeId).stream().map(RunningRouteTest::id).toList();
  }

  @Test
  void theDocumentedStepsRunInTheirOrderUnderTheResponder() throws Exception {
    List<String> documented =
        documentedSteps().stream().map(step -> step.group(1) + " " + step.group(2)).toList();
    assertThat(documented).hasSize(4);

    for (String responder : List.of("site", "other")) {
      assertThat(
              nodes("responder-" + responder).stream()
                  .filter(ProcessDefinition.class::isInstance)
                  .map(ProcessDefinition.class::cast)
                  .map(node -> id(node) + " " + node.getProcessor().getClass().getSimpleName()))
          .containsExactlyElementsOf(
              documented.stream().map(step -> responder + "-" + step).toList());
    }
  }

  @Test
  void twoRespondersHaveNodesOfTheirOwn() {
    Processor ofSite = running.context().getProcessor("site-unanswered");
    Processor ofOther = running.context().getProcessor("other-unanswered");

    assertThat(ofSite).isNotNull();
    assertThat(ofOther).isNotNull().isNotSameAs(ofSite);
    assertThat(running.context().getProcessor("unanswered")).isNull();
    List<String> all = new ArrayList<>();
    running.context().getRoutes().forEach(route -> all.addAll(ids(route.getId())));
    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void billingIsAWireTapBeforeTheResponseIsWritten() {
    assertThat(ids("ocsp-finish")).containsExactly("bill", "write-response");
    assertThat(running.context().getProcessor("bill")).isInstanceOf(WireTapProcessor.class);
    assertThat(ids("ocsp-billing")).containsExactly("append-billing");
  }

  @Test
  void theWatchTellsThatAListIsMissingOnceUntilItIsThere() throws Exception {
    watch();
    watch();
    assertThat(logs.lines())
        .filteredOn(line -> line.startsWith("ERROR Issuer site has no list yet"))
        .singleElement()
        .asString()
        .contains("tryLater", "watched directory");
  }

  @Test
  void theWatchWarnsOfAListThatIsAboutToEnd() throws Exception {
    Instant now = Instant.now();
    site.drop(
        "brief.crl",
        site.ca()
            .crl()
            .thisUpdate(now.minus(Duration.ofHours(3)))
            .nextUpdate(now.plus(Duration.ofMinutes(30)))
            .der());
    new Client(running.uri(), site.signer()).await("good", site.ca(), site.good().serial());

    watch();

    assertThat(logs.lines())
        .filteredOn(line -> line.startsWith("WARN Issuer site: crl site#1 ends at"))
        .singleElement()
        .asString()
        .contains("in 29 min", "publish its next CRL");
  }

  /** What the timer does every minute. */
  private void watch() throws Exception {
    running
        .context()
        .getRoute("ocsp-watch-expiry")
        .getProcessor()
        .process(new DefaultExchange(running.context()));
  }
}
