package io.camelocsp.source;

/** How lists come from a source. */
public enum SourceKind {
  /** Files are dropped into a directory. */
  DIRECTORY,
  /** A local file or directory is read in place. */
  FILE,
  /** A web server is asked. */
  HTTP,
  /** A directory server is asked. */
  LDAP,
  /** Publishers send them. */
  PUSH;

  /** Whether a server is asked for them. */
  public boolean isFetched() {
    return this == HTTP || this == LDAP;
  }
}
