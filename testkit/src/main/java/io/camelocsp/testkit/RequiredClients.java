package io.camelocsp.testkit;

import org.junit.jupiter.api.Assumptions;

/**
 * The foreign clients and servers some tests need. Where they are missing the test is skipped,
 * loudly; with {@code CAMEL_OCSP_REQUIRE_CLIENTS=true} it fails.
 */
public final class RequiredClients {
  private RequiredClients() {}

  /** Needs {@code openssl}. */
  public static void openssl() {
    require("openssl", OpenSsl.available());
  }

  /** Needs {@code ocsptool} of GnuTLS. */
  public static void ocsptool() {
    require("ocsptool (Debian: gnutls-bin)", OcspTool.available());
  }

  /** Needs {@code curl}. */
  public static void curl() {
    require("curl", Curl.available());
  }

  /** Needs {@code slapd} of OpenLDAP. */
  public static void slapd() {
    require("slapd (Debian: slapd)", Slapd.available());
  }

  /** Needs {@code systemd-analyze}. */
  public static void systemdAnalyze() {
    require("systemd-analyze (Debian: systemd)", SystemdAnalyze.available());
  }

  /** Needs Chromium. */
  public static void chromium() {
    require("chromium (Debian: chromium)", Chromium.available());
  }

  /** Needs {@code promtool} of Prometheus. */
  public static void promtool() {
    require("promtool (Debian: prometheus)", Promtool.available());
  }

  private static void require(String client, boolean available) {
    if (available) {
      return;
    }
    String message = client + " is not installed: what needs it is NOT tested";
    if (Boolean.parseBoolean(System.getenv("CAMEL_OCSP_REQUIRE_CLIENTS"))) {
      throw new IllegalStateException(message);
    }
    System.err.println("SKIPPED: " + message);
    Assumptions.abort(message);
  }
}
