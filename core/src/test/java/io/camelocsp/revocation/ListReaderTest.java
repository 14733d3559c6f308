package io.camelocsp.revocation;

import static io.camelocsp.revocation.RawList.critical;
import static io.camelocsp.revocation.RawList.entry;
import static io.camelocsp.revocation.RawList.extension;
import static io.camelocsp.revocation.RawList.hex;
import static io.camelocsp.revocation.RawList.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.revocation.ListRefusedException.Reason;
import io.camelocsp.testkit.TestCa;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListReaderTest {
  private static final TestCa CA = TestCa.ec("Acme CA");
  private static final BigInteger SERIAL = new BigInteger("1234567890123456789");

  private static ListOutline read(byte[] der) throws ListRefusedException {
    return ListReader.outline(ByteBuffer.wrap(der));
  }

  private static ListRefusedException refusal(byte[] der) {
    return catchThrowableOfType(
        ListRefusedException.class,
        () -> {
          ListOutline outline = read(der);
          ListAcceptance.requireNoDefects(outline.defects());
          ListAcceptance.requireNoDefects(ListReader.scan(outline, Integer.MAX_VALUE).defects());
        });
  }

  @Test
  void readsAListAsBouncyCastleWritesIt() throws ListRefusedException {
    Instant revokedAt = Instant.parse("2026-11-01T00:00:00Z");
    byte[] der =
        CA.crl()
            .number(1042)
            .thisUpdate(RawList.THIS_UPDATE)
            .nextUpdate(Instant.parse("2051-01-01T00:00:00Z"))
            .revoke(SERIAL, revokedAt, 1)
            .revoke(BigInteger.TEN, revokedAt)
            .der();
    ListOutline list = read(der);
    assertThat(list.defects()).isEmpty();
    assertThat(list.version()).isEqualTo(2);
    assertThat(list.issuer().principal()).isEqualTo(CA.certificate().getSubjectX500Principal());
    assertThat(list.thisUpdate()).isEqualTo(RawList.THIS_UPDATE);
    assertThat(list.nextUpdate()).isEqualTo(Instant.parse("2051-01-01T00:00:00Z"));
    assertThat(list.extensions().number()).isEqualTo(1042);
    assertThat(list.extensions().keyIdentifier()).hasSize(20);
    assertThat(ListReader.scan(list, 2).count()).isEqualTo(2);
    assertThat(ListReader.scan(list, 2).defects()).isEmpty();
  }

  @Test
  void readsVersion1WithoutNumberAndNextUpdate() throws ListRefusedException {
    ListOutline list =
        read(CA.crl().v1().nextUpdate(null).revoke(SERIAL, RawList.THIS_UPDATE).der());
    assertThat(list.defects()).isEmpty();
    assertThat(list.version()).isEqualTo(1);
    assertThat(list.nextUpdate()).isNull();
    assertThat(list.extensions().all()).isEmpty();
    assertThat(ListReader.scan(list, 1).count()).isEqualTo(1);
  }

  @Test
  void acceptsCriticalFalseWrittenOut() {
    RawList list = new RawList(CA);
    list.extensions.add(RawList.sequence(hex("0603551D12"), hex("010100"), hex("0403020100")));
    assertThat(refusal(list.der())).isNull();
  }

  @Test
  void acceptsOddButHarmlessEntries() {
    RawList list = new RawList(CA);
    list.entries.add(entry(BigInteger.ZERO));
    list.entries.add(entry(BigInteger.valueOf(-5)));
    list.entries.add(entry(BigInteger.ONE.shiftLeft(4000)));
    list.entries.add(entry(SERIAL, extension("2A0304", hex("FFFF"))));
    list.entries.add(
        entry(SERIAL, extension("551D15", hex("0A0106")), extension("551D17", hex("0500"))));
    assertThat(refusal(list.der())).isNull();
  }

  /** One defect, one list: what to break, and a word of the message that names it. */
  record Vector(Consumer<RawList> defect, Reason reason, String word) {}

  private static Named<Vector> vector(
      String name, Reason reason, String word, Consumer<RawList> defect) {
    return Named.of(name, new Vector(defect, reason, word));
  }

  static Stream<Named<Vector>> defects() {
    return Stream.concat(listDefects(), entryDefects());
  }

  private static Stream<Named<Vector>> listDefects() {
    Reason malformed = Reason.MALFORMED;
    Reason kind = Reason.KIND_NOT_SERVED;
    return Stream.of(
        vector("version 3", malformed, "version", l -> l.version = integer(BigInteger.TWO)),
        vector("version 1 said", malformed, "version", l -> l.version = hex("020100")),
        vector("version huge", malformed, "version", l -> l.version = hex("02020101")),
        vector("v1 extensions", malformed, "version 1", l -> l.version = hex("")),
        vector(
            "algorithms differ",
            malformed,
            "differ",
            l -> l.innerAlgorithm = hex("300A06082A8648CE3D040303")),
        vector(
            "NULL added outside",
            malformed,
            "differ",
            l -> l.outerAlgorithm = hex("300C06082A8648CE3D0403020500")),
        vector("empty issuer", malformed, "issuer", l -> l.issuer = hex("3000")),
        vector("garbled issuer", malformed, "issuer", l -> l.issuer = hex("30023000")),
        vector("no thisUpdate", malformed, "DER", l -> l.thisUpdate = l.nextUpdate = hex("")),
        vector(
            "month 13",
            malformed,
            "time",
            l -> l.thisUpdate = hex("170D3236313332303130303030305A")),
        vector(
            "nextUpdate first",
            malformed,
            "before",
            l -> l.nextUpdate = RawList.utcTime(RawList.THIS_UPDATE.minusSeconds(1))),
        vector("empty revokedCertificates", malformed, "empty", l -> l.emptyEntries = true),
        vector(
            "empty crlExtensions",
            malformed,
            "empty",
            l -> {
              l.extensions.clear();
              l.emptyExtensions = true;
            }),
        vector("extension twice", malformed, "twice", l -> l.extensions.add(l.extensions.get(0))),
        vector(
            "negative number",
            malformed,
            "range",
            l -> l.extensions.set(0, extension("551D14", hex("0201FF")))),
        vector(
            "number of 21 octets",
            malformed,
            "range",
            l -> l.extensions.set(0, extension("551D14", integer(BigInteger.ONE.shiftLeft(161))))),
        vector(
            "boolean of 01",
            malformed,
            "boolean",
            l -> l.extensions.add(RawList.sequence(hex("0603551D12"), hex("010101"), hex("0400")))),
        vector(
            "octets after extensions", malformed, "follow", l -> l.afterExtensions = hex("0500")),
        vector("octets after signature", malformed, "follow", l -> l.afterSignature = hex("0500")),
        vector(
            "unknown critical",
            Reason.UNKNOWN_CRITICAL_EXTENSION,
            "1.2.3.4",
            l -> l.extensions.add(critical("2A0304", hex("0500")))),
        vector(
            "critical but not processed",
            Reason.UNKNOWN_CRITICAL_EXTENSION,
            "freshestCRL",
            l -> l.extensions.add(critical("551D2E", hex("3000")))),
        vector(
            "delta without number",
            malformed,
            "without cRLNumber",
            l -> l.extensions.set(0, critical("551D1B", hex("020106")))),
        vector(
            "delta that builds on a later list",
            malformed,
            "BaseCRLNumber",
            l -> l.extensions.add(critical("551D1B", hex("020108")))),
        vector(
            "delta with freshestCRL",
            malformed,
            "freshestCRL",
            l -> {
              l.extensions.add(critical("551D1B", hex("020106")));
              l.extensions.add(extension("551D2E", hex("3000")));
            }),
        vector(
            "attribute certificates",
            kind,
            "attribute",
            l -> l.extensions.add(critical("551D1C", hex("30038501FF")))));
  }

  private static Stream<Named<Vector>> entryDefects() {
    Reason malformed = Reason.MALFORMED;
    return Stream.of(
        vector(
            "serial of no octets",
            malformed,
            "entry 2",
            l -> l.entries.add(RawList.sequence(hex("0200"), l.thisUpdate))),
        vector(
            "serial padded",
            malformed,
            "shortest",
            l -> l.entries.add(RawList.sequence(hex("02020001"), l.thisUpdate))),
        vector(
            "no date", malformed, "entry 2", l -> l.entries.add(RawList.sequence(hex("020101")))),
        vector(
            "30 February",
            malformed,
            "time",
            l ->
                l.entries.add(
                    RawList.sequence(hex("020101"), hex("170D3236303233303130303030305A")))),
        vector(
            "octets after extensions",
            malformed,
            "follow",
            l ->
                l.entries.add(
                    RawList.sequence(
                        hex("020101"),
                        l.thisUpdate,
                        RawList.sequence(extension("551D15", hex("0A0101"))),
                        hex("0500")))),
        vector("garbage for an entry", malformed, "entry 2", l -> l.entries.add(hex("0500"))),
        vector(
            "reason 7",
            malformed,
            "range",
            l -> l.entries.add(entry(SERIAL, extension("551D15", hex("0A0107"))))),
        vector(
            "reason 11",
            malformed,
            "range",
            l -> l.entries.add(entry(SERIAL, extension("551D15", hex("0A010B"))))),
        vector(
            "reason as INTEGER",
            malformed,
            "another element",
            l -> l.entries.add(entry(SERIAL, extension("551D15", hex("020101"))))),
        vector(
            "invalidityDate as UTCTime",
            malformed,
            "another element",
            l -> l.entries.add(entry(SERIAL, extension("551D18", l.thisUpdate)))),
        vector(
            "no extensions in crlEntryExtensions",
            malformed,
            "empty",
            l -> l.entries.add(RawList.sequence(hex("020101"), l.thisUpdate, hex("3000")))),
        vector(
            "reason twice",
            malformed,
            "twice",
            l ->
                l.entries.add(
                    entry(
                        SERIAL,
                        extension("551D15", hex("0A0101")),
                        extension("551D15", hex("0A0106"))))),
        vector(
            "removeFromCRL",
            malformed,
            "removeFromCRL",
            l -> l.entries.add(entry(SERIAL, extension("551D15", hex("0A0108"))))),
        vector(
            "certificateIssuer",
            malformed,
            "certificateIssuer",
            l -> l.entries.add(entry(SERIAL, critical("551D1D", hex("3000"))))),
        vector(
            "unknown critical",
            Reason.UNKNOWN_CRITICAL_EXTENSION,
            "1.2.3.4",
            l -> l.entries.add(entry(SERIAL, critical("2A0304", hex("0500"))))),
        vector(
            "extensions in v1",
            malformed,
            "version 1",
            l -> {
              l.version = hex("");
              l.extensions.clear();
              l.entries.add(entry(SERIAL, extension("551D15", hex("0A0101"))));
            }));
  }

  @ParameterizedTest
  @MethodSource("defects")
  void refusesTheListAndNamesTheDefect(Vector vector) {
    RawList list = new RawList(CA);
    list.entries.add(entry(BigInteger.TWO));
    if (vector.word().equals("empty")) {
      // The vectors about emptiness bring what is empty themselves.
      list.entries.clear();
    }
    assertThat(refusal(new RawList(CA).der())).isNull();
    vector.defect().accept(list);
    ListRefusedException refusal = refusal(list.der());
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(vector.reason());
    assertThat(refusal.whatIsWrong()).contains(vector.word());
    assertThat(refusal.whatToDo()).isNotBlank();
  }

  @Test
  void findsAnUnknownCriticalExtensionInTheLastOfManyEntries() {
    RawList list = new RawList(CA);
    for (int i = 1; i < 1000; i++) {
      list.entries.add(entry(BigInteger.valueOf(i)));
    }
    list.entries.add(entry(SERIAL, critical("2A0304", hex("0500"))));
    assertThat(refusal(list.der()).reason()).isEqualTo(Reason.UNKNOWN_CRITICAL_EXTENSION);
  }

  @Test
  void saysThatACutOffListIsTruncatedWhereverItIsCut() {
    byte[] der = CA.crl().revoke(SERIAL, RawList.THIS_UPDATE).der();
    for (int length = 4; length < der.length; length++) {
      assertThat(refusal(Arrays.copyOf(der, length)).reason()).isEqualTo(Reason.TRUNCATED);
    }
  }

  @Test
  void refusesOctetsAfterTheList() {
    byte[] der = CA.crl().der();
    ListRefusedException refusal = refusal(Arrays.copyOf(der, der.length + 1));
    assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(refusal.whatIsWrong()).contains("1 octets follow");
  }

  @Test
  void refusesWhatIsNoListAtAll() {
    assertThat(refusal(new byte[0]).reason()).isEqualTo(Reason.NOT_A_LIST);
    assertThat(refusal("hello".getBytes(StandardCharsets.US_ASCII)).reason())
        .isEqualTo(Reason.NOT_A_LIST);
    assertThat(refusal(new byte[] {0x1F, (byte) 0x8B}).reason()).isEqualTo(Reason.NOT_A_LIST);
  }

  @Test
  void refusesMoreEntriesThanAllowed() throws ListRefusedException {
    byte[] der =
        CA.crl()
            .revoke(SERIAL, RawList.THIS_UPDATE)
            .revoke(BigInteger.TWO, RawList.THIS_UPDATE)
            .der();
    ListOutline list = read(der);
    assertThat(ListReader.scan(list, 2).count()).isEqualTo(2);
    assertThat(
            catchThrowableOfType(ListRefusedException.class, () -> ListReader.scan(list, 1))
                .reason())
        .isEqualTo(Reason.TOO_MANY_ENTRIES);
  }

  private static final byte[] GOOD =
      CA.crl()
          .revoke(SERIAL, RawList.THIS_UPDATE, 1)
          .revoke(BigInteger.TWO, RawList.THIS_UPDATE)
          .der();

  @Property
  void anyDamageGivesADecisionAndNoOtherException(
      @ForAll @IntRange(max = 1 << 20) int where, @ForAll byte octet, @ForAll boolean cut) {
    byte[] damaged = GOOD.clone();
    damaged[where % damaged.length] = octet;
    byte[] der = cut ? Arrays.copyOf(damaged, where % damaged.length) : damaged;
    try {
      ListOutline list = read(der);
      int entries = ListReader.scan(list, 100).count();
      RevocationIndex index = RevocationIndex.of(list.der(), list.entries(), entries);
      assertThat(index.size()).isLessThanOrEqualTo(entries);
    } catch (ListRefusedException e) {
      assertThat(e.reasonText()).contains("What to do");
    }
  }
}
