package io.camelocsp.config;

/**
 * A key and its value as written, and where. Its text may hold a password: it never prints the
 * value.
 *
 * @param key the whole key
 * @param value the value before placeholders are resolved
 * @param origin where it was written
 */
public record ConfigurationEntry(String key, String value, Origin origin) {
  @Override
  public String toString() {
    return origin + ": " + key;
  }
}
