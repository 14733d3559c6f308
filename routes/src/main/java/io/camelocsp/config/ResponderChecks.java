package io.camelocsp.config;

import io.camelocsp.workflow.ForeignIssuerPolicy;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether responders and listeners can stand beside each other. */
final class ResponderChecks {
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "[::]");

  private final Settings settings;
  private final Problems problems;

  /** The listeners that responders need, and a key that asks for each. */
  private final Map<URI, String> used = new LinkedHashMap<>();

  private boolean urlsUnusable;

  ResponderChecks(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  void run() {
    checkUrls();
    for (String name : settings.names("responder")) {
      checkForeignIssuers("ocsp.responder." + name + ".");
      checkNeverIssued("ocsp.responder." + name + ".");
    }
    checkAddresses();
    checkListeners();
  }

  private void checkUrls() {
    Map<URI, String> taken = new HashMap<>();
    for (String name : responders()) {
      String key = "ocsp.responder." + name + ".url";
      if (settings.isUnusable(key)) {
        urlsUnusable = true;
        continue;
      }
      URI written = settings.value(key, URI.class);
      URI url = written != null ? written : ResponderSettings.DEFAULT_URL;
      String other = taken.putIfAbsent(url, key);
      if (other != null) {
        problems.error(
            key,
            "%s is also the URL of %s".formatted(url, other.replace(".url", "")),
            "write another path, such as " + HttpUrl.listenerOf(url) + name);
      }
      used.putIfAbsent(HttpUrl.listenerOf(url), key);
    }
  }

  private Set<String> responders() {
    Set<String> names = settings.names("responder");
    return names.isEmpty() ? Set.of(Schema.OCSP.section("responder").defaultName()) : names;
  }

  private void checkForeignIssuers(String prefix) {
    String policy = prefix + "foreign-issuers";
    String signer = prefix + "default-signer";
    if (settings.isUnusable(policy)) {
      return;
    }
    boolean unknown =
        settings.value(policy, ForeignIssuerPolicy.class) == ForeignIssuerPolicy.UNKNOWN;
    if (unknown && !settings.isWritten(signer)) {
      problems.error(
          policy,
          "nothing says who signs such answers",
          "add " + signer + " = " + settings.names("signer").stream().findFirst().orElse("acme"));
    }
    if (!unknown && settings.isWritten(signer)) {
      problems.warning(
          signer,
          "it counts only with 'foreign-issuers = unknown'",
          "remove the line, or add " + policy + " = unknown");
    }
  }

  /** Signed lists may come from any source of lists; without one, nothing says what was issued. */
  private void checkNeverIssued(String prefix) {
    String type = prefix + "type";
    String policy = prefix + "never-issued";
    if (settings.isUnusable(type)) {
      return;
    }
    boolean asks = settings.value(type, ResponderType.class) == ResponderType.NON_ISSUED_BASIC;
    if (!asks && settings.isWritten(policy)) {
      problems.warning(
          policy,
          "it counts only with 'type = non-issued-basic'",
          "remove the line, or add " + type + " = non-issued-basic");
    }
    if (asks && settings.names("lists").isEmpty()) {
      problems.warning(
          type,
          "no source of lists is configured that could say what was issued: until an issuance list"
              + " comes another way, everything is answered as without a valid list",
          "add an ocsp.lists.NAME.from; docs/issuance-lists.md tells what may be there");
    }
  }

  /** Every address of a port, and one of them, cannot both be listened at. */
  private void checkAddresses() {
    for (Map.Entry<URI, String> one : used.entrySet()) {
      for (URI other : used.keySet()) {
        if (other.getPort() == one.getKey().getPort()
            && EVERY_ADDRESS.contains(other.getHost())
            && !EVERY_ADDRESS.contains(one.getKey().getHost())) {
          problems.error(
              one.getValue(),
              "another responder listens on every address of port " + other.getPort(),
              "write the same host in both URLs: " + other.getHost());
        }
      }
    }
  }

  private void checkListeners() {
    Map<URI, String> taken = new HashMap<>();
    for (String name : settings.names("listener")) {
      String key = "ocsp.listener." + name + ".url";
      URI url = settings.value(key, URI.class);
      if (url != null) {
        checkListener(key, url, taken);
      }
    }
  }

  private void checkListener(String key, URI url, Map<URI, String> taken) {
    if (!Objects.equals(url.getRawPath(), "/")) {
      problems.error(
          key,
          "a listener is an address and a port, without a path",
          "write " + HttpUrl.listenerOf(url));
      return;
    }
    String other = taken.putIfAbsent(url, key);
    if (other != null) {
      problems.error(
          key,
          "%s is also the URL of %s".formatted(url, other.replace(".url", "")),
          "leave one listener for each address and port");
    }
    if (!urlsUnusable && !used.containsKey(url)) {
      String choice = used.keySet().stream().map(URI::toString).collect(Collectors.joining(", "));
      problems.error(
          key,
          "no responder uses this address and port",
          "write one that a responder uses: " + choice);
    }
  }
}
