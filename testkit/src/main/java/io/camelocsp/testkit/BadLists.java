package io.camelocsp.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Lists that must be refused while list number 5 of a site's CA is current, one for each reason and
 * named after it. Thread-safe.
 */
public final class BadLists {
  private static final TestCa CA_OF_NOBODY = TestCa.ec("Nobody's CA");
  private static final byte[] DER_NULL = {5, 0};

  /** Those refused before it is known whose they are. */
  public static final Set<String> WITHOUT_ISSUER =
      Set.of("foreign_issuer", "malformed", "not_a_list");

  private BadLists() {}

  /** The files by the reason of their refusal. */
  public static Map<String, byte[]> of(TestCa ca, Instant now) {
    return Map.ofEntries(
        Map.entry(
            "not_a_list",
            "<html><body>404 Not Found</body></html>".getBytes(StandardCharsets.US_ASCII)),
        Map.entry("foreign_issuer", CA_OF_NOBODY.crl().number(6).der()),
        Map.entry("wrong_signature", ca.crl().number(6).signedBy(CA_OF_NOBODY).der()),
        Map.entry("older", ca.crl().number(4).der()),
        Map.entry("same_number_other_content", ca.crl().number(5).der()),
        Map.entry("from_the_future", ca.crl().number(6).thisUpdate(now.plusSeconds(900)).der()),
        Map.entry("expired", ca.crl().number(6).nextUpdate(now.minusSeconds(1)).der()),
        Map.entry("no_end", ca.crl().number(6).nextUpdate(null).der()),
        Map.entry(
            "unknown_critical_extension",
            ca.crl().number(6).extension("1.2.3.4", true, DER_NULL).der()),
        Map.entry("malformed", trailing(ca.crl().number(6).der())));
  }

  private static byte[] trailing(byte[] list) {
    return Arrays.copyOf(list, list.length + 1);
  }
}
