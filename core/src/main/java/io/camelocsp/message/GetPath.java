package io.camelocsp.message;

import java.util.Arrays;

/**
 * Takes the request out of the path of a GET (RFC 6960 A.1): base64, percent-encoded, by clients
 * that do not agree how. All of these are read:
 *
 * <ul>
 *   <li>{@code +}, {@code /} and {@code =} as they are or escaped, in either case of hexadecimal;
 *       {@code +} is never a space; slashes beside each other are data;
 *   <li>escapes that were escaped once more on the way ({@code %252F});
 *   <li>any number of slashes in front: a SEQUENCE begins with 30, and its base64 with {@code M},
 *       so that slashes there are separators only.
 * </ul>
 *
 * <p>What is then left must be base64 as in RFC 4648 section 4, so that one request has one
 * spelling. All else is {@link ResponseStatus#MALFORMED_REQUEST}: other characters (white space and
 * the URL-safe alphabet of section 5 too), padding left off or of the wrong length, a last
 * character with bits that belong to no octet, escapes cut off or escaped more than twice. Work is
 * linear in the length, which is limited to {@link #MAX_LENGTH} characters.
 */
public final class GetPath {
  /** Longest path that is looked at, in characters; listeners set lower limits. */
  public static final int MAX_LENGTH = 64 * 1024;

  /** Escaped by the client, and once more by what stands between. */
  private static final int MAX_ESCAPINGS = 2;

  private static final byte[] VALUES = new byte[128];
  private static final byte NO_VALUE = -1;

  static {
    Arrays.fill(VALUES, NO_VALUE);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    for (int i = 0; i < alphabet.length(); i++) {
      VALUES[alphabet.charAt(i)] = (byte) i;
    }
    VALUES['+'] = 62;
    VALUES['/'] = 63;
  }

  private GetPath() {}

  /**
   * The octets a path holds; whether they are a request is for {@link RequestDecoder}.
   *
   * @param rawPath what follows the responder's own path, still percent-encoded, without query
   * @throws OcspFailure with {@link ResponseStatus#MALFORMED_REQUEST} if it is not base64 as above
   */
  public static byte[] toDer(String rawPath) {
    if (rawPath.length() > MAX_LENGTH) {
      throw RequestDecoder.malformed("the path has more than " + MAX_LENGTH + " characters");
    }
    char[] text = rawPath.toCharArray();
    int length = text.length;
    for (int i = 0; i < MAX_ESCAPINGS; i++) {
      length = unescape(text, length);
    }
    int start = 0;
    while (start < length && text[start] == '/') {
      start++;
    }
    if (start == length) {
      throw RequestDecoder.malformed("the path holds no request");
    }
    return decode(text, start, withoutPadding(text, start, length));
  }

  /** Undoes one escaping in place and returns the new length. */
  private static int unescape(char[] text, int length) {
    int to = 0;
    for (int from = 0; from < length; to++) {
      char c = text[from++];
      if (c == '%') {
        if (length - from < 2) {
          throw RequestDecoder.malformed("an escape in the path is cut off");
        }
        int value = 16 * hex(text[from]) + hex(text[from + 1]);
        c = (char) value;
        from += 2;
      }
      text[to] = c;
    }
    return to;
  }

  private static int hex(char c) {
    int value = c < 128 ? Character.digit(c, 16) : -1;
    if (value < 0) {
      throw RequestDecoder.malformed("an escape in the path is not hexadecimal");
    }
    return value;
  }

  /** The end of the data (RFC 4648 3.2: padding must be there). */
  private static int withoutPadding(char[] text, int start, int length) {
    if ((length - start) % 4 != 0) {
      throw RequestDecoder.malformed("the path's base64 is cut off or not padded");
    }
    int end = length;
    while (length - end < 2 && text[end - 1] == '=') {
      end--;
    }
    return end;
  }

  private static byte[] decode(char[] text, int start, int end) {
    int characters = end - start;
    byte[] der = new byte[(int) (characters * 3L / 4)];
    int bits = 0;
    int held = 0;
    int at = 0;
    for (int i = start; i < end; i++) {
      bits = bits << 6 | value(text[i]);
      held += 6;
      if (held >= 8) {
        held -= 8;
        der[at++] = (byte) (bits >>> held);
        bits &= (1 << held) - 1;
      }
    }
    if (bits != 0) {
      throw RequestDecoder.malformed("the path's base64 ends in bits of no octet");
    }
    return der;
  }

  private static int value(char c) {
    int value = c < 128 ? VALUES[c] : NO_VALUE;
    if (value < 0) {
      throw RequestDecoder.malformed("the path is not base64");
    }
    return value;
  }
}
