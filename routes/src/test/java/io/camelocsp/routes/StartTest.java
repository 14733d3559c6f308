package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.http.OcspHttpComponent;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.DropDirectory;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts, restarts and starts that fail, on one data directory. */
class StartTest {
  private static final BigInteger SERIAL = BigInteger.valueOf(4711);

  private final Logs logs = new Logs();
  private TestSite site;
  private TestCa ca;
  private DropDirectory drop;
  private Client client;

  @BeforeEach
  void layOutTheSite(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    ca = site.ca();
    drop = new DropDirectory(site);
    client = new Client(site.uri(), site.signer());
  }

  @AfterEach
  void closeLogs() {
    logs.close();
  }

  private void runOnceWithAList() throws Exception {
    RunningService running = RunningService.of(site);
    try (running) {
      site.drop("list.crl", site.nextCrlRevoking(SERIAL).der());
      client.await("revoked 4", ca, SERIAL);
      drop.awaitEmpty();
    }
  }

  @Test
  void aRestartServesFromTheArchiveAtOnce() throws Exception {
    runOnceWithAList();
    assertThatThrownBy(() -> client.status(ca, SERIAL)).isInstanceOf(IOException.class);

    RunningService again = RunningService.of(site);
    try (again) {
      assertThat(client.status(ca, SERIAL)).isEqualTo("revoked 4");
      assertThat(logs.lines())
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("INFO Issuer site answers from the archived crl site#1"));
      site.drop("older.crl", ca.crl().number(0).der());
      drop.awaitRefused("older.crl");
      assertThat(client.status(ca, SERIAL)).isEqualTo("revoked 4");
    }
  }

  @Test
  void aSecondServiceOnTheSameDataIsRefusedAndTheFirstGoesOn() throws Exception {
    RunningService first = RunningService.of(site);
    try (first) {
      assertThatThrownBy(() -> RunningService.of(site))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by another camel-ocsp")
          .hasMessageContaining("ocsp.data.directory");
      assertThat(client.status(ca, SERIAL)).isEqualTo("error 3");
    }
  }

  @Test
  void aStartThatFailsOnABusyPortLeavesNothingOpen() throws Exception {
    runOnceWithAList();
    ServerSocket busy =
        new ServerSocket(site.uri().getPort(), 1, InetAddress.getByName(site.uri().getHost()));
    try (busy) {
      assertThatThrownBy(() -> RunningService.of(site)).isInstanceOf(Exception.class);
    }

    RunningService again = RunningService.of(site);
    try (again) {
      assertThat(client.status(ca, SERIAL)).isEqualTo("revoked 4");
    }
  }

  @Test
  void aServiceThatCannotBeAddedToAContextLeavesNothingOpen() throws Exception {
    try (DefaultCamelContext occupied = new DefaultCamelContext()) {
      occupied.addComponent(OcspHttpComponent.SCHEME, new DirectComponent());

      assertThatThrownBy(() -> RunningService.in(occupied, site))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.isAlive() && thread.getName().contains("billing"));
    runOnceWithAList();
  }
}
