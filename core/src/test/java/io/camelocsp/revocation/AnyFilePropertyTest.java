package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever stands in a file with a list or an index: it is read, or refused with a reason. */
class AnyFilePropertyTest {
  private static final TestCa CA = TestCa.ec("Acme CA");
  private static final Instant NOW = RawList.THIS_UPDATE.plusSeconds(60);
  private static final byte[] LIST = list();
  private static final byte[] PEM =
      (ListEncoding.BEGIN
              + "\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(LIST)
              + "\n"
              + ListEncoding.END
              + "\n")
          .getBytes(StandardCharsets.US_ASCII);
  private static Path file = Path.of("");

  @BeforeContainer
  static void createFile() throws IOException {
    file = Files.createTempFile("any", ".file");
  }

  @AfterContainer
  static void deleteFile() throws IOException {
    Files.delete(file);
  }

  private static byte[] list() {
    RawList list = new RawList(CA);
    list.entries.add(RawList.entry(BigInteger.TEN));
    list.entries.add(
        RawList.entry(
            BigInteger.ONE.shiftLeft(150), RawList.extension("551D15", RawList.hex("0A0101"))));
    return list.der();
  }

  /** Several octets of a good file changed, inserted or taken away, and perhaps its end. */
  private static Arbitrary<byte[]> damaged(byte[] good) {
    Arbitrary<Integer> place = Arbitraries.integers().between(0, good.length - 1);
    Arbitrary<byte[]> piece = Arbitraries.bytes().array(byte[].class).ofMaxSize(3);
    Arbitrary<Integer> taken = Arbitraries.integers().between(0, 3);
    Arbitrary<List<Tuple.Tuple3<Integer, byte[], Integer>>> changes =
        Combinators.combine(place, piece, taken).as(Tuple::of).list().ofMinSize(1).ofMaxSize(4);
    Arbitrary<byte[]> changed = changes.map(all -> apply(good, all));
    Arbitrary<byte[]> cut = place.map(length -> Arrays.copyOf(good, length));
    Arbitrary<byte[]> anything = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    return Arbitraries.frequencyOf(Tuple.of(8, changed), Tuple.of(1, cut), Tuple.of(1, anything));
  }

  private static byte[] apply(byte[] good, List<Tuple.Tuple3<Integer, byte[], Integer>> changes) {
    byte[] now = good;
    for (Tuple.Tuple3<Integer, byte[], Integer> change : changes) {
      int at = Math.min(change.get1(), now.length);
      int rest = Math.min(at + change.get3(), now.length);
      now =
          RawList.join(
              Arrays.copyOf(now, at), change.get2(), Arrays.copyOfRange(now, rest, now.length));
    }
    return now;
  }

  @Provide
  Arbitrary<byte[]> lists() {
    return Arbitraries.oneOf(damaged(LIST), damaged(PEM));
  }

  @Provide
  Arbitrary<byte[]> indexes() {
    String good =
        """
        V\t301120101010Z\t\t1000\tunknown\t/CN=alice
        R\t20601120101010Z\t261001083000Z,CAkeyTime,20261001083000Z\t0AB2\tunknown\t/CN=b
        R\t301120101010Z\t261001083000Z,holdInstruction,1.2.840.10040.2.2\tFF\tx\t/CN=c
        E\t201120101010Z\t\t00\tunknown\t/CN=old
        """;
    return damaged(good.getBytes(StandardCharsets.US_ASCII));
  }

  @Property(tries = 1500)
  void aListIsInspectedOrRefused(@ForAll("lists") byte[] octets) throws IOException {
    Files.write(file, octets);
    try {
      ListInspection inspection = ListInspection.of(file, CA.certificate(), NOW);
      assertThat(inspection.entries()).isLessThan(octets.length);
      assertThat(inspection.toString()).isNotEmpty();
    } catch (ListRefusedException refused) {
      assertReadable(refused);
    }
  }

  @Property
  void anIndexIsReadOrRefused(@ForAll("indexes") byte[] octets) throws IOException {
    Files.write(file, octets);
    Issuer acme = new Issuer("acme", CA.certificate());
    try {
      IndexTxt index = IndexTxt.read(file, acme, Duration.ofHours(1), NOW);
      assertThat(index.size()).isBetween(0, octets.length);
    } catch (ListRefusedException refused) {
      assertReadable(refused);
    }
  }

  private static void assertReadable(ListRefusedException refused) {
    assertThat(refused.reasonText()).contains("What to do").hasSizeLessThan(2000);
  }
}
