package io.camelocsp.config;

import io.camelocsp.http.AddressRange;
import io.camelocsp.http.ClientAddressSource;
import java.util.List;

/** Whether those who may name a client's address are said, and are addresses. */
final class BalancerChecks {
  private static final String TRUSTED = "trusted-balancers";
  private static final String SOURCE = "client-address";

  private final Settings settings;
  private final Problems problems;

  BalancerChecks(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  void run() {
    for (String name : settings.names("listener")) {
      String prefix = "ocsp.listener." + name + ".";
      ClientAddressSource source = settings.value(prefix + SOURCE, ClientAddressSource.class);
      boolean named = source != null && source != ClientAddressSource.CONNECTION;
      List<?> ranges = settings.value(prefix + TRUSTED, List.class);
      if (ranges != null) {
        ranges.forEach(range -> check(prefix + TRUSTED, String.valueOf(range), named));
      }
      requireAgreement(prefix, named);
    }
  }

  private void check(String key, String text, boolean named) {
    try {
      if (AddressRange.parse(text).isEverything()) {
        problems.warning(
            key,
            "with %s everybody is trusted: %s"
                .formatted(
                    text,
                    named
                        ? "any client can claim any address"
                        : "no cap of connections per address is left"),
            "write the addresses of the balancers only");
      }
    } catch (IllegalArgumentException e) {
      problems.error(
          key,
          "'%s' is no address to trust: %s".formatted(ShownValue.clean(text), e.getMessage()),
          "write addresses and networks, such as 192.0.2.7, 10.0.0.0/8, 2001:db8::/32");
    }
  }

  private void requireAgreement(String prefix, boolean named) {
    boolean trusted = settings.isWritten(prefix + TRUSTED);
    if (trusted && !named && !settings.isUnusable(prefix + SOURCE)) {
      problems.warning(
          prefix + TRUSTED,
          "they name no clients: it only lifts their cap of connections per address",
          "add " + prefix + SOURCE + " = proxyProtocol or xForwardedFor");
    }
    if (named && !trusted) {
      problems.error(
          prefix + SOURCE,
          "nothing says whose word on it counts",
          "add " + prefix + TRUSTED + " = the address of your balancer");
    }
  }
}
