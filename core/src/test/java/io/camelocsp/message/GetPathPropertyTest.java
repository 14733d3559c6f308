package io.camelocsp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
}
