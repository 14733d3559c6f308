package io.camelocsp.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ocsp.lists.NAME.*}: a watched directory, or an {@code index.txt} of OpenSSL.
 *
 * @param from the directory or the file
 * @param every how often to look; null means as {@link #pollInterval()} says
 * @param include which files of a directory are lists
 * @param issuer the issuer of an index.txt; null for a directory
 * @param validity how long an index.txt vouches after it was read; null for a directory
 */
public record ListsSettings(
    @Key(
            name = "from",
            required = true,
            example = "drop/",
            file = FileCheck.FILE_OR_DIRECTORY,
            meaning =
                "A directory that CAs drop lists into, or a file in the format of OpenSSL's"
                    + " `index.txt`, which is read in place.")
        Path from,
    @Key(
            name = "every",
            otherwise = "`1s` for a directory, `10s` for an `index.txt`",
            example = "5s",
            min = "100ms",
            max = "1d",
            meaning = "How often to look for something new.")
        @Nullable Duration every,
    @Key(
            name = "include",
            defaultValue = "*.crl, *.der, *.pem",
            example = "*.crl",
            meaning =
                "Which files of the directory are lists: names with `*` and `?`, upper and lower"
                    + " case alike. Not for an `index.txt`.")
        List<String> include,
    @Key(
            name = "issuer",
            otherwise = "a list says it itself",
            example = "acme",
            refersTo = "issuer",
            meaning = "Whose certificates an `index.txt` is about; required for it.")
        @Nullable String issuer,
    @Key(
            name = "validity",
            otherwise = "a list says it itself",
            example = "1h",
            min = "1s",
            max = "366d",
            meaning = "How long an `index.txt` vouches after it was read; required for it.")
        @Nullable Duration validity) {

  private static final Duration DIRECTORY_INTERVAL = Duration.ofSeconds(1);
  private static final Duration INDEX_INTERVAL = Duration.ofSeconds(10);

  public ListsSettings {
    include = List.copyOf(include);
  }

  /** Whether this is an {@code index.txt}, by what lies at {@code from} now. */
  public boolean isIndexTxt() {
    return !Files.isDirectory(from);
  }

  /** How often to look. */
  public Duration pollInterval() {
    if (every != null) {
      return every;
    }
    return isIndexTxt() ? INDEX_INTERVAL : DIRECTORY_INTERVAL;
  }
}
