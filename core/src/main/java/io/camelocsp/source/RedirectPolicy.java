package io.camelocsp.source;

import java.net.URI;

/** Which redirects of a web server are followed; never one from https to http. */
public enum RedirectPolicy {
  /** None. */
  NONE,
  /** Those to the same host, whatever the port. */
  SAME_HOST,
  /** Those to any host. */
  ANY;

  /** Whether a redirect between these two is followed. */
  public boolean follows(URI from, URI to) {
    boolean http = to.getScheme().equalsIgnoreCase("http");
    if (!http && !to.getScheme().equalsIgnoreCase("https")) {
      return false;
    }
    if (http && from.getScheme().equalsIgnoreCase("https")) {
      return false;
    }
    return switch (this) {
      case NONE -> false;
      case SAME_HOST -> to.getHost().equalsIgnoreCase(from.getHost());
      case ANY -> true;
    };
  }
}
