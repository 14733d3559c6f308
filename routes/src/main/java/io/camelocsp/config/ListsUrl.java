package io.camelocsp.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** URLs that lists are fetched from. */
final class ListsUrl {
  private static final Set<String> SCHEMES = Set.of("http", "https", "ldap", "ldaps");
  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

  /** A comma separates mirrors only where another URL follows: names in LDAP have commas. */
  private static final Pattern BETWEEN = Pattern.compile("\\s*,\\s*(?=[A-Za-z][A-Za-z0-9+.-]+://)");

  private ListsUrl() {}

  /** Whether a value is meant to be one or several URLs. */
  static boolean isMeant(String value) {
    return URL.matcher(value).matches();
  }

  /** Reads URLs of mirrors. */
  static ListsFrom.Remote parse(String value) throws BadValueException {
    List<URI> urls = new ArrayList<>();
    for (String each : BETWEEN.split(value)) {
      urls.add(one(each));
    }
    ListsFrom.Remote remote = new ListsFrom.Remote(urls);
    for (URI url : urls) {
      if (url.getScheme().startsWith("ldap") != remote.isLdap()) {
        throw new BadValueException(
            "mirrors are all web servers or all directory servers",
            "an entry of its own, ocsp.lists.NAME.from, for each of the two");
      }
    }
    return remote;
  }

  private static URI one(String text) throws BadValueException {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw new BadValueException(
          "not a URL", "a URL whose blanks and other odd characters are percent-encoded");
    }
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw new BadValueException(
          "'%s:' is no source of lists by itself".formatted(ShownValue.clean(scheme)),
          "a path, a URL with http, https, ldap or ldaps, or push; from elsewhere a Camel route of"
              + " yours brings lists to direct:ocsp-list (docs/embedding.md)");
    }
    if (url.getRawUserInfo() != null) {
      throw new BadValueException(
          "a URL here has no user or password", "them as username and password-file of this entry");
    }
    if (url.getHost() == null) {
      throw new BadValueException("no host can be read from it");
    }
    if (url.getRawFragment() != null) {
      throw new BadValueException("a URL here has no '#'");
    }
    boolean ldap = scheme.startsWith("ldap");
    if (ldap && (url.getRawPath() == null || url.getRawPath().length() < 2)) {
      throw new BadValueException(
          "it does not name the entry that holds the lists",
          "ldap://HOST/NAME with the entry's distinguished name, percent-encoded");
    }
    if (ldap && url.getRawQuery() != null) {
      throw new BadValueException(
          "an ldap URL here has no '?'", "the attributes as ocsp.lists.NAME.attributes");
    }
    return url;
  }
}
