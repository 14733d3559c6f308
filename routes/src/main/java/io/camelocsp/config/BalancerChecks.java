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
      List<?> ranges = settings.value(prefix + TRUSTED, List.class);
      if (ranges != null) {
        ranges.forEach(range -> check(prefix + TRUSTED, String.valueOf(range)));
      }
      requireBalancers(prefix);
    }
  }

  private void check(String key, String text) {
    try {
      if (AddressRange.parse(text).isEverything()) {
        problems.warning(
            key,
            "with %s everybody is trusted: any client can claim any address".formatted(text),
            "write the addresses of the balancers only");
      }
    } catch (IllegalArgumentException e) {
      problems.error(
          key,
          "'%s' is no address to trust: %s".formatted(ShownValue.clean(text), e.getMessage()),
          "write addresses and networks, such as 192.0.2.7, 10.0.0.0/8, 2001:db8::/32");
    }
  }

  private void requireBalancers(String prefix) {
    ClientAddressSource source = settings.value(prefix + SOURCE, ClientAddressSource.class);
    if (source != null
        && source != ClientAddressSource.CONNECTION
        && !settings.isWritten(prefix + TRUSTED)) {
      problems.error(
          prefix + SOURCE,
          "nothing says whose word on it counts",
          "add " + prefix + TRUSTED + " = the address of your balancer");
    }
  }
}
