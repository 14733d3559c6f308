package io.camelocsp.source;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a web server's status line and headers say to somebody who wants a list. */
public sealed interface HttpReply {
  /** The list follows. */
  record Body(Validators validators) implements HttpReply {}

  /** It has no other list than the one it gave before. */
  record Unchanged() implements HttpReply {}

  /** It says where else to look. */
  record Redirect(URI to) implements HttpReply {}

  /**
   * What the reply has.
   *
   * @param status the status code
   * @param location the header of this name, or null; the same for the others
   */
  record Head(
      int status,
      @Nullable String location,
      @Nullable String contentEncoding,
      @Nullable String entityTag,
      @Nullable String lastModified) {}

  /**
   * Judges a reply. Its content type is not looked at: servers get it wrong, and a list shows by
   * itself whether it is one.
   *
   * @param asked the address that replied
   * @param conditional whether it was asked for a newer list only
   * @throws FetchException if no list comes of it
   */
  static HttpReply of(URI asked, boolean conditional, Head head) throws FetchException {
    int status = head.status();
    if (status == 304) {
      if (!conditional) {
        throw new FetchException("it answers 304 to a request without a condition");
      }
      return new Unchanged();
    }
    if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
      return new Redirect(target(asked, head.location()));
    }
    if (status != 200) {
      throw new FetchException("it answers " + status + hint(status));
    }
    String encoding = head.contentEncoding();
    if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
      throw new FetchException(
          "it sends the list compressed (Content-Encoding: "
              + printable(encoding)
              + "), which was not asked for; switch that off for lists");
    }
    return new Body(new Validators(head.entityTag(), head.lastModified()));
  }

  private static URI target(URI asked, @Nullable String location) throws FetchException {
    try {
      URI to = asked.resolve(URI.create(location == null ? "" : location.strip()));
      if (location == null || to.getHost() == null || to.getRawUserInfo() != null) {
        throw new FetchException("it redirects without saying where");
      }
      String text = to.toString();
      int fragment = text.indexOf('#');
      return fragment < 0 ? to : URI.create(text.substring(0, fragment));
    } catch (IllegalArgumentException e) {
      throw new FetchException("it redirects to what is no URL");
    }
  }

  private static String hint(int status) {
    return switch (status) {
      case 401 -> " (Unauthorized): it wants another username or password";
      case 403 -> " (Forbidden): it does not let us have this";
      case 404 -> " (Not Found): correct the URL, or have the list published there";
      case 410 -> " (Gone): the list is not published there any more";
      case 429 -> " (Too Many Requests): ask less often";
      default -> status >= 500 ? " (the server's own fault)" : "";
    };
  }

  /** What a stranger wrote, fit for a log. */
  static String printable(String text) {
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return shown.replaceAll("[^\\x20-\\x7e…]", "?").toLowerCase(Locale.ROOT);
  }
}
