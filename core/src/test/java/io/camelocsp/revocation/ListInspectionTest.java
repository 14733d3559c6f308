package io.camelocsp.revocation;

import static io.camelocsp.revocation.RawList.critical;
import static io.camelocsp.revocation.RawList.entry;
import static io.camelocsp.revocation.RawList.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.revocation.ListInspection.Signature;
import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListInspectionTest {
  private static final TestCa CA = TestCa.ec("CN=Acme CA,O=Acme");
  private static final Instant NOW = RawList.THIS_UPDATE.plusSeconds(60);

  @TempDir Path directory;

  private Path file(byte[] content) throws IOException {
    return Files.write(directory.resolve("list"), content);
  }

  private static byte[] good() {
    return CA.crl()
        .number(12)
        .thisUpdate(RawList.THIS_UPDATE)
        .nextUpdate(RawList.NEXT_UPDATE)
        .revoke(BigInteger.TWO, RawList.THIS_UPDATE, 1)
        .der();
  }

  @Test
  void saysWhatAListSays() throws Exception {
    byte[] der = good();
    ListInspection seen = ListInspection.of(file(der), CA.certificate(), NOW);
    assertThat(seen.kind()).isEqualTo(ListKind.COMPLETE_CRL);
    assertThat(seen.encoding()).isEqualTo("DER");
    assertThat(seen.octets()).isEqualTo(der.length);
    assertThat(seen.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der)));
    assertThat(seen.version()).isEqualTo(2);
    assertThat(seen.issuer()).contains("CN=Acme CA");
    assertThat(seen.number()).isEqualTo(12);
    assertThat(seen.thisUpdate()).isEqualTo(RawList.THIS_UPDATE);
    assertThat(seen.nextUpdate()).isEqualTo(RawList.NEXT_UPDATE);
    assertThat(seen.entries()).isEqualTo(1);
    assertThat(seen.extensions())
        .extracting(ListExtension::name)
        .containsExactlyInAnyOrder("cRLNumber", "authorityKeyIdentifier");
    assertThat(seen.signatureAlgorithm()).isEqualTo("SHA256withECDSA");
    assertThat(seen.signature()).isEqualTo(Signature.VALID);
    assertThat(seen.refusals()).isEmpty();
  }

  @Test
  void inspectsPemAndLeavesNoCopy() throws Exception {
    String pem = CA.crl().thisUpdate(RawList.THIS_UPDATE).nextUpdate(RawList.NEXT_UPDATE).pem();
    ListInspection seen =
        ListInspection.of(Files.writeString(directory.resolve("pem"), pem), null, NOW);
    assertThat(seen.encoding()).isEqualTo("PEM");
    assertThat(seen.signature()).isEqualTo(Signature.NOT_CHECKED);
    assertThat(seen.refusals()).isEmpty();
  }

  @Test
  void namesEverythingForWhichAListWouldBeRefused() throws Exception {
    RawList list = new RawList(CA);
    list.version = hex("020102");
    list.extensions.add(critical("551D1B", hex("020106")));
    list.entries.add(entry(BigInteger.TWO, critical("2A0304", hex("0500"))));
    ListInspection seen =
        ListInspection.of(file(list.der()), TestCa.ec("Other").certificate(), RawList.NEXT_UPDATE);
    assertThat(seen.kind()).isEqualTo(ListKind.DELTA_CRL);
    assertThat(seen.delta()).isEqualTo(6);
    assertThat(seen.version()).isEqualTo(3);
    assertThat(seen.entries()).isEqualTo(1);
    assertThat(String.join("\n", seen.refusals()))
        .contains("version")
        .contains("1.2.3.4")
        .contains("did not sign")
        .contains("issuer's name")
        .contains("is past");
  }

  @Test
  void countsTheEntriesBeforeAMalformedOne() throws Exception {
    RawList list = new RawList(CA);
    list.entries.add(entry(BigInteger.ONE));
    list.entries.add(hex("3000"));
    ListInspection seen = ListInspection.of(file(list.der()), null, NOW);
    assertThat(seen.entries()).isEqualTo(1);
    assertThat(seen.refusals()).singleElement().asString().startsWith("entry 2 is malformed");
  }

  @Test
  void refusesWhatIsNoList() throws Exception {
    Path file = file(CA.certificate().getEncoded());
    assertThat(
            catchThrowableOfType(
                ListRefusedException.class, () -> ListInspection.of(file, null, NOW)))
        .isNotNull();
  }
}
