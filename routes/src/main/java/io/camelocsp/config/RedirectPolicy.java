package io.camelocsp.config;

/** Which redirects of a web server are followed. */
public enum RedirectPolicy {
  NONE,
  /** Those to the same host; from http to https too, never back. */
  SAME_HOST,
  /** All but those from https to http. */
  ANY
}
