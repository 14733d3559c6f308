package io.camelocsp.standalone.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Puts what unit and image call {@code /opt/camel-ocsp} and {@code /etc/camel-ocsp} where a test
 * may write.
 *
 * @param opt without blanks, which neither of the two quotes
 * @param etc likewise
 */
record InstalledPaths(Path opt, Path etc) {
  static final String OPT = "/opt/camel-ocsp";
  static final String ETC = "/etc/camel-ocsp";

  /** Links {@code opt} to the distribution. */
  static InstalledPaths link(Path directory, Distribution distribution, Path etc)
      throws IOException {
    return new InstalledPaths(
        Files.createSymbolicLink(directory.resolve("opt"), distribution.home()), etc);
  }

  String here(String text) {
    return text.replace(OPT, opt.toString()).replace(ETC, etc.toString());
  }

  /** A command without quotes, as words. */
  List<String> words(String command) {
    return List.of(here(command).strip().split("\\s+"));
  }
}
