package io.camelocsp.config;

/** When a changed value begins to count. */
enum Effect {
  /** With the next request after a reload. */
  LIVE,
  /** With the next start. */
  RESTART
}
