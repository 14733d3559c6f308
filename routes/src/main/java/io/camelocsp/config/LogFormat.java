package io.camelocsp.config;

/** What a line of the log is. */
public enum LogFormat {
  /** For people. */
  TEXT,
  /** For programs. */
  JSON
}
