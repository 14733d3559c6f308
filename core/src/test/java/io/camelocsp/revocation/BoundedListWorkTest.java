package io.camelocsp.revocation;

import static io.camelocsp.revocation.RawList.entry;
import static io.camelocsp.revocation.RawList.extension;
import static io.camelocsp.revocation.RawList.hex;
import static io.camelocsp.revocation.RawList.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelocsp.der.DerTag;
import io.camelocsp.der.DerWriter;
import io.camelocsp.testkit.Allocation;
import io.camelocsp.testkit.TestCa;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists made of very many of something: reading them takes little memory, whatever they are. */
class BoundedListWorkTest {
  private static final TestCa CA = TestCa.ec("Acme CA");
  private static final int MANY = 30_000;

  /** For the extensions that are looked at before there are too many; the list is not copied. */
  private static final long FIXED = 128 * 1024;

  /** In the JDK's classes for names, which see no name of more than 64 KiB. */
  private static final int BYTES_PER_OCTET_OF_A_NAME = 100;

  private static final byte[] NAME = hex("310C300A06035504030C03616263");

  static Stream<Arguments> lists() {
    return Stream.of(
        row("entries", list -> list.entries.addAll(times(entry(BigInteger.TEN)))),
        row(
            "entries with an unknown critical extension",
            list ->
                list.entries.addAll(
                    times(entry(BigInteger.TEN, RawList.critical("2A030405", hex("0500")))))),
        row(
            "extensions of an entry",
            list -> list.entries.add(entry(BigInteger.TEN, many(extension("2A03", hex("0500")))))),
        row("extensions", list -> list.extensions.addAll(times(extension("2A03", hex("0500"))))),
        row(
            "octets of an extension",
            list -> list.extensions.add(extension("2A03", new byte[1_000_000]))),
        row(
            "octets of a serial number",
            list -> list.entries.add(entry(BigInteger.ONE.shiftLeft(8_000_000)))),
        row("names of the issuer", list -> list.issuer = sequence(many(NAME))),
        row(
            "levels in an extension",
            list -> list.extensions.add(extension("2A03", nested(2000)))));
  }

  private static Arguments row(String what, Consumer<RawList> change) {
    RawList list = new RawList(CA);
    change.accept(list);
    return arguments(what, list.der());
  }

  private static List<byte[]> times(byte[] element) {
    return Collections.nCopies(MANY, element);
  }

  private static byte[] many(byte[] element) {
    return RawList.join(times(element).toArray(byte[][]::new));
  }

  private static byte[] nested(int depth) {
    byte[] element = {};
    for (int i = 0; i < depth; i++) {
      element = DerWriter.tagged(DerTag.SEQUENCE, element);
    }
    return element;
  }

  @ParameterizedTest(name = "many {0}")
  @MethodSource("lists")
  void manyOfSomethingTakeLittleMemory(String what, byte[] list) {
    assertThat(read(list)).as(what).isLessThan(FIXED);
  }

  @Test
  void aNameJustShortEnoughTakesMemoryByItsLength() {
    RawList list = new RawList(CA);
    int names = 0xFFFF / NAME.length;
    list.issuer = sequence(Collections.nCopies(names, NAME).toArray(byte[][]::new));

    assertThat(read(list.der())).isBetween(0xFFFFL, (long) BYTES_PER_OCTET_OF_A_NAME * 0xFFFF);
  }

  /** Bytes that reading it takes. */
  private static long read(byte[] list) {
    return Allocation.bytesOf(
        () -> {
          ListOutline outline = ListReader.outline(ByteBuffer.wrap(list));
          ListReader.scan(outline, Integer.MAX_VALUE);
          ListReader.scanLeniently(outline);
        });
  }
}
