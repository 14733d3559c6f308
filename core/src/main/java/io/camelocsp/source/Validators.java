package io.camelocsp.source;

import org.jspecify.annotations.Nullable;

/**
 * What a web server calls the version of a list that it gave us, to ask it for a newer one only
 * (RFC 9110 8.8).
 *
 * @param entityTag its ETag, as written; null if it gave none
 * @param lastModified its Last-Modified, as written; null if it gave none
 */
public record Validators(@Nullable String entityTag, @Nullable String lastModified) {
  /** Longer ones are not sent back. */
  private static final int MOST_CHARACTERS = 1_000;

  /** The server gave none. */
  public static final Validators NONE = new Validators(null, null);

  public Validators {
    entityTag = usable(entityTag) ? entityTag : null;
    lastModified = usable(lastModified) ? lastModified : null;
  }

  private static boolean usable(@Nullable String value) {
    return value != null
        && !value.isBlank()
        && value.length() <= MOST_CHARACTERS
        && value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }
}
