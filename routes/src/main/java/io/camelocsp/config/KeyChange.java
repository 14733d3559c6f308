package io.camelocsp.config;

/**
 * What became of one key. Its texts hold no password and, of keys that are not ours, no value.
 *
 * @param key the whole key
 * @param kind what became of it
 * @param text what is different, as operators read it after the key: {@code 3d -> 1d}
 * @param effect when it counts
 */
public record KeyChange(String key, Kind kind, String text, Effect effect) {

  /** What can become of a key. */
  public enum Kind {
    /** It was not there before. */
    ADDED,
    /** It is not there any more. */
    REMOVED,
    /** Its value is another. */
    CHANGED,
    /** Its value is the same, but what lies on the disk there is another. */
    REPLACED
  }

  /** Whether it needs a restart to count. */
  public boolean needsRestart() {
    return effect == Effect.RESTART;
  }

  /** One line: {@code ocsp.warn.list-expiry: 3d -> 1d (live)}. */
  public String line() {
    return key + ": " + text + (needsRestart() ? " (needs a restart)" : " (live)");
  }

  @Override
  public String toString() {
    return line();
  }
}
