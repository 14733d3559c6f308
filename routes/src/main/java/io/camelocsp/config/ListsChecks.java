package io.camelocsp.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether what is said about lists fits what lies on the disk. */
final class ListsChecks {
  private static final Pattern FILE_PATTERN = Pattern.compile("[A-Za-z0-9 ._*?+-]+");
  private static final List<String> LIST_ENDINGS = List.of(".crl", ".der", ".pem");

  private final Settings settings;
  private final Problems problems;
  private final Map<Path, String> keyOfSource = new HashMap<>();

  ListsChecks(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  void run() {
    for (String name : settings.names("lists")) {
      String prefix = "ocsp.lists." + name + ".";
      checkPatterns(prefix + "include");
      Path from = settings.value(prefix + "from", Path.class);
      if (from != null) {
        checkUse(prefix, from);
        requireOneUse(prefix + "from", from);
      }
    }
  }

  private void checkUse(String prefix, Path from) {
    if (Files.isDirectory(from)) {
      refuse(prefix + "issuer", "a list says itself whose it is");
      refuse(prefix + "validity", "a list says itself how long it is valid");
      if (from.toString().indexOf('\\') >= 0) {
        // camel-file takes it for the separator of another system
        problems.error(
            prefix + "from",
            "a directory that is watched cannot have a backslash in its path",
            "rename the directory");
      }
      if (!Files.isWritable(from)) {
        problems.warning(
            prefix + "from",
            from + " cannot be written by this user: files stay in it once they are read",
            "let the user of camel-ocsp write it");
      }
    } else if (looksLikeList(from)) {
      problems.error(
          prefix + "from",
          from + " is a file; lists are taken from a directory that is watched",
          "write the directory that holds it: " + from.getParent());
    } else {
      requireOfIndex(prefix + "issuer", firstIssuer());
      requireOfIndex(prefix + "validity", "1h");
      if (settings.isWritten(prefix + "include")) {
        problems.error(prefix + "include", "it counts only for a directory", "remove the line");
      }
    }
  }

  private void refuse(String key, String why) {
    if (settings.isWritten(key)) {
      problems.error(key, "it counts only for an index.txt: " + why, "remove the line");
    }
  }

  private void requireOfIndex(String key, String example) {
    if (!settings.isWritten(key)) {
      problems.error(key, "an index.txt does not say it itself", "add " + key + " = " + example);
    }
  }

  private String firstIssuer() {
    return settings.names("issuer").stream().findFirst().orElse("acme");
  }

  private static boolean looksLikeList(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return LIST_ENDINGS.stream().anyMatch(name::endsWith);
  }

  // two readers of one directory would take files away from each other
  private void requireOneUse(String key, Path from) {
    String other = keyOfSource.putIfAbsent(real(from), key);
    if (other != null) {
      problems.error(key, "it is already taken by " + other, "remove one of the two");
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.normalize();
    }
  }

  private void checkPatterns(String key) {
    List<?> patterns = settings.value(key, List.class);
    if (patterns == null) {
      return;
    }
    for (Object pattern : patterns) {
      if (!FILE_PATTERN.matcher(String.valueOf(pattern)).matches()) {
        problems.error(
            key,
            "'%s' is no pattern for file names"
                .formatted(ShownValue.clean(String.valueOf(pattern))),
            "write names with letters, digits, '.', '_', '+', '-', '*' and '?', such as *.crl");
      }
    }
  }
}
