package io.camelocsp.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Where a source of lists gets them. */
public sealed interface ListsFrom {

  /**
   * A directory that CAs drop lists into, or a file that is read in place.
   *
   * @param path absolute
   */
  record Local(Path path) implements ListsFrom {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * A server that is asked again and again.
   *
   * @param urls at least one; several are mirrors of the same lists, all http and https or all ldap
   *     and ldaps
   */
  record Remote(List<URI> urls) implements ListsFrom {
    public Remote {
      urls = List.copyOf(urls);
    }

    /** Whether it is a directory server; else a web server. */
    public boolean isLdap() {
      return urls.get(0).getScheme().startsWith("ldap");
    }

    @Override
    public String toString() {
      return urls.stream().map(URI::toString).collect(Collectors.joining(", "));
    }
  }

  /** Publishers send lists to {@code ocsp.intake.url}. */
  record Push() implements ListsFrom {
    static final String WORD = "push";

    @Override
    public String toString() {
      return WORD;
    }
  }
}
