package io.camelocsp.config;

/** When a changed value begins to count. */
public enum Effect {
  /** With the next request after a reload. */
  LIVE,
  /** With the next start. */
  RESTART
}
