package io.camelocsp.administration;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request: {@code ?issuer=acme&serial=1f}. Immutable. */
public final class Query {
  private static final int MOST_PARAMETERS = 16;

  private final Map<String, String> parameters;

  private Query(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * Reads what follows the question mark of a URL.
   *
   * @throws IllegalArgumentException if it holds a broken percent sequence, a name twice, or more
   *     parameters than anything here has
   */
  public static Query of(String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    String[] parts = raw.split("&", MOST_PARAMETERS + 1);
    if (parts.length > MOST_PARAMETERS) {
      throw new IllegalArgumentException("too many parameters");
    }
    for (String part : parts) {
      int equals = part.indexOf('=');
      String name = decoded(equals < 0 ? part : part.substring(0, equals));
      String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
      if (!name.isEmpty() && parameters.put(name, value) != null) {
        throw new IllegalArgumentException("a parameter is there twice");
      }
    }
    return new Query(parameters);
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }

  /** Whether the parameter is there, with a value or without. */
  public boolean has(String name) {
    return parameters.containsKey(name);
  }

  /** The value of a parameter; empty if it is not there. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
