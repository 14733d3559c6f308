package io.camelocsp.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.component.netty.http.NettyHttpConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The responders of one listener by their paths. The longest path that matches wins, by whole
 * segments and case-sensitively: {@code /ocspX} is not under {@code /ocsp}. Thread-safe; reading
 * takes no lock.
 */
final class ResponderTable {
  private volatile List<Entry> entries = List.of();

  private record Entry(String path, ResponderHandler handler) {}

  /**
   * A responder and what follows its path.
   *
   * @param rest empty, or beginning with a slash; still percent-encoded
   */
  record Match(ResponderHandler handler, String rest) {}

  /**
   * @throws IllegalStateException if the path has a responder already
   */
  synchronized void add(ResponderHandler handler) {
    String path = withoutSlashes(handler.consumer().getConfiguration().getPath());
    List<Entry> changed = new ArrayList<>(entries);
    if (changed.stream().anyMatch(e -> e.path().equals(path))) {
      throw new IllegalStateException("Two responders at the path '" + path + "' of one listener");
    }
    changed.add(new Entry(path, handler));
    changed.sort(Comparator.comparingInt((Entry e) -> e.path().length()).reversed());
    entries = List.copyOf(changed);
  }

  synchronized void remove(NettyHttpConsumer consumer) {
    entries = entries.stream().filter(e -> e.handler().consumer() != consumer).toList();
  }

  int size() {
    return entries.size();
  }

  /**
   * Finds the responder of a path. Slashes doubled at its beginning count as one: some clients put
   * their own slash after a URL that ends with one.
   *
   * @param path beginning with a slash, still percent-encoded
   */
  @Nullable Match find(String path) {
    int from = 0;
    while (from < path.length() - 1 && path.charAt(from + 1) == '/') {
      from++;
    }
    return findExactly(path.substring(from));
  }

  private @Nullable Match findExactly(String path) {
    List<Entry> now = entries;
    for (int i = 0; i < now.size(); i++) {
      Entry entry = now.get(i);
      int length = entry.path().length();
      if (path.startsWith(entry.path())
          && (path.length() == length || path.charAt(length) == '/')) {
        return new Match(entry.handler(), path.substring(length));
      }
    }
    return null;
  }

  private static String withoutSlashes(@Nullable String path) {
    String bare = path == null ? "" : path;
    while (bare.endsWith("/")) {
      bare = bare.substring(0, bare.length() - 1);
    }
    return bare;
  }
}
