package io.camelocsp.revocation;

/**
 * Where a list came from, for explanations and listings. Kept with the archived list.
 *
 * @param source the configured name of what brought it; empty if unknown
 * @param location where that found it: a file, a URL, an LDAP entry; empty if unknown. Never holds
 *     a password
 */
public record ListOrigin(String source, String location) {
  /** Nothing is known of it: an archive of an older version, or one that was filled by hand. */
  public static final ListOrigin UNKNOWN = new ListOrigin("", "");

  /** {@code drop, /var/lib/drop/acme.crl}; {@code unknown}. */
  @Override
  public String toString() {
    return source.isEmpty() && location.isEmpty()
        ? "unknown"
        : source.isEmpty() ? location : location.isEmpty() ? source : source + ", " + location;
  }
}
