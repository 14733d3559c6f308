package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BalancerChecksTest {
  private static final String KEY = "ocsp.listener.front.trusted-balancers";

  @TempDir Path directory;

  private ConfigurationFolder folder;

  @BeforeEach
  void oneCa() throws IOException {
    folder = ConfigurationFolder.ofOneCa(directory);
  }

  private static String[] listener(String... lines) {
    List<String> all = new ArrayList<>(List.of("ocsp.listener.front.url = http://127.0.0.1:8080/"));
    all.addAll(Arrays.asList(lines));
    return ConfigurationFolder.oneCa(all.toArray(String[]::new));
  }

  @Test
  void addressesAndNetworksAreTrusted() throws Exception {
    LoadedConfiguration loaded =
        folder.load(
            listener(
                "ocsp.listener.front.client-address = xForwardedFor",
                KEY + " = 192.0.2.7, 10.0.0.0/8, 2001:db8::/32"));

    assertThat(loaded.configuration().listeners().get("front"))
        .extracting(ListenerSettings::trustedBalancers)
        .isEqualTo(List.of("192.0.2.7", "10.0.0.0/8", "2001:db8::/32"));
  }

  @Test
  void whatIsNoAddressIsRefusedEachByItself() {
    ConfigurationException refusal =
        folder.refusal(listener(KEY + " = lb.example, 10.0.0.0/8, 10.1.0.0/8"));

    assertThat(refusal.errors())
        .extracting(ConfigurationProblem::key, ConfigurationProblem::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                KEY,
                "'lb.example' is no address to trust: it is neither an IP address nor a network"),
            org.assertj.core.groups.Tuple.tuple(
                KEY,
                "'10.1.0.0/8' is no address to trust: its address goes on behind its prefix of 8"));
  }

  @Test
  void aSourceNeedsSomebodyToTrust() {
    ConfigurationProblem error =
        folder.error(listener("ocsp.listener.front.client-address = proxyProtocol"));

    assertThat(error.reason()).isEqualTo("nothing says whose word on it counts");
    assertThat(error.advice()).isEqualTo("add " + KEY + " = the address of your balancer");
  }

  @Test
  void trustInEverybodyIsWarnedAbout() throws Exception {
    assertThat(
            folder
                .load(
                    listener(
                        "ocsp.listener.front.client-address = xForwardedFor", KEY + " = 0.0.0.0/0"))
                .warnings())
        .extracting(ConfigurationProblem::reason)
        .containsExactly("with 0.0.0.0/0 everybody is trusted: any client can claim any address");
  }

  @Test
  void balancersThatNameNobodyAreWarnedAbout() throws Exception {
    assertThat(folder.load(listener(KEY + " = ::/0")).warnings())
        .extracting(ConfigurationProblem::reason)
        .containsExactlyInAnyOrder(
            "with ::/0 everybody is trusted: no cap of connections per address is left",
            "they name no clients: it only lifts their cap of connections per address");
  }
}
