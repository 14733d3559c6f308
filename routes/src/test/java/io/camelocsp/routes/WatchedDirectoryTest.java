package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.DropDirectory;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the files that a CA drops, seen from the answers and from the directories. */
class WatchedDirectoryTest {
  private static final BigInteger SERIAL = BigInteger.valueOf(4711);

  private final Logs logs = new Logs();
  private TestSite site;
  private TestCa ca;
  private DropDirectory drop;
  private DropDirectory secondDrop;
  private RunningService running;
  private Client client;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    Files.createDirectory(site.path("second"));
    site.configure("ocsp.lists.second.from = second/", "ocsp.lists.second.every = 100ms");
    ca = site.ca();
    drop = new DropDirectory(site);
    secondDrop = new DropDirectory(site, "second");
    running = RunningService.of(site);
    client = new Client(running.uri(), site.signer());
  }

  @AfterEach
  void stop() {
    running.close();
    logs.close();
  }

  @Test
  void aGoodListIsVisibleArchivedAndRemoved() throws Exception {
    byte[] list = site.nextCrl().der();
    site.drop("good.crl", list);

    client.await("good, revoked 1", ca, SERIAL, site.revoked().serial());
    drop.awaitEmpty();
    assertThat(drop.refused()).isEmpty();
    assertThat(drop.archived()).singleElement().asString().endsWith(".crl");
    assertThat(Files.readAllBytes(drop.archived().get(0))).isEqualTo(list);
    assertThat(logs.lines())
        .anySatisfy(line -> assertThat(line).startsWith("INFO crl site#1 is visible: 2 entries"));
  }

  @Test
  void theNextListReplacesIt() throws Exception {
    site.dropNextCrl();
    client.await("good", ca, SERIAL);

    site.drop("next.crl", site.nextCrlRevoking(SERIAL).der());
    client.await("revoked 4", ca, SERIAL);
  }

  @Test
  void aHalfWrittenFileWaitsAndIsTakenWhenItIsWhole() throws Exception {
    site.dropNextCrl();
    client.await("good", ca, SERIAL);
    byte[] list = site.nextCrlRevoking(SERIAL).der();
    Path file = site.path("drop").resolve("a-slow-copy.crl");
    Files.write(file, Arrays.copyOf(list, list.length / 2));

    // Refused as older in the polls after the copy began: by then it has been looked at.
    site.drop("b.crl", ca.crl().number(0).der());
    drop.awaitRefused("b.crl");
    site.drop("c.crl", ca.crl().number(0).der());
    drop.awaitRefused("c.crl");
    assertThat(drop.waiting()).containsExactly("a-slow-copy.crl");
    assertThat(client.status(ca, SERIAL)).isEqualTo("good");

    byte[] rest = Arrays.copyOfRange(list, list.length / 2, list.length);
    Files.write(file, rest, StandardOpenOption.APPEND);
    client.await("revoked 4", ca, SERIAL);
    drop.awaitEmpty();
  }

  @Test
  void aDirectoryThatGoesAwayIsToldOnceAndPolledAgainWhenItIsBack() throws Exception {
    Path away = site.path("away");
    try (Logs camel = new Logs("org.apache.camel")) {
      Files.move(site.path("drop"), away);
      awaitLine("ERROR ", "drop is gone or cannot be read");
      Files.write(site.path("second").resolve("a.crl"), site.nextCrl().der());
      client.await("good", ca, SERIAL);

      Files.move(away, site.path("drop"));
      awaitLine("INFO ", "drop is back");
      site.drop("next.crl", site.nextCrlRevoking(SERIAL).der());
      client.await("revoked 4", ca, SERIAL);
      assertThat(camel.lines()).noneMatch(line -> line.matches("(?s)(WARN|ERROR) .*"));
    }
    assertThat(logs.lines()).filteredOn(line -> line.contains("is gone")).hasSize(1);
  }

  private void awaitLine(String level, String text) {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(logs.lines())
                    .anyMatch(line -> line.startsWith(level) && line.contains(text)));
  }

  @Test
  void aNamedPipeDoesNotHoldUpTheLists() throws Exception {
    Path pipe = site.path("drop").resolve("a.crl");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    awaitLine("WARN ", "a.crl is no regular file");
    site.dropNextCrl();
    client.await("good", ca, SERIAL);
  }

  @Test
  void pemIsTakenWithTextAroundItAndArchivedAsDer() throws Exception {
    byte[] list = site.nextCrl().der();
    String pem = io.camelocsp.testkit.TestPem.encode("X509 CRL", list);
    String withText = "Certificate Revocation List (CRL):\n    Version 2\n" + pem;
    site.drop("list.PEM", withText.getBytes(StandardCharsets.US_ASCII));

    client.await("good, revoked 6", ca, SERIAL, site.held().serial());
    drop.awaitEmpty();
    assertThat(Files.readAllBytes(drop.archived().get(0))).isEqualTo(list);
  }

  @Test
  void versionOneListsWithoutNumberReplaceEachOtherByTime() throws Exception {
    Instant now = Instant.now();
    site.drop("old.crl", ca.crl().v1().thisUpdate(now.minusSeconds(600)).der());
    client.await("good", ca, SERIAL);

    byte[] newer =
        ca.crl().v1().thisUpdate(now.minusSeconds(300)).revoke(SERIAL, TestSite.REVOKED_AT).der();
    site.drop("new.crl", newer);
    client.await("revoked", ca, SERIAL);

    site.drop("back.crl", ca.crl().v1().thisUpdate(now.minusSeconds(400)).der());
    drop.awaitRefused("back.crl");
    assertThat(drop.reasonOf("back.crl")).startsWith("Refused (older).");
    assertThat(client.status(ca, SERIAL)).isEqualTo("revoked");
  }

  @Test
  void theSameListAgainIsRemovedAndChangesNothing() throws Exception {
    byte[] list = site.nextCrl().der();
    site.drop("one.crl", list);
    client.await("good", ca, SERIAL);
    site.drop("two.crl", list);

    drop.awaitEmpty();
    assertThat(drop.refused()).isEmpty();
    assertThat(drop.archived()).hasSize(1);
    assertThat(client.status(ca, SERIAL)).isEqualTo("good");
  }

  @Test
  void ofTwoDirectoriesOfOneIssuerTheNewestListWins() throws Exception {
    byte[] first = site.nextCrl().der();
    byte[] second = site.nextCrlRevoking(SERIAL).der();
    byte[] third = site.nextCrl().der();
    Files.write(site.path("second").resolve("2.crl"), second);
    client.await("revoked 4", ca, SERIAL);

    site.drop("1.crl", first);
    drop.awaitRefused("1.crl");
    assertThat(client.status(ca, SERIAL)).isEqualTo("revoked 4");

    site.drop("3.crl", third);
    client.await("good", ca, SERIAL);
    secondDrop.awaitEmpty();
    assertThat(secondDrop.refused()).isEmpty();
  }

  @Test
  void filesThatAreNoListsByNameAreLeftAlone() throws Exception {
    Files.writeString(site.path("drop").resolve("README.txt"), "lists go here");
    site.dropNextCrl();
    client.await("good", ca, SERIAL);

    Awaitility.await().until(() -> drop.waiting().size() == 1);
    assertThat(drop.waiting()).containsExactly("README.txt");
  }

  @Test
  void aDelegateThatTheNewListRevokesStopsWithThatList() throws Exception {
    site.dropNextCrl();
    client.await("good", ca, SERIAL);

    site.drop("next.crl", site.nextCrlRevoking(site.signer().serial()).der());
    client.await("error 3", ca, SERIAL);

    site.drop("relieved.crl", site.nextCrl().der());
    client.await("good", ca, SERIAL);
  }

  @Test
  void aListThatCannotBeStoredStaysAndIsTakenWhenItCan() throws Exception {
    site.dropNextCrl();
    client.await("good", ca, SERIAL);
    drop.awaitEmpty();
    Path home = drop.archived().get(0).resolveSibling("");
    Path aside = home.resolveSibling("aside");
    Files.move(home, aside);
    Files.writeString(home, "no directory");

    site.drop("next.crl", site.nextCrlRevoking(SERIAL).der());
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(logs.lines())
                    .anySatisfy(
                        line ->
                            assertThat(line)
                                .startsWith("ERROR ")
                                .contains("next.crl cannot be taken in", "tried again")));
    assertThat(drop.waiting()).containsExactly("next.crl");
    assertThat(drop.refused()).isEmpty();
    assertThat(client.status(ca, SERIAL)).isEqualTo("good");

    Files.delete(home);
    Files.move(aside, home);
    client.await("revoked 4", ca, SERIAL);
    drop.awaitEmpty();
    assertThat(home.getParent()).isDirectoryNotContaining("glob:**.tmp");
    assertThat(logs.lines().stream().filter(line -> line.contains("cannot be taken in")))
        .as("said once, not at each try")
        .hasSize(1);
  }

  @Test
  void aRefusedListThatCannotBeMovedAsideStaysAndIsToldOnce() throws Exception {
    Path refused = Files.writeString(site.path("drop").resolve(".refused"), "no directory");
    site.drop("older.crl", ca.crl().number(1).signedBy(ca.withNewKey()).der());

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(logs.lines())
                    .anySatisfy(
                        line ->
                            assertThat(line)
                                .startsWith("ERROR ")
                                .contains("older.crl is refused", "cannot be moved aside")));
    site.dropNextCrl();
    client.await("good", ca, SERIAL);
    assertThat(drop.waiting()).contains("older.crl");

    Files.delete(refused);
    drop.awaitRefused("older.crl");
    assertThat(logs.lines().stream().filter(line -> line.contains("cannot be moved aside")))
        .hasSize(1);
  }
}
