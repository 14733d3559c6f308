package io.camelocsp.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ocsp.lists.NAME.*}: a source of lists, or of what was issued.
 *
 * @param from where they come from
 * @param content what comes; null means as {@link #contentOrDefault()} says
 * @param every how often to look; null means as {@link #pollInterval()} says
 * @param include which files of a directory count
 * @param issuer whose certificates it is about; null where a list says it itself
 * @param validity how long a reading vouches; null where a list says it itself
 * @param access who may fetch or push
 * @param fetch how it is fetched from a server
 */
public record ListsSettings(
    @Key(
            name = "from",
            required = true,
            example = "drop/",
            file = FileCheck.FILE_OR_DIRECTORY,
            meaning =
                "Where lists come from: a directory that CAs drop them into; an `http`, `https`,"
                    + " `ldap` or `ldaps` URL that is asked again and again, or several with commas"
                    + " between, which are mirrors; `push`, for publishers that send them to"
                    + " `ocsp.intake.url`; or a local file that is read in place.")
        ListsFrom from,
    @Key(
            name = "content",
            otherwise = "`indexTxt` for a file, else `lists`",
            example = "serials",
            meaning =
                "What is there. `lists`: signed CRLs and issuance lists. Local and read in place:"
                    + " `indexTxt`, OpenSSL's database; `serials`, a text or CSV file of issued serial"
                    + " numbers; `certificates`, a directory of issued certificates.")
        @Nullable ListsContent content,
    @Key(
            name = "every",
            otherwise =
                "`1s` for a watched directory, `10s` for what is read in place, `1h` for a URL",
            example = "5s",
            min = "100ms",
            max = "1d",
            meaning = "How often to look for something new.")
        @Nullable Duration every,
    @Key(
            name = "include",
            defaultValue = "*.crl, *.cil, *.der, *.pem",
            example = "*.crl",
            meaning =
                "Which files of a watched directory are lists: names with `*` and `?`, upper and"
                    + " lower case alike.")
        List<String> include,
    @Key(
            name = "issuer",
            otherwise = "a list says it itself",
            example = "acme",
            refersTo = "issuer",
            meaning = "Whose certificates it is about; required for what is read in place.")
        @Nullable String issuer,
    @Key(
            name = "validity",
            otherwise = "a list says it itself",
            example = "1h",
            min = "1s",
            max = "366d",
            meaning = "How long what is read in place vouches after it was read; required for it.")
        @Nullable Duration validity,
    @Keys AccessSettings access,
    @Keys FetchSettings fetch) {

  private static final Duration DIRECTORY_INTERVAL = Duration.ofSeconds(1);
  private static final Duration IN_PLACE_INTERVAL = Duration.ofSeconds(10);
  private static final Duration FETCH_INTERVAL = Duration.ofHours(1);

  public ListsSettings {
    include = List.copyOf(include);
  }

  /** What is there. */
  public ListsContent contentOrDefault() {
    if (content != null) {
      return content;
    }
    return from instanceof ListsFrom.Local local && !Files.isDirectory(local.path())
        ? ListsContent.INDEX_TXT
        : ListsContent.LISTS;
  }

  /** Whether lists are dropped into a directory. */
  public boolean isWatchedDirectory() {
    return from instanceof ListsFrom.Local && contentOrDefault() == ListsContent.LISTS;
  }

  /** Whether it is a local file or directory of unsigned content, which is never changed. */
  public boolean isReadInPlace() {
    return contentOrDefault() != ListsContent.LISTS;
  }

  /** Whether lists are fetched from a server. */
  public boolean isFetched() {
    return from instanceof ListsFrom.Remote;
  }

  /** Whether publishers push lists. */
  public boolean isPushed() {
    return from instanceof ListsFrom.Push;
  }

  /**
   * The local directory or file.
   *
   * @throws IllegalStateException if lists come from elsewhere
   */
  public Path path() {
    if (from instanceof ListsFrom.Local local) {
      return local.path();
    }
    throw new IllegalStateException(from + " is no path");
  }

  /** How often to look. */
  public Duration pollInterval() {
    if (every != null) {
      return every;
    }
    return isFetched() ? FETCH_INTERVAL : isReadInPlace() ? IN_PLACE_INTERVAL : DIRECTORY_INTERVAL;
  }
}
