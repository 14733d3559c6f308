package io.camelocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.GetPath;
import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.OcspRequest;
import io.camelocsp.message.RequestDecoder;
import io.camelocsp.message.RequestLimits;
import io.camelocsp.message.ResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Fuzz target: any request target is none, or has a path, whose octets (a request or not) do not
 * depend on how it was escaped, what stood before it and what follows.
 */
public final class PathFuzz {
  private static final RequestDecoder DECODER = new RequestDecoder(RequestLimits.DEFAULT);

  /** First octets whose base64 begins with a slash, which is a separator there. */
  private static final int SLASH = 63 << 2;

  private static final String RESPONDER = "/ocsp";
  private static final ResponderTable TABLE =
      new Responders(EdgeLimits.DEFAULT, RESPONDER).listener().responders();

  private PathFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    accepts(data);
  }

  /** Whether there was a request in it. */
  static boolean accepts(byte[] data) {
    String target = new String(data, StandardCharsets.ISO_8859_1);
    String path = RequestTarget.path(target);
    if (path == null) {
      return false;
    }
    assertThat(path).startsWith("/").matches("\\p{ASCII}*");
    assertThat(RequestTarget.path(path + "?" + target)).isEqualTo(path);
    assertThat(RequestTarget.path("http://[::1]:80" + path)).isEqualTo(path);
    assertThat(rest(RESPONDER + path)).isEqualTo(path);
    assertThat(rest("//" + RESPONDER + path)).isEqualTo(path);
    assertThat(rest(RESPONDER + "x" + path)).isNull();
    byte[] octets = octets(path);
    return octets != null && isRequest(octets);
  }

  private static @Nullable String rest(String path) {
    ResponderTable.Match match = TABLE.find(path);
    return match == null ? null : match.rest();
  }

  private static byte @Nullable [] octets(String path) {
    byte[] octets = decode(path);
    if (!path.contains("%")) {
      assertThat(decode(escaped(path))).isEqualTo(octets);
      assertThat(decode(escaped(escaped(path)))).isEqualTo(octets);
    }
    if (octets != null && (octets[0] & SLASH) != SLASH) {
      String base64 = Base64.getEncoder().encodeToString(octets);
      assertThat(decode("/" + base64)).isEqualTo(octets);
      assertThat(decode("//" + escaped(base64))).isEqualTo(octets);
    }
    return octets;
  }

  private static byte @Nullable [] decode(String path) {
    try {
      return GetPath.toDer(path);
    } catch (OcspFailure failure) {
      assertThat(failure.status()).isEqualTo(ResponseStatus.MALFORMED_REQUEST);
      return null;
    }
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append('%').append(Integer.toHexString(0x100 | c), 1, 3));
    return escaped.toString();
  }

  private static boolean isRequest(byte[] octets) {
    try {
      OcspRequest request = DECODER.decode(octets);
      return request.der() == octets;
    } catch (OcspFailure failure) {
      return false;
    }
  }
}
