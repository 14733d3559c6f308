package io.camelocsp.config;

/** What must lie at a configured path before anything starts. */
enum FileCheck {
  /** Nothing: it is made when it is needed. */
  NONE,
  /** A file that can be read. */
  FILE,
  /** A directory that can be listed. */
  DIRECTORY,
  /** Either of the two. */
  FILE_OR_DIRECTORY
}
