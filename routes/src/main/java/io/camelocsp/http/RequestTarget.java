package io.camelocsp.http;

import org.jspecify.annotations.Nullable;

/**
 * Takes the path out of a request target (RFC 9112 3.2) without decoding it: in a base64 path
 * {@code %2F}, {@code //} and {@code +} must stay what they are.
 */
public final class RequestTarget {
  private static final boolean[] PATH_CHARACTER = new boolean[128];

  static {
    // RFC 3986 3.3: pchar and "/"; the percent sign is checked with its two digits
    String allowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/";
    for (int i = 0; i < allowed.length(); i++) {
      PATH_CHARACTER[allowed.charAt(i)] = true;
    }
  }

  private RequestTarget() {}

  /**
   * The path, still percent-encoded, beginning with a slash, the query removed; null when the
   * target is neither in origin-form nor in absolute-form, or holds a character or a percent
   * sequence that a path may not hold.
   */
  public static @Nullable String path(String target) {
    int start = 0;
    if (!target.startsWith("/")) {
      int authority = afterScheme(target);
      if (authority < 0) {
        return null;
      }
      start = endOfAuthority(target, authority);
    }
    int query = target.indexOf('?', start);
    int end = query < 0 ? target.length() : query;
    if (start == end) {
      return "/";
    }
    return isPath(target, start, end) ? target.substring(start, end) : null;
  }

  private static int afterScheme(String target) {
    if (target.regionMatches(true, 0, "http://", 0, 7)) {
      return 7;
    }
    return target.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
  }

  private static int endOfAuthority(String target, int from) {
    for (int i = from; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c == '/' || c == '?') {
        return i;
      }
    }
    return target.length();
  }

  private static boolean isPath(String target, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = target.charAt(i);
      if (c == '%') {
        if (i + 2 >= end || !isHex(target.charAt(i + 1)) || !isHex(target.charAt(i + 2))) {
          return false;
        }
        i += 2;
      } else if (c >= PATH_CHARACTER.length || !PATH_CHARACTER[c]) {
        return false;
      }
    }
    return target.charAt(start) == '/';
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
  }
}
