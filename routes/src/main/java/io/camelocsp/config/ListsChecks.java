package io.camelocsp.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether what is said about sources of lists fits together and what lies on the disk. */
final class ListsChecks {
  private static final Pattern FILE_PATTERN = Pattern.compile("[A-Za-z0-9 ._*?+-]+");
  private static final List<String> LIST_ENDINGS = List.of(".crl", ".der", ".pem");

  private final Settings settings;
  private final Problems problems;
  private final ListsAccessChecks access;
  private final Map<Path, String> keyOfSource = new HashMap<>();

  ListsChecks(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
    this.access = new ListsAccessChecks(settings, problems);
  }

  void run() {
    for (String name : settings.names("lists")) {
      String prefix = "ocsp.lists." + name + ".";
      checkPatterns(prefix + "include");
      ListsFrom from = settings.value(prefix + "from", ListsFrom.class);
      if (from instanceof ListsFrom.Local local) {
        checkLocal(prefix, local.path());
        requireOneUse(prefix + "from", local.path());
      } else if (from != null) {
        checkElsewhere(prefix);
      }
      if (from != null) {
        access.check(prefix, from);
      }
    }
    access.checkIntake();
  }

  private void checkLocal(String prefix, Path from) {
    boolean directory = Files.isDirectory(from);
    ListsContent written = settings.value(prefix + "content", ListsContent.class);
    ListsContent content =
        written != null ? written : directory ? ListsContent.LISTS : ListsContent.INDEX_TXT;
    if (content == ListsContent.LISTS && directory) {
      checkWatchedDirectory(prefix, from);
    } else if (content == ListsContent.LISTS || (written == null && looksLikeList(from))) {
      problems.error(
          prefix + "from",
          from + " is a file; lists are taken from a directory that is watched",
          "write the directory that holds it: " + from.getParent());
    } else if (directory != (content == ListsContent.CERTIFICATES)) {
      problems.error(
          prefix + "from",
          directory
              ? from + " is a directory; such content is one file"
              : from + " is a file; certificates are read from a directory",
          directory ? "write the path of the file" : "write the path of their directory");
    } else {
      requireInPlace(prefix + "issuer", firstIssuer());
      requireInPlace(prefix + "validity", "1h");
      refuse(prefix + "include", "it counts only for a watched directory");
    }
  }

  private void checkWatchedDirectory(String prefix, Path from) {
    refuseWhatListsSay(prefix);
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
  }

  private void checkElsewhere(String prefix) {
    ListsContent content = settings.value(prefix + "content", ListsContent.class);
    if (content != null && content != ListsContent.LISTS) {
      problems.error(
          prefix + "content",
          "what is not signed counts only from a local file or directory",
          "remove the line, and have the CA sign an issuance list: 'camel-ocsp issuance-list'");
    }
    refuseWhatListsSay(prefix);
    refuse(prefix + "include", "it counts only for a watched directory");
  }

  private void refuseWhatListsSay(String prefix) {
    refuse(
        prefix + "issuer",
        "it counts only for what is read in place: a list says itself whose it is");
    refuse(
        prefix + "validity",
        "it counts only for what is read in place: a list says itself how long it is valid");
  }

  private void refuse(String key, String why) {
    if (settings.isWritten(key)) {
      problems.error(key, why, "remove the line");
    }
  }

  private void requireInPlace(String key, String example) {
    if (!settings.isWritten(key)) {
      problems.error(
          key, "what is read in place does not say it itself", "add " + key + " = " + example);
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
    @Nullable String other = keyOfSource.putIfAbsent(real(from), key);
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
