package io.camelocsp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Allocation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;

/** What holds for any path. */
class GetPathPropertyTest {

  @Property
  void whatIsEncodedIsReadBack(@ForAll @NotEmpty byte[] octets) {
    octets[0] = 0x30;
    String base64 = Base64.getEncoder().encodeToString(octets);
    String once = URLEncoder.encode(base64, StandardCharsets.US_ASCII);
    String twice = URLEncoder.encode(once, StandardCharsets.US_ASCII);

    assertThat(GetPath.toDer("/" + base64)).isEqualTo(octets);
    assertThat(GetPath.toDer("//" + once)).isEqualTo(octets);
    assertThat(GetPath.toDer(twice)).isEqualTo(octets);
  }

  @Property(tries = 3000)
  void anyPathIsReadOrRefused(@ForAll String path) {
    try {
      assertThat(GetPath.toDer(path)).isNotEmpty();
    } catch (OcspFailure failure) {
      assertThat(failure.status()).isEqualTo(ResponseStatus.MALFORMED_REQUEST);
    }
  }

  @Property(tries = 3000)
  void aRequestHasOneSpelling(@ForAll("nearlyBase64") String path) {
    try {
      assertThat(Base64.getEncoder().encodeToString(GetPath.toDer(path)))
          .isEqualTo(path.replaceFirst("^/+", ""));
    } catch (OcspFailure failure) {
      assertThat(failure.status()).isEqualTo(ResponseStatus.MALFORMED_REQUEST);
    }
  }

  @Provide
  Arbitrary<String> nearlyBase64() {
    return Arbitraries.strings()
        .withCharRange('A', 'Z')
        .withCharRange('0', '9')
        .withChars('+', '/', '=', '=', '-', '_')
        .ofMinLength(1)
        .ofMaxLength(9)
        .map(text -> "/M" + text);
  }

  @Property(tries = 50)
  void workIsLinear(@ForAll @IntRange(min = 1, max = GetPath.MAX_LENGTH) int length) {
    for (String piece :
        new String[] {"M", "/", "%", "%2F", "%252F", "%25", "MAAA", "=", "\uffff"}) {
      String path = piece.repeat(length / piece.length() + 1).substring(0, length);

      assertThat(Allocation.bytesOf(() -> GetPath.toDer(path)))
          .as("bytes for %d times %s", length, piece)
          .isLessThan(4L * length + 2000);
    }
  }
}
