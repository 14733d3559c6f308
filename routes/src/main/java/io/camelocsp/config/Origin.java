package io.camelocsp.config;

/**
 * Where something was written.
 *
 * @param source a file as the operator named it, or another place such as {@code --set}
 * @param line the line in it, from 1; 0 when there is none
 */
public record Origin(String source, int line) {

  /** A key given on the command line. */
  public static final Origin SET_OPTION = new Origin("--set", 0);

  /** A place without lines. */
  public static Origin of(String source) {
    return new Origin(source, 0);
  }

  /** As compilers print it: {@code ocsp.properties:12}. */
  @Override
  public String toString() {
    return line > 0 ? source + ":" + line : source;
  }
}
