package io.camelocsp.config;

import io.camelocsp.http.Loopback;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Whether the administration listener has an address to itself, and who may reach it. */
final class AdministrationChecks {
  private static final String URL = "ocsp.administration.url";
  private static final String BEYOND = "ocsp.administration.plain-beyond-loopback";
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "[::]");

  private final Settings settings;
  private final Problems problems;

  AdministrationChecks(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  void run() {
    URI url = settings.value(URL, URI.class);
    if (url == null) {
      return;
    }
    if (!Objects.equals(url.getRawPath(), "/")) {
      problems.error(
          URL,
          "the administration listener is an address and a port, without a path",
          "write " + HttpUrl.listenerOf(url));
      return;
    }
    others()
        .forEach(
            (key, other) -> {
              if (isSamePlace(url, other)) {
                problems.error(
                    URL,
                    "%s listens there: whoever may ask it could read what is for administrators"
                        .formatted(key),
                    "write another port, such as http://127.0.0.1:8081/");
              }
            });
    if (!Loopback.isMeantBy(url.getHost()) && !isMeantForOthers()) {
      problems.error(
          URL,
          "other machines could reach it, without TLS and a password: whoever reaches it reads it",
          "write 127.0.0.1 in its place; where only your monitoring reaches it, as in a container,"
              + " add "
              + BEYOND
              + " = true");
    }
  }

  private boolean isMeantForOthers() {
    return Boolean.TRUE.equals(settings.value(BEYOND, Boolean.class))
        || settings.isUnusable(BEYOND);
  }

  /** All else that listens, by the key that says so. */
  private Map<String, URI> others() {
    Map<String, URI> others = new LinkedHashMap<>();
    Set<String> responders = settings.names("responder");
    for (String name : responders) {
      String key = "ocsp.responder." + name + ".url";
      URI written = settings.value(key, URI.class);
      if (written != null) {
        others.put(key, written);
      } else if (!settings.isUnusable(key)) {
        others.put("ocsp.responder." + name, ResponderSettings.DEFAULT_URL);
      }
    }
    if (responders.isEmpty()) {
      others.put("the responder", ResponderSettings.DEFAULT_URL);
    }
    URI intake = settings.value("ocsp.intake.url", URI.class);
    if (intake != null) {
      others.put("ocsp.intake.url", intake);
    }
    return others;
  }

  private static boolean isSamePlace(URI one, URI other) {
    return one.getPort() == other.getPort()
        && (one.getHost().equals(other.getHost())
            || EVERY_ADDRESS.contains(one.getHost())
            || EVERY_ADDRESS.contains(other.getHost())
            || (Loopback.isMeantBy(one.getHost()) && Loopback.isMeantBy(other.getHost())));
  }
}
