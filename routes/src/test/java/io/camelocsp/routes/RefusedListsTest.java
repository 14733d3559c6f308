package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad lists are moved aside with a reason, and the current list keeps answering. */
class RefusedListsTest {
  private static final BigInteger SERIAL = BigInteger.valueOf(4711);
  private static final TestCa CA_OF_NOBODY = TestCa.ec("Nobody's CA");
  private static final byte[] DER_NULL = {5, 0};

  /** Refused before it is known whose they are. */
  private static final Set<String> WITHOUT_ISSUER =
      Set.of("foreign_issuer", "malformed", "not_a_list");

  private static Logs logs;
  private static TestSite site;
  private static RunningService running;
  private static Client client;
  private static DropDirectory drop;
  private static Map<String, byte[]> lists;

  @BeforeAll
  static void startWithAList(@TempDir Path directory) throws Exception {
    logs = new Logs();
    site = new TestSite(directory, KeyKind.EC_P256);
    running = RunningService.of(site);
    client = new Client(running.uri(), site.signer());
    drop = new DropDirectory(site);
    site.drop("current.crl", site.ca().crl().number(5).revoke(SERIAL, now(), 1).der());
    client.await("revoked 1", site.ca(), SERIAL);
    // All at once: some are refused only when they have been the same for two seconds.
    lists = makeBadLists();
    for (Map.Entry<String, byte[]> list : lists.entrySet()) {
      site.drop(list.getKey() + ".crl", list.getValue());
    }
  }

  @AfterAll
  static void stop() {
    running.close();
    logs.close();
  }

  private static Instant now() {
    return Instant.now();
  }

  static Stream<Arguments> badLists() {
    return lists.entrySet().stream().map(list -> Arguments.of(list.getKey(), list.getValue()));
  }

  private static Map<String, byte[]> makeBadLists() {
    TestCa ca = site.ca();
    return Map.ofEntries(
        Map.entry("not_a_list", "<html><body>404 Not Found</body></html>".getBytes(US_ASCII)),
        Map.entry("foreign_issuer", CA_OF_NOBODY.crl().number(6).der()),
        Map.entry("wrong_signature", ca.crl().number(6).signedBy(CA_OF_NOBODY).der()),
        Map.entry("older", ca.crl().number(4).der()),
        Map.entry("same_number_other_content", ca.crl().number(5).der()),
        Map.entry("from_the_future", ca.crl().number(6).thisUpdate(now().plusSeconds(900)).der()),
        Map.entry("expired", ca.crl().number(6).nextUpdate(now().minusSeconds(1)).der()),
        Map.entry("no_end", ca.crl().number(6).nextUpdate(null).der()),
        Map.entry(
            "unknown_critical_extension",
            ca.crl().number(6).extension("1.2.3.4", true, DER_NULL).der()),
        Map.entry("malformed", trailing(ca.crl().number(6).der())));
  }

  private static final java.nio.charset.Charset US_ASCII = StandardCharsets.US_ASCII;

  private static byte[] trailing(byte[] list) {
    return java.util.Arrays.copyOf(list, list.length + 1);
  }

  @ParameterizedTest
  @MethodSource("badLists")
  void isMovedAsideWithItsReason(String reason, byte[] list) throws Exception {
    String name = reason + ".crl";
    Path refused = drop.awaitRefused(name);

    assertThat(Files.readAllBytes(refused)).isEqualTo(list);
    assertThat(drop.reasonOf(name))
        .startsWith("Refused (" + reason + ").\nWhat is wrong: ")
        .containsPattern("\nEffect: +\\S")
        .containsPattern("\nWhat to do: +\\S");
    if (!WITHOUT_ISSUER.contains(reason)) {
      assertThat(drop.reasonOf(name)).contains("site keeps answering from crl site#5, valid until");
    }
    assertThat(client.status(site.ca(), SERIAL)).isEqualTo("revoked 1");
    assertThat(drop.waiting()).doesNotContain(name);
    assertThat(drop.archived()).hasSize(1);
    // The file is moved first, then told.
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(logs.lines())
                    .filteredOn(line -> line.contains(name) && line.contains("is refused"))
                    .singleElement()
                    .asString()
                    .startsWith("WARN ")
                    .contains(".reason.txt says what to do"));
  }
}
