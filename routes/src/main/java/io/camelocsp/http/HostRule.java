package io.camelocsp.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is meant for a listener on loopback. A browser can be led to one by a page
 * whose name server first says its own address and then 127.0.0.1 (DNS rebinding): to the browser
 * the answers are then that page's. What gives it away is the Host field, which still has its name.
 *
 * <p>A listener that others may reach has no such rule: we do not know all of its names. Immutable.
 */
final class HostRule {
  private final String bound;
  private final boolean loopback;

  /**
   * @param bound the host as it stands in the listener's URL
   */
  HostRule(String bound) {
    this.bound = bound;
    this.loopback = Loopback.isMeantBy(bound);
  }

  /** Whether this Host field is one of ours. Any port may be: tunnels end at others. */
  boolean permits(@Nullable String field) {
    return !loopback || field == null || isOurs(withoutPort(field.strip()));
  }

  private boolean isOurs(String host) {
    return Loopback.isMeantBy(host) || host.toLowerCase(Locale.ROOT).equals(bound);
  }

  private static String withoutPort(String field) {
    int from = field.startsWith("[") ? field.indexOf(']') : 0;
    int colon = from < 0 ? -1 : field.indexOf(':', from);
    return colon < 0 ? field : field.substring(0, colon);
  }
}
