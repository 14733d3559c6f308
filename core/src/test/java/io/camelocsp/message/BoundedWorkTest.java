package io.camelocsp.message;

import static io.camelocsp.message.Parts.NULL;
import static io.camelocsp.message.Parts.certId;
import static io.camelocsp.message.Parts.concat;
import static io.camelocsp.message.Parts.explicit;
import static io.camelocsp.message.Parts.extension;
import static io.camelocsp.message.Parts.filled;
import static io.camelocsp.message.Parts.octets;
import static io.camelocsp.message.Parts.requestOfTbs;
import static io.camelocsp.message.Parts.requestWithExtensions;
import static io.camelocsp.message.Parts.sequence;
import static io.camelocsp.message.Parts.tlv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelocsp.der.DerTag;
import io.camelocsp.der.DerWriter;
import io.camelocsp.testkit.Allocation;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests of a megabyte made of very many of something: a decision about them takes little memory,
 * whatever they are, since there is a ceiling for everything that could be many.
 */
class BoundedWorkTest {
  private static final int MANY = 100_000;
  private static final RequestDecoder DECODER = new RequestDecoder(RequestLimits.DEFAULT);

  /** For 20 single requests and 32 extensions, with room. The request itself is not copied. */
  private static final long FIXED = 32 * 1024;

  static Stream<Arguments> requests() {
    byte[] list = sequence(sequence(certId()));
    byte[] random = new byte[1_000_000];
    new Random(4711).nextBytes(random);
    return Stream.of(
        arguments("levels", deep()),
        arguments("levels in a requestorName", withName(explicit(4, sequence(deep())))),
        arguments("elements in a requestorName", withName(explicit(4, sequence(times(NULL))))),
        arguments("single requests", requestOfTbs(sequence(times(sequence(certId()))))),
        arguments("extensions", requestWithExtensions(times(extension("1.2.3", octets(NULL))))),
        arguments("elements for extensions", requestWithExtensions(times(NULL))),
        arguments(
            "octets of an extension", requestWithExtensions(extension("1.2.3", octets(random)))),
        arguments(
            "octets of a nonce", requestWithExtensions(extension(Parts.NONCE, octets(random)))),
        arguments(
            "octets of an OID",
            requestWithExtensions(
                sequence(tlv(DerTag.OID, filled(1_000_000, 0x7f)), octets(NULL)))),
        arguments(
            "arcs of a hash's OID",
            Parts.request(sequence(sequence(tlv(DerTag.OID, filled(1_000_000, 1)))))),
        arguments("certificates", sequence(sequence(list), signature(times(sequence(NULL))))),
        arguments("octets of a signature", sequence(sequence(list), signature())),
        arguments("anything", sequence(random)));
  }

  @ParameterizedTest(name = "many {0}")
  @MethodSource("requests")
  void manyOfSomethingTakeLittleMemory(String what, byte[] request) {
    assertThat(request).as(what).hasSizeGreaterThan(100_000);

    assertThat(Allocation.bytesOf(() -> DECODER.decode(request))).as(what).isLessThan(FIXED);
  }

  private static byte[] times(byte[] element) {
    return concat(Collections.nCopies(MANY, element).toArray(byte[][]::new));
  }

  private static byte[] withName(byte[] name) {
    return requestOfTbs(explicit(1, name), sequence(sequence(certId())));
  }

  private static byte[] signature(byte[]... certificates) {
    byte[] bits =
        new DerWriter(DerWriter.sizeOf(200_001)).bitString(new byte[200_000]).toByteArray();
    byte[] more = certificates.length == 0 ? new byte[0] : explicit(0, sequence(certificates));
    return explicit(0, sequence(sequence(Parts.oid("1.2.3")), bits, more));
  }

  /** SEQUENCEs around each other, written from the innermost outwards. */
  private static byte[] deep() {
    byte[] whole = new byte[1_000_000];
    int start = whole.length;
    for (int level = 0; level < MANY; level++) {
      int content = whole.length - start;
      byte[] header =
          new DerWriter(DerWriter.sizeOf(content) - content)
              .header(DerTag.SEQUENCE, content)
              .toByteArray();
      start -= header.length;
      System.arraycopy(header, 0, whole, start, header.length);
    }
    return java.util.Arrays.copyOfRange(whole, start, whole.length);
  }
}
