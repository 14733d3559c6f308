package io.camelocsp.config;

/** A constant that is written otherwise than {@link Words#of} would have it. */
interface Worded {
  /** How it is written in the configuration. */
  String word();
}
